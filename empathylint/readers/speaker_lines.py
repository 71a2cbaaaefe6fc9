"""Lines that begin with a speaker's name, and which of them do."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.model import Role
from empathylint.readers.stamps import BRACKETED, STAMP

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from empathylint.readers.speakers import Speakers

# A line break, then: a stamp, a name with something in brackets, a stamp, a colon.
SPEAKER_LINE = re.compile(
    rf"\n[ \t]*+(?:(?P<stamp>{STAMP})[ \t]*+(?:[-–|>][ \t]+)?)?(?:\*\*|__)?"
    r"(?P<name>[^\W\d_][^:\n\r(\[]{0,59}+(?:\([^:\n\r()]{0,40}+\)[ \t]*+)?)"
    rf"(?P<after>{BRACKETED})?(?:\*\*|__)?[ \t]*+:(?!//)(?:\*\*|__)?[ \t]*+"
)
METADATA_KEYS = frozenset({
    "id", "conversation", "conversation id", "chat", "chat id", "case", "case id", "case number",
    "ticket", "ticket id", "ticket number", "call", "call id", "session", "session id", "thread",
    "thread id", "transcript", "transcript id", "interaction", "interaction id", "date", "time",
    "started", "start", "start time", "started at", "chat started", "ended", "end", "end time",
    "ended at", "duration", "length", "channel", "subject", "topic", "agent name", "agent id",
    "customer name", "customer id", "csat", "csat score", "rating", "score", "satisfaction", "stars",
    "status", "tags", "tag", "priority", "queue", "department", "language", "locale", "brand",
    "product", "category", "source", "store", "reason", "resolution", "outcome", "origin",
    "chat origin", "platform", "location", "recorded", "participants", "title",
})  # fmt: skip
_LABELS = METADATA_KEYS | frozenset({
    "note", "notes", "tip", "warning", "important", "caution", "disclaimer", "ps", "p.s", "re", "fw",
    "fwd", "order", "order number", "tracking", "reference", "ref", "address", "phone", "tel", "email",
    "e-mail", "mail", "total", "subtotal", "tax", "shipping", "price", "cost", "name", "amount",
    "quantity", "qty", "size", "color", "colour", "model", "version", "option", "question", "answer",
    "q", "a", "example", "update", "edit", "issue", "problem", "solution", "summary", "link", "url",
    "website", "web", "http", "https", "step", "steps", "details", "description", "expected", "actual",
    "error", "result", "from", "to", "cc", "bcc", "sent", "attached", "attachment", "attachments",
    "hours", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
    "tomorrow", "first", "second", "third", "finally", "next", "also", "remember", "hint", "info",
    "see", "here", "password", "username", "login", "account", "invoice", "item", "items", "delivery",
    "delivered", "eta", "code", "coupon", "serial", "device", "browser", "os", "page", "section",
    "part", "chapter", "plan", "fee", "balance", "room", "check-in", "check-out", "payment", "refund",
    "bank", "iban", "card", "opening hours", "faq", "todo", "fix", "workaround", "cause", "scenario",
})  # fmt: skip
_LABEL_END = re.compile(
    r"(?:^| )(?:number|id|no|code|address|name|date|time|email|phone|address|link|method|status)$"
)
_NUMBER = re.compile(r"[ #_]*\d{1,6}$")
_NOT_IN_A_NAME = re.compile(r"[?!;\"“”…=/\\{}]|[.,] ?[a-z]")
_PARTICLES = frozenset({
    "de", "da", "del", "der", "den", "di", "du", "la", "le", "van", "von", "bin", "al", "el", "and",
    "y", "of", "the",
})  # fmt: skip
_MARKS = " \t*_<>"
_LONGEST_NAME, _MOST_WORDS, _FEWEST_LINES = 40, 4, 2


class SpeakerLine(Struct, frozen=True, gc=False):
    """Where a turn's line and its words start in the file, who speaks, and the time beside the name."""

    line: int
    words: int
    name: str
    stamp: str


def speaker_lines(lined: str, speakers: Speakers) -> tuple[list[SpeakerLine], dict[str, Role]]:
    """The lines that begin turns, and the role of each speaker. `lined` has a newline before the text."""
    lines = []
    for match in SPEAKER_LINE.finditer(lined):
        start, end = match.span()
        stamp, name, after = match.groups()
        lines.append(SpeakerLine(start, end - 1, name.strip(_MARKS), stamp or after or ""))
    first = next((line for line in lines if line.stamp or speakers.is_sure_of(line.name)), None)
    bare = "" if first is not None and first.stamp else "[("
    stamped = {line.name for line in lines if line.stamp and (not bare or line.stamp[0] in bare)}
    known = known_speakers(Counter(line.name for line in lines), stamped, speakers)
    return [line for line in lines if line.name in known], known


def known_speakers(
    lines_by: Mapping[str, int], stamped: Collection[str], speakers: Speakers
) -> dict[str, Role]:
    """The names that are speakers, with their roles, out of all that stand before a colon.

    `lines_by` counts the lines of each name; `stamped` are names with a time. A name is a speaker's when its
    role is beyond doubt; when it looks like a name and has a time or recurs; or when it looks like a name and
    stands beside a single known role, which would otherwise talk to nobody.
    """
    sure = [name for name in lines_by if _is_sure(name, stamped, speakers)]
    lines = sum(lines_by[name] for name in sure)
    enough = max(_FEWEST_LINES, lines // 100)
    likely = [
        name
        for name, count in lines_by.items()
        if _looks_like_a_name(name, stamped=name in stamped) and (name in stamped or count >= enough)
    ]
    found = {name: speakers.role_of(name) for name in (*sure, *likely)}
    people = {role for role in found.values() if role in {Role.AGENT, Role.CUSTOMER}}
    if len(people) == 1 and len(found) == len(sure):
        once = [name for name in lines_by if name not in found and _looks_like_a_name(name)]
        found |= {name: speakers.role_of(name) for name in once}
    return found


def is_label(name: str) -> bool:
    """Whether the name is a common heading of something else, such as `Note` or `Order number`."""
    plain = _NUMBER.sub("", name.casefold())
    return plain in _LABELS or _LABEL_END.search(plain) is not None


def _is_sure(name: str, stamped: Collection[str], speakers: Speakers) -> bool:
    if speakers.names(name):
        return True
    return speakers.is_sure_of(name) and (name in stamped or not is_label(name))


def _looks_like_a_name(name: str, *, stamped: bool = False) -> bool:
    """Whether a few capitalised words, or with a time before them any few words, can be a person's name."""
    words = name.split()
    if not 0 < len(words) <= _MOST_WORDS or len(name) > _LONGEST_NAME or _NOT_IN_A_NAME.search(name):
        return False
    if stamped:
        return not is_label(name) or len(words) == 1
    capitals = all(not word.lstrip("(").startswith(("'", "’")) and _is_capital(word) for word in words)
    return capitals and words[0].casefold() not in _PARTICLES and not is_label(name)


def _is_capital(word: str) -> bool:
    return not word.lstrip("(")[:1].islower() or word in _PARTICLES
