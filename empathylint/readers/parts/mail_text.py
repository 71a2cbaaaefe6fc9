"""The text of a mail: which part holds it, where that stands, and its layers: new words, and what they quote.

The `email` package reads the structure with its older policy: the newer one parses headers into trees, which
takes quadratic time on hostile addresses and fails on some.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from empathylint.language.late import late
from empathylint.readers.parts.lines import Line, text_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from email.message import Message

_BLANK = late(r"(?:\r\n|\n|\r)(?:\r\n|\n|\r)")
_LONGEST_HEADER = 2_000
_DEEPEST = 40
_QUOTE = late(r"(?:[ \t]?>)++[ \t]?")
_ADDRESS = late(r"<(?:mailto:)?([^<>\s]{1,200}@[^<>\s]{1,200})>|([^\s<>()\[\]]{1,100}@[^\s<>()\[\],;:]{1,200})")
_WROTE = late(r"\b(?:wrote|writes)[ \t]*:[ \t]*$")
_ORIGINAL = late(
    r"[ \t]*-{2,}[ \t]*(?:Original Message|Forwarded message|Original Appointment)[ \t]*-{2,}[ \t]*$",
    re.IGNORECASE,
)
_RULE = late(r"[ \t]*_{5,}[ \t]*$")
_FIELD = late(r"[ \t]*\*{0,2}(From|Sent|Date|To|Cc|Subject|Reply-To):\*{0,2}[ \t]*(.{0,500})", re.IGNORECASE)
_AFTER_TIME = late(r"^.*\d(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?(?:[ \t]*\([^()]{0,40}\))?(?:[ \t]*[+-]\d{4})?[,\s]*")
_SIGNATURE = late(r"--[ \t]?$")
_LINES_OF_ATTRIBUTION = 3
_FEWEST_FIELDS = 2


class Body(Struct, frozen=True, gc=False):
    """The words of a mail and where their part begins. `exact` tells that they stand there as they are."""

    text: str
    start: int
    exact: bool


class Author(Struct, frozen=True, gc=False):
    """A name and an address, of which one may be empty."""

    name: str = ""
    address: str = ""


class Layer(Struct, frozen=True):
    """The lines of one author, the marks of quoting removed; `author` is None where nothing names them."""

    depth: int
    author: Author | None
    lines: tuple[Line, ...]


def parse(text: str) -> Message[str, str]:
    """The mail's structure. Raises RecursionError for one nested beyond sense."""
    from email import message_from_string

    return message_from_string(text)


def header(mail: Message[str, str], name: str) -> str:
    """A header on one line with its encoded words read, or an empty string."""
    from email.errors import MessageError
    from email.header import decode_header, make_header

    raw = " ".join(str(mail.get(name, ""))[:_LONGEST_HEADER].split())
    try:
        return str(make_header(decode_header(raw)))
    except (MessageError, LookupError, ValueError):
        return raw


def body_of(mail: Message[str, str], text: str) -> Body | None:
    """The plain text of the mail, else the words of its HTML, else None."""
    parts = list(_leaves(mail, text, 0, 0))
    for kind in ("text/plain", "text/html"):
        for part, start in parts:
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                return _body(part, text, start)
    return None


def layers(text: str) -> tuple[Layer, ...]:
    """The layers of a mail's text, the newest first."""
    lines = [_unquoted(line) for line in text_lines(text)]
    spoken: dict[int, list[Line]] = {}
    authors: dict[int, Author] = {}
    below, number, signed = 0, 0, -1
    while number < len(lines):
        depth, line = lines[number]
        size, author = _attribution(lines, number)
        if author is None:
            level = depth + below
            signed = level if _SIGNATURE.fullmatch(line.text) else signed if signed == level else -1
            if signed < 0:
                spoken.setdefault(level, []).append(line)
        else:
            quotes = _next_depth(lines, number + size) > depth
            below += 0 if quotes else 1
            authors.setdefault(depth + below + (1 if quotes else 0), author)
            signed = -1
        number += size
    return tuple(Layer(level, authors.get(level), tuple(spoken[level])) for level in sorted(spoken))


def author_in(words: str) -> Author:
    """The name and the address in a header such as `Ana Ruiz <ana@example.org>`."""
    found = _ADDRESS.search(words)
    address = (found[1] or found[2]) if found else ""
    name = words[: found.start()] if found else words
    return Author(name.strip(" \t\"'*,:;<[("), address.rstrip("."))


