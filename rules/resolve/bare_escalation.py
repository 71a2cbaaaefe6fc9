"""Hand-overs to nobody in particular, with no time in the same reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule

_TROUBLE = frozenset({"problem", "upset", "effort", "exit", "urgent"})  # a wish passed on is no escalation


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for the first hand-over of each reply to somebody in trouble."""
    done = -1
    troubled = False
    for turn in conversation.turns:
        troubled = troubled or (not turn.cues.isdisjoint(_TROUBLE) and turn.is_customer)
        hit = turn.says("bare-escalation") if troubled and turn.is_agent and turn.index > done else None
        if hit is None:
            continue
        reply = run(turn, conversation)
        done = reply[-1].index
        if any("timed" in said.cues for said in reply):
            yield Outcome(whole(turn), turn.index)
        else:
            yield fail(rule, conversation, Place(turn.index, hit.start, hit.end))
