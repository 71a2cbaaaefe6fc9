"""Urgent: sure words stand; an occasion needs a near moment, a stake a trouble and a day, the frail a trouble."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn

_LOOK_BACK = 16  # turns before among which a trouble may have been told
_BESIDE = 70  # characters between an occasion and its moment
_DAYS = frozenset({"urgent.soon", "urgent.day"})
_NEAREST = 4  # moments before an occasion that are looked at
_AROUND = 200  # words round an occasion that tell whose it is
_PAST = frozenset(
    {
        "was", "were", "came", "told", "landed", "got", "did", "yesterday", "went", "worked", "turned",
        "moved", "last", "ago", "happened", "had",
    }
)  # fmt: skip
_GONE = frozenset({"came", "gone", "left", "over", "ended", "arrived", "finished"})
_OWN = frozenset({"my", "our", "i", "we", "i'm", "we're"})
_CALM = frozenset({"cancel", "reschedule", "move", "change", "book", "confirm"})  # the occasion is what they ask about


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The hits of `urgent` that stand in a turn."""
    moments = [hit for hit in turn.hits if hit.cue == "urgent.soon"]
    days = [hit for hit in turn.hits if hit.cue in _DAYS]
    troubled = (bool(days) or "urgent.frail" in turn.cues) and _is_troubled(turn, conversation)
    for hit in turn.hits:
        if (
            hit.cue == "urgent.sure"
            or (hit.cue == "urgent.occasion" and _presses(turn, hit, moments) and not _is_missed(turn, hit))
            or (hit.cue == "urgent.stake" and troubled and _presses(turn, hit, days) and not _is_over(turn, hit))
            or (hit.cue == "urgent.frail" and troubled and ("problem" in turn.cues or not _is_asked(turn, hit)))
        ):
            yield hit


def _is_missed(turn: Turn, hit: Hit) -> bool:
    """Whether what was to be ready came when the occasion was over: “it came after the children had gone”."""
    near = turn.text[max(hit.start - _BESIDE, 0) : hit.end + 2 * _BESIDE].casefold()
    return " after " in near and not _GONE.isdisjoint(word.strip(".,!?") for word in near.split())


def _is_asked(turn: Turn, hit: Hit) -> bool:
    """Whether the words stand in a question."""
    return turn.tokens is not None and turn.tokens.sentence_at(hit.start).mood is Mood.QUESTION


def _is_over(turn: Turn, hit: Hit) -> bool:
    """Whether the words round an occasion tell of the past."""
    near = turn.text[max(hit.start - _BESIDE, 0) : hit.end + _BESIDE].casefold()
    return not _PAST.isdisjoint(word.strip(".,!?") for word in near.split())


def _is_troubled(turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer tells of a trouble in this turn or told of one before."""
    if "problem" in turn.cues:
        return True
    earlier = conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index]
    return any("problem" in before.cues for before in earlier if before.is_customer)


def _presses(turn: Turn, occasion: Hit, moments: list[Hit]) -> bool:
    """Whether an occasion is near and its own time is not what the turn is about."""
    at = bisect_left(moments, occasion.start, key=attrgetter("start"))
    near = any(_is_beside(occasion, moment) for moment in moments[max(at - _NEAREST, 0) : at + 1])
    return near and not _is_booking(turn, occasion) and not _is_plain_question(turn, occasion)


def _is_plain_question(turn: Turn, hit: Hit) -> bool:
    """Whether the words stand in a question that names nobody's own occasion."""
    if turn.tokens is None:
        return False
    sentence = turn.tokens.sentence_at(hit.start)
    if sentence.mood is not Mood.QUESTION:
        return False
    at = turn.tokens.at(hit.start)
    around = range(max(at - _AROUND, sentence.first), min(at + _AROUND, sentence.last))
    return not any(turn.tokens.word(near) in _OWN for near in around)


def _is_beside(occasion: Hit, moment: Hit) -> bool:
    """Whether a moment stands close to an occasion."""
    return max(occasion.start, moment.start) - min(occasion.end, moment.end) <= _BESIDE


def _is_booking(turn: Turn, hit: Hit) -> bool:
    """Whether the occasion itself is what the customer wants booked, moved or cancelled."""
    before = turn.text[max(hit.start - 30, 0) : hit.start].casefold().split()
    return any(word in _CALM for word in before)
