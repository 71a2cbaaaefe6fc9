"""Replies that come late by the times in the file, with no word about the wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.duration import length_of
from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_LIVE = frozenset({"chat", "voice", "phone"})
_LONG_LIVE, _LONG = 900.0, 172_800.0  # seconds: a quarter of an hour where both are there, two days elsewhere
_TOLD = frozenset({"apologizes", "thanks", "acknowledges", "holds"})
_OVER = frozenset({"thanks", "settled"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each reply to a customer turn, in files whose turns have times."""
    live = str(conversation.metadata.get("channel", "")).casefold() in _LIVE
    waiting: Turn | None = None
    for turn in conversation.turns:
        if turn.is_customer:
            waiting = waiting or (None if turn.cues & _OVER else turn)
        elif turn.is_agent and waiting is not None:
            asked, waiting = waiting, None
            if asked.time is None or turn.time is None:
                continue
            if turn.time - asked.time <= (_LONG_LIVE if live else _LONG) or _is_told(turn, conversation):
                yield Outcome(whole(turn), asked.index)
            else:
                yield fail(rule, conversation, opening_of(turn), asked, rest=length_of(turn.time - asked.time))


def _is_told(turn: Turn, conversation: Conversation) -> bool:
    """Whether a reply thanks for the wait, regrets it or feels with it."""
    return any(said.cues & _TOLD for said in run(turn, conversation))
