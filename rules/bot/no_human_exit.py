"""Talks with a machine alone that fails, and tells nowhere how to reach a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import public
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, opening_of, whole
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_FAILS = ("dead-end", "does-not-know")
_UPSET = frozenset({"upset", "exit"})
_ANSWERS = frozenset({"resolves", "refocuses", "promises"})
_CONTENT = frozenset({"thanks", "settled"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for a talk in which a machine fails, or leaves an upset customer without an answer."""
    machine = public(conversation, Role.BOT)
    if not machine or any(turn.is_agent for turn in conversation.turns):
        return
    last = next((turn for turn in reversed(conversation.turns) if turn.is_customer), None)
    if last is None or last.cues & _CONTENT:
        return
    failed = _failed(machine, conversation)
    if failed is None:
        return
    if any("exit-to-person" in turn.cues for turn in machine):
        yield Outcome(whole(failed), failed.index)
    else:
        hit = next((found for cue in _FAILS if (found := failed.says(cue))), None)
        place = Place(failed.index, hit.start, hit.end) if hit else opening_of(failed)
        yield fail(rule, conversation, place, last if last.index < failed.index else None)


def _failed(machine: list[Turn], conversation: Conversation) -> Turn | None:
    """The machine's last failure, or its last turn where that leaves an upset customer without answer or question."""
    lost = [turn for turn in machine if "not-understood" in turn.cues]
    failed = [turn for turn in machine if not turn.cues.isdisjoint(_FAILS)] or lost[1:]
    last = machine[-1]
    if failed or (last.cues & _ANSWERS and "points-elsewhere" not in last.cues):
        return failed[-1] if failed else None
    upset = any(turn.is_customer and turn.cues & _UPSET for turn in conversation.turns[: last.index])
    return last if upset else None
