"""Urgent: sure words stand; an occasion is urgent where a near moment stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn

_BESIDE = 70  # characters between an occasion and its moment
_OWN = frozenset({"my", "our", "i", "we", "i'm", "we're"})
_CALM = frozenset({"cancel", "reschedule", "move", "change", "book", "confirm"})  # the occasion is what they ask about


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:  # noqa: ARG001 - every twin is given both
    """The hits of `urgent` that stand in a turn."""
    moments = [hit for hit in turn.hits if hit.cue == "urgent.soon"]
    for hit in turn.hits:
        if hit.cue == "urgent.sure" or (hit.cue == "urgent.occasion" and _presses(turn, hit, moments)):
            yield hit


def _presses(turn: Turn, occasion: Hit, moments: list[Hit]) -> bool:
    """Whether an occasion is near and its own time is not what the turn is about."""
    near = any(_is_beside(occasion, moment) for moment in moments)
    return near and not _is_booking(turn, occasion) and not _is_plain_question(turn, occasion)


def _is_plain_question(turn: Turn, hit: Hit) -> bool:
    """Whether the words stand in a question that names nobody's own occasion."""
    if turn.tokens is None:
        return False
    sentence = turn.tokens.sentence_at(hit.start)
    if sentence.mood is not Mood.QUESTION:
        return False
    return not any(turn.tokens.word(at) in _OWN for at in range(sentence.first, sentence.last))


def _is_beside(occasion: Hit, moment: Hit) -> bool:
    """Whether a moment stands close to an occasion."""
    return max(occasion.start, moment.start) - min(occasion.end, moment.end) <= _BESIDE


def _is_booking(turn: Turn, hit: Hit) -> bool:
    """Whether the occasion itself is what the customer wants booked, moved or cancelled."""
    before = turn.text[max(hit.start - 30, 0) : hit.start].casefold().split()
    return any(word in _CALM for word in before)
