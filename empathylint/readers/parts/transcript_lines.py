"""Lines of a transcript: those that begin a turn with a speaker's name, and those that open a conversation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.model import Role
from empathylint.readers.parts.times import BRACKETED, STAMP

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from empathylint.readers.speakers import Speakers

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
_LABEL_ENDS = frozenset({
    "number", "id", "no", "code", "address", "name", "date", "time", "email", "phone", "link", "method",
    "status",
})  # fmt: skip
_NOT_IN_A_NAME = r"[?!;\"“”…=/\\{}]|[.,] ?[a-z]"
_PARTICLES = frozenset({
    "de", "da", "del", "der", "den", "di", "du", "la", "le", "van", "von", "bin", "al", "el", "and",
    "y", "of", "the",
})  # fmt: skip
_MARKS = " \t*_<>"
_LONGEST_NAME, _MOST_WORDS, _FEWEST_LINES = 40, 4, 2

_RULES = ("---", "===", "***", "___", "~~~")
_RULE_MARKS = "-=*_~# \t"
_OPENERS = (
    "conversation", "ticket", "chat", "case", "call", "session", "thread", "transcript", "interaction",
    "id",
)  # fmt: skip
_REMARK = r"(?i:\b(?:joined|left|transferred|assigned|ended|closed|connected|(?:original|forwarded) message|end)\b)"
_LONGEST_KEY, _LONGEST_VALUE, _LONGEST_LINE, _FEWEST_TURNS = 31, 500, 600, 2


class SpeakerLine(Struct, frozen=True, gc=False):
    """Where a turn's line and its words start in the file, who speaks, and the time beside the name."""

    line: int
    words: int
    name: str
    stamp: str


class Opening(Struct, frozen=True, gc=False):
    """A line that may open a conversation: where it starts, where what it heads begins, and its label.

    A line with a key, such as `Ticket: 812`, heads itself. `is_rule` marks a rule without a label.
    """

    start: int
    head: int
    label: str
    is_rule: bool = False


def speaker_lines(lined: str, speakers: Speakers) -> tuple[list[SpeakerLine], dict[str, Role]]:
    """The lines that begin turns, and the role of each speaker. `lined` has a newline before the text."""
    lines = []
    for match in _speaker_line().finditer(lined):
        start, end = match.span()
        stamp, name, after = match.groups()
        lines.append(SpeakerLine(start, end - 1, name.strip(_MARKS), stamp or after or ""))
    first = next((line for line in lines if line.stamp or speakers.is_sure_of(line.name)), None)
    bare = "" if first is not None and first.stamp else "[("
    stamped = {line.name for line in lines if line.stamp and (not bare or line.stamp[0] in bare)}
    known = known_speakers(Counter(line.name for line in lines), stamped, speakers)
    return [line for line in lines if line.name in known], known


