"""Promises of news whose time passes with no word of the agent's, by the times in the file."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from empathylint.duration import length_of
from empathylint.finding import Outcome
from empathylint.judge import fail, quoted, whole
from empathylint.language.late import late
from empathylint.own_words import sentence_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_MINUTE, _HOUR, _DAY = 60.0, 3_600.0, 86_400.0
_UNITS = {"m": _MINUTE, "h": _HOUR, "d": _DAY}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "fifteen": 15, "twenty": 20,
    "thirty": 30, "half an": 0.5, "the": 1,
}  # fmt: skip
_SPAN = late(
    r"\b(?:within|in|inside|over) (?:the next |about |around |under |less than )?"
    r"(?:(?:\d{1,3}|one|two|three|four|five|ten)(?: ?- ?| to | or ))?"
    r"(\d{1,3}|half an|an?|one|two|three|four|five|ten|fifteen|twenty|thirty|the)"
    r"(?: (business|working))? (m)?(?:in(?:ute)?s?|(h)(?:ou)?rs?|(d)ays?)\b",
    re.IGNORECASE,
)
_BY_DAY = late(r"\b(today|tonight|this (?:morning|afternoon|evening)|(?:by|until)? ?tomorrow)\b", re.IGNORECASE)
_WEEKEND = 2.0  # days that working days may have between them, for each five begun
_REACH = 200  # turns behind a promise that are looked at
_AT_ONCE = 0.1  # how much of the span may pass before a further turn is news
_GRACE = 1.25  # how much later than promised still counts as kept


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each promise of news with a span, in files whose turns have times."""
    for turn in conversation.turns:
        if turn.time is None or not turn.is_agent:
            continue
        hit = turn.says("owes-news.back")
        span = _span(turn, hit.start) if hit else None
        if hit is None or span is None:
            continue
        late = _late(conversation, turn, turn.time + span * _AT_ONCE, turn.time + span * _GRACE)
        if late is not None and late.time is not None:
            said = quoted(turn.text[hit.start : hit.end])
            place = sentence_place(turn, hit.start)
            yield fail(rule, conversation, place, said=said, rest=length_of(late.time - turn.time))
        else:
            yield Outcome(whole(turn), turn.index)


def _span(turn: Turn, start: int) -> float | None:
    """The seconds that the sentence of a promise allows for it, or None."""
    if turn.tokens is None:
        return None
    sentence = turn.tokens.sentence_at(start)
    said = turn.text[turn.tokens.start(sentence.first) : turn.tokens.end(sentence.last - 1)]
    if found := _SPAN.search(said):
        number = _NUMBERS.get(found[1].casefold()) or float(found[1])
        seconds = number * _UNITS[(found[3] or found[4] or found[5] or "m")[0].casefold()]
        return seconds + (_DAY * _WEEKEND * (1 + number // 5) if found[2] else 0)
    if found := _BY_DAY.search(said):
        return _DAY * (2 if "tomorrow" in found[1].casefold() else 1)
    return None


def _late(conversation: Conversation, promise: Turn, soon: float, due: float) -> Turn | None:
    """The turn that shows a promise to be broken: the agent's next one if it comes too late, or the customer's.

    What an agent adds before `soon` is still said with the promise.
    """
    for turn in islice(conversation.after(promise), _REACH):
        if turn.time is None or not (turn.is_agent or turn.is_customer):
            continue
        if turn.time > due:
            return turn
        if turn.is_agent and turn.time > soon:
            return None
    return None
