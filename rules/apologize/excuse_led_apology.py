"""Causes that lead a reply, with the apology behind them; the agent's own apology is put first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import public
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.model import Role
from empathylint.own_words import moved_up, with_edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each turn of an agent's that apologises, or for each cause that stands before the apology."""
    for turn in public(conversation, Role.AGENT):
        apology = turn.says("apologizes")
        pleas = [hit for hit in turn.hits if hit.cue == "pleads-cause" and apology and hit.start < apology.start]
        if apology is None or not pleas:
            yield Outcome(whole(turn), turn.index)
            continue
        for plea in pleas:
            outcome = fail(rule, conversation, Place(turn.index, plea.start, plea.end))
            yield with_edit(outcome, moved_up(turn, plea.start, apology.start))