def _leaves(part: Message[str, str], text: str, start: int, depth: int) -> Iterator[tuple[Message[str, str], int]]:
    """The parts that are not made of parts, and where the content of each begins in the file."""
    content = _content_start(text, start)
    inner = part.get_payload()
    if not isinstance(inner, list) or depth > _DEEPEST:
        yield part, content
        return
    boundary = f"--{part.get_boundary('')}"
    here = content
    for child in inner:
        found = text.find(boundary, here)
        here = found + len(boundary) if found >= 0 else here
        yield from _leaves(cast("Message[str, str]", child), text, here, depth + 1)


def _content_start(text: str, start: int) -> int:
    """Where the content begins after the headers that begin at `start`."""
    blank = _BLANK.search(text, start)
    return blank.end() if blank else start


def _body(part: Message[str, str], text: str, start: int) -> Body:
    raw = part.get_payload()
    plain = raw if isinstance(raw, str) else ""
    is_html = part.get_content_type() == "text/html"
    coded = str(part.get("Content-Transfer-Encoding", "")).strip().lower() in {"base64", "quoted-printable"}
    if coded:
        plain = _decoded(part)
    if is_html:
        from empathylint.readers.parts.html_text import words

        plain = words(plain)
    found = -1 if coded or is_html else text.find(plain, start)
    return Body(plain, found if found >= 0 else start, exact=found >= 0)


def _decoded(part: Message[str, str]) -> str:
    raw = part.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else b""
    try:
        return content.decode(str(part.get_content_charset("utf-8")), "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")


def _unquoted(line: Line) -> tuple[int, Line]:
    quote = _QUOTE.match(line.text)
    if quote is None:
        return 0, line
    return quote[0].count(">"), Line(line.number, line.start + quote.end(), line.text[quote.end() :])


def _next_depth(lines: Sequence[tuple[int, Line]], number: int) -> int:
    """How deeply the next line with words is quoted; where only blank ones are near, how deeply these are."""
    near = lines[number : number + _LINES_OF_ATTRIBUTION]
    spoken = (depth for depth, line in near if not line.is_blank)
    return next(spoken, max((depth for depth, _ in near), default=0))


def _attribution(lines: Sequence[tuple[int, Line]], number: int) -> tuple[int, Author | None]:
    """How many lines from here on tell who wrote what follows, and who; 1 and None where none do."""
    depth, line = lines[number]
    words = line.text.strip()
    if words.startswith("On ") or _WROTE.search(words):
        return _wrote(lines, number)
    if _ORIGINAL.match(words) or _RULE.match(words):
        fields = list(_fields(lines, number + 1, depth))
        return (1 + len(fields), _from(fields)) if len(fields) >= _FEWEST_FIELDS else (1, None)
    if words.lower().startswith(("from:", "*from:")):
        fields = list(_fields(lines, number, depth))
        return (len(fields), _from(fields)) if len({name for name, _ in fields}) > _FEWEST_FIELDS else (1, None)
    return 1, None


def _wrote(lines: Sequence[tuple[int, Line]], number: int) -> tuple[int, Author | None]:
    """The author in `On … Ana Ruiz <ana@example.org> wrote:`, which may go over three lines."""
    depth, words = lines[number][0], ""
    for size, (other, line) in enumerate(lines[number : number + _LINES_OF_ATTRIBUTION], start=1):
        if other != depth or line.is_blank:
            break
        words = f"{words} {line.text.strip()[:300]}".strip()
        if _WROTE.search(words):
            is_told = words.startswith("On ") and any(map(str.isdigit, words))
            return (size, _named(_WROTE.sub("", words))) if is_told or _ADDRESS.search(words) else (1, None)
    return 1, None


def _named(words: str) -> Author:
    author = author_in(words)
    name = _AFTER_TIME.sub("", author.name)
    return Author(name.removeprefix("On ").strip(" \t\"',"), author.address)


def _fields(lines: Sequence[tuple[int, Line]], number: int, depth: int) -> Iterator[tuple[str, str]]:
    """The header lines From, Sent, To, Subject … from a line on."""
    for other, line in lines[number : number + 8]:
        field = _FIELD.match(line.text) if other == depth else None
        if field is None:
            return
        yield field[1].lower(), field[2]


def _from(fields: Sequence[tuple[str, str]]) -> Author:
    return next((author_in(value) for name, value in fields if name == "from"), Author())
