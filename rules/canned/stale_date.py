"""Dates, seasons and events in canned replies that lie in the past on any machine's calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.language.masks import mask

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from empathylint.model import Conversation
    from empathylint.rule import Rule

_NOT_BEFORE = date(2026, 11, 25)  # today is no earlier: the day on which this rule was last looked at
_REVIEWED = ("reviewed", "last_reviewed", "last-reviewed", "updated", "last_updated", "last-updated", "lastmod")
_MANAGED = ("effective", "expires", "expiry", "valid_until", "valid-until", "valid_from", "valid-from")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?)"
_DATE = late(
    rf"(?<![\w/-])(?:(?P<iso>20\d\d-\d\d-\d\d)|(?P<slash>\d{{1,2}}[/.]\d{{1,2}}[/.]20\d\d)"
    rf"|(?:{_DAY} (?:of )?)?(?P<month>{_MONTH})\.?(?: {_DAY})?,? (?P<year>20\d\d)"
    r"|q(?P<quarter>[1-4]) (?P<of>20\d\d)"
    r"|(?:the )?(?P<before>20\d\d) (?:holidays?|season|summer|winter|spring|christmas|easter|black friday|cyber monday)"
    r"|(?P<named>summer|winter|spring|autumn|christmas|easter|black friday|cyber monday|holidays?|holiday season)"
    r" (?:of )?(?P<after>20\d\d))(?![\w/-])",
    re.IGNORECASE,
)
_PLAGUE = late(
    r"\b(?:due to|because of|owing to|in light of|given|during|amid|as a result of) (?:the )?"
    r"(?:current |ongoing |recent )?(?:covid(?:-?19)?|coronavirus|pandemic|lockdowns?)\b",
    re.IGNORECASE,
)
_UNTIL = late(
    r"\b(?:until|till|through|thru|by|expires?|expiring|ends?|ending|valid|deadline|closed?|no later than|up to)\b"
    r"[^.!?\n]{0,20}$",
    re.IGNORECASE,
)
_TO_COME = late(
    r"\b(?:will|won['’]t|going to|expect\w*|plan(?:s|ned)?|scheduled|upcoming|coming|starts?|begins?|opens?|reopens?|"
    r"returns?|resumes?|launch(?:es)?|arrives?|ships?|releas\w+|available|are closed|is closed|take place)\b|['’]ll\b",
    re.IGNORECASE,
)
_LASTING = late(
    r"(?:\b(?:since|before|after|prior to|as of|from|dated|act|law|regulation|directive|version|copyright|effective|"
    r"updated|revised|published|bought|purchased|made|placed|founded|introduced)\b|©|\(c\))[^.!?\n]{0,15}$",
    re.IGNORECASE,
)
_SENTENCE = late(r"[.!?](?=\s)|\n")
_REACH = 160


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each past date of a canned reply, or one pass; none where its front matter manages dates."""
    if any(key in conversation.metadata for key in _MANAGED):
        return
    turn = conversation.turns[0]
    found = list(_past(turn.text, _today(conversation.metadata)))
    for start, end in found:
        yield fail(rule, conversation, Place(turn.index, start, end))
    if not found:
        yield Outcome(whole(turn), turn.index)


def _today(metadata: Mapping[str, object]) -> date:
    """The earliest day that today can be: this rule's, or a later one on which the reply was reviewed."""
    told = (_iso(str(metadata[key])[:10]) for key in _REVIEWED if key in metadata)
    return max([_NOT_BEFORE, *(day for day in told if day is not None)])


def _past(text: str, today: date) -> Iterator[tuple[int, int]]:
    """The characters of what has gone by."""
    if not any(sign in text.casefold() for sign in ("20", "covid", "corona", "pandemic", "lockdown")):
        return
    covered = mask(text)
    for found in _DATE.finditer(covered):
        last = _last_day(found)
        if last is not None and last < today and _is_told_as_coming(covered, found):
            yield found.span()
    for found in _PLAGUE.finditer(covered):
        yield found.span()


def _is_told_as_coming(text: str, found: re.Match[str]) -> bool:
    """Whether the sentence round a date speaks of it as something to come, or as a season that goes on."""
    before = _SENTENCE.split(text[max(0, found.start() - _REACH) : found.start()])[-1]
    if _UNTIL.search(before):
        return True
    if _LASTING.search(before):
        return False
    after = _SENTENCE.split(text[found.end() : found.end() + _REACH])[0]
    return bool(found["before"] or found["after"] or _TO_COME.search(before) or _TO_COME.search(after))


def _last_day(found: re.Match[str]) -> date | None:
    """The last day of what is named, None where there is no such day."""
    if found["iso"]:
        return _iso(found["iso"])
    if found["slash"]:
        one, two, year = map(int, re.split(r"[/.]", found["slash"]))
        return max(filter(None, (_day(year, two, one), _day(year, one, two))), default=None)
    if found["month"]:
        return _end_of(int(found["year"]), _MONTHS[found["month"].casefold()])
    if found["quarter"]:
        return _end_of(int(found["of"]), 3 * int(found["quarter"]))
    return _end_of(int(found["before"] or found["after"]) + 1, 3)  # a winter goes on into the next year


def _iso(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _end_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
