"""Regret for a short wait, where thanks would do, and the customer has no trouble to be answered for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_WEIGHTY = frozenset({"upset", "effort", "exit", "urgent", "wants-human"})
_SHORT = 600  # seconds


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn that regrets a wait, until the customer shows displeasure."""
    asked: Turn | None = None
    for turn in conversation.turns:
        if turn.is_customer:
            if not turn.cues.isdisjoint(_WEIGHTY):
                return
            asked = turn
        elif turn.is_agent and (hit := turn.says("regrets-wait")):
            if "thanks" in turn.cues or "long" in turn.text[hit.start : hit.end].casefold() or _was_long(asked, turn):
                yield Outcome(whole(turn), turn.index)
            else:
                yield fail(rule, conversation, Place(turn.index, hit.start, hit.end))


def _was_long(asked: Turn | None, turn: Turn) -> bool:
    """Whether the clock shows a wait that calls for an apology."""
    if asked is None or asked.time is None or turn.time is None:
        return False
    return turn.time - asked.time > _SHORT
