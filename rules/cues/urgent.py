"""Urgent: sure words stand; an occasion is urgent where a near moment stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn

_BESIDE = 70  # characters between an occasion and its moment
_CALM = frozenset({"cancel", "reschedule", "move", "change", "book", "confirm"})  # “please cancel my appointment on Friday”


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:  # noqa: ARG001 - every twin is given both
    """The hits of `urgent` that stand in a turn."""
    moments = [hit for hit in turn.hits if hit.cue == "urgent.soon"]
    for hit in turn.hits:
        if hit.cue == "urgent.sure":
            yield hit
        elif hit.cue == "urgent.occasion" and any(_is_beside(hit, moment) for moment in moments) and not _is_booking(turn, hit):
            yield hit


def _is_beside(occasion: Hit, moment: Hit) -> bool:
    """Whether a moment stands close to an occasion."""
    return max(occasion.start, moment.start) - min(occasion.end, moment.end) <= _BESIDE


def _is_booking(turn: Turn, hit: Hit) -> bool:
    """Whether the occasion itself is what the customer wants booked, moved or cancelled."""
    before = turn.text[max(hit.start - 30, 0) : hit.start].casefold().split()
    return any(word in _CALM for word in before)
