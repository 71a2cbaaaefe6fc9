"""Surveys that are offered a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each turn that offers a survey; all but the first fail."""
    first = -1
    for turn in conversation.turns:
        hit = turn.says("survey") if turn.is_agent else None
        if hit is None:
            continue
        if first < 0:
            first = turn.index
            yield Outcome(whole(turn), turn.index)
        else:
            yield fail(rule, conversation, Place(turn.index, hit.start, hit.end), rest=str(turn.index - first))