def known_speakers(lines_by: Mapping[str, int], stamped: Collection[str], speakers: Speakers) -> dict[str, Role]:
    """The names that are speakers, with their roles, out of all that stand before a colon.

    `lines_by` counts the lines of each name; `stamped` are names with a time. A name is a speaker's when its
    role is beyond doubt; when it looks like a name and has a time or recurs; or when it looks like a name and
    stands beside a single known role, or alone beside a single name, who would otherwise talk to nobody.
    """
    found = {name: speakers.role_of(name) for name in lines_by if _is_sure(name, stamped, speakers)}
    enough = max(_FEWEST_LINES, sum(lines_by[name] for name in found) // 100)
    likely = [
        name
        for name, count in lines_by.items()
        if (name in stamped or count >= enough)
        and name not in found
        and _looks_like_a_name(name, stamped=name in stamped)
    ]
    people = {role for role in found.values() if role in {Role.AGENT, Role.CUSTOMER}}
    if (len(likely), len(people)) in {(0, 1), (1, 0)}:
        others = [name for name in lines_by if name not in found and name not in likely and _looks_like_a_name(name)]
        likely += others if people or len(others) == 1 else []
    return found | {name: speakers.role_of(name) for name in likely}


def is_label(name: str) -> bool:
    """Whether the name is a common heading of something else, such as `Note` or `Order number`."""
    plain = name.casefold()
    plain = re.sub(r"[ #_]*\d{1,6}$", "", plain) if plain[-1:].isdecimal() else plain
    return plain in _LABELS or plain.rpartition(" ")[2] in _LABEL_ENDS


def openings(lined: str, starts: Sequence[int]) -> tuple[list[Opening], list[int]]:
    """The lines that open conversations, and the bare rules between turns that do not.

    `lined` is the text with a newline before it; `starts` are where the speaker lines begin in the text.
    A line opens a conversation when a speaker line, a head or another opening follows it. Rules without a
    label do so only when at least two turns stand between any two of them.
    """
    found = list(_candidates(lined))
    known = frozenset(starts) | {opening.start for opening in found} if found else frozenset()
    found = [opening for opening in found if _leads(lined, opening, known)]
    rules = [opening.start for opening in found if opening.is_rule]
    if not rules or _are_far_apart([opening.start for opening in found], starts):
        return found, []
    return [opening for opening in found if not opening.is_rule], rules


def key_line(text: str, start: int, end: int) -> tuple[str, str] | None:
    """The key, in lower case, and the value of a line `Key: value` between two offsets, or None."""
    line = text[start : min(end, start + _LONGEST_LINE)].partition("\r")[0]
    key, colon, value = line.lstrip(" \t").partition(":")
    if not colon or len(key) > _LONGEST_KEY or not key[:1].isalnum() or key[0].isdecimal():
        return None
    return key.strip(" \t*_").casefold(), value.lstrip(" \t")[:_LONGEST_VALUE].strip()


@cache
def _speaker_line() -> re.Pattern[str]:
    """A line break, then: a stamp, a name with something in brackets, a stamp, a colon."""
    return re.compile(
        rf"\n[ \t]*+(?:(?P<stamp>{STAMP})[ \t]*+(?:[-–|>][ \t]+)?)?(?:\*\*|__)?"
        r"(?P<name>[^\W\d_][^:\n\r(\[]{0,59}+(?:\([^:\n\r()]{0,40}+\)[ \t]*+)?)"
        rf"(?P<after>{BRACKETED})?(?:\*\*|__)?[ \t]*+:(?!//)(?:\*\*|__)?[ \t]*+"
    )


def _is_sure(name: str, stamped: Collection[str], speakers: Speakers) -> bool:
    if speakers.names(name):
        return True
    return speakers.is_sure_of(name) and (name in stamped or not is_label(name))


def _looks_like_a_name(name: str, *, stamped: bool = False) -> bool:
    """Whether a few capitalised words, or with a time before them any few words, can be a person's name."""
    words = name.split()
    if not 0 < len(words) <= _MOST_WORDS or len(name) > _LONGEST_NAME or re.search(_NOT_IN_A_NAME, name):
        return False
    if stamped:
        return not is_label(name) or len(words) == 1
    capitals = all(not word.lstrip("(").startswith(("'", "’")) and _is_capital(word) for word in words)
    return capitals and words[0].casefold() not in _PARTICLES and not is_label(name)


def _is_capital(word: str) -> bool:
    return not word.lstrip("(")[:1].islower() or word in _PARTICLES


@cache
def _opening() -> re.Pattern[str]:
    """A line that is a rule, perhaps with a label, a heading, or a key that names a conversation."""
    return re.compile(
        r"\n[ \t]*+(?:(?P<rule>(?:-{3,}+|={3,}+|\*{3,}+|_{3,}+|~{3,}+))[ \t]*+(?P<label>[^\r\n]{0,120}+)"
        r"|\#{1,6}+[ \t]++(?P<heading>[^\r\n]{1,120}+)"
        rf"|(?P<key>(?i:(?:{'|'.join(_OPENERS)})(?:[ ]?(?:id|number|no\.?|\#))?))"
        r"[ \t]*+[:\#][ \t]*+(?P<value>[^\s][^\r\n]{0,120}+))\r?(?=\n|\Z)"
    )


def _candidates(lined: str) -> Iterator[Opening]:
    for match in _opening().finditer(lined) if _may_open(lined) else ():
        start = match.start()
        if match["key"]:
            if _is_after_a_blank(lined, start):
                yield Opening(start, start, match["value"].strip())
        elif match["heading"]:
            if _is_after_a_blank(lined, start):
                yield Opening(start, match.end() - 1, _label(match["heading"]))
        elif label := match["label"].strip(_RULE_MARKS):
            if match["label"].rstrip()[-1:] in _RULE_MARKS and not re.search(_REMARK, label):
                yield Opening(start, match.end() - 1, _label(label))
        else:
            yield Opening(start, match.end() - 1, "", is_rule=True)


def _may_open(lined: str) -> bool:
    """Whether any line can be an opening, by a quick look: most transcripts hold one conversation."""
    folded = lined.casefold()
    begins = ("#", " ", "\t", *_OPENERS)
    return any(rule in folded for rule in _RULES) or any(f"\n{word}" in folded for word in begins)


def _label(words: str) -> str:
    """`Ticket: 812` without its key; any other label as it is."""
    key = rf"(?i:(?:{'|'.join(_OPENERS)})(?:[ ]?(?:id|number|no\.?))?[ ]*[:#][ ]*(?=\S))"
    words = words.strip(_RULE_MARKS)
    found = re.match(key, words)
    return words[found.end() :] if found else words


def _is_after_a_blank(lined: str, start: int) -> bool:
    before = lined[max(0, start - 80) : start].rstrip(" \t\r")
    return not before or before.endswith("\n") or before.rpartition("\n")[2].strip(_RULE_MARKS) == ""


def _leads(lined: str, opening: Opening, known: Collection[int]) -> bool:
    """Whether something that belongs to a conversation follows the opening."""
    line_end = lined.find("\n", opening.start + 1)
    space = re.compile(r"\s*+").match(lined, line_end) if line_end >= 0 else None
    if space is None or space.end() >= len(lined):
        return False
    start = lined.rfind("\n", 0, space.end())
    end = lined.find("\n", space.end())
    head = key_line(lined, space.end(), end if end >= 0 else len(lined))
    return start in known or (head is not None and head[0] in METADATA_KEYS)


def _are_far_apart(openings: Sequence[int], starts: Sequence[int]) -> bool:
    """Whether at least two turns stand between any two openings."""
    counts = [bisect_left(starts, opening) for opening in openings]
    gaps = [later - earlier for earlier, later in zip(counts, [*counts[1:], len(starts)], strict=True)]
    return all(gap >= _FEWEST_TURNS for gap in gaps if gap) and (not counts or counts[0] != 1)
