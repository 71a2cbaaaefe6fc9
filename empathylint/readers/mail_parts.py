"""The text of a mail: which of its parts holds it, and where that part stands in the file.

The `email` package reads the structure with its older policy: the newer one parses headers into trees, which
takes quadratic time on hostile addresses and fails on some.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_BLANK = re.compile(r"(?:\r\n|\n|\r)(?:\r\n|\n|\r)")
_LONGEST_HEADER = 2_000
_DEEPEST = 40


class Body(Struct, frozen=True, gc=False):
    """The words of a mail and where their part begins. `exact` tells that they stand there as they are."""

    text: str
    start: int
    exact: bool


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


def _leaves(
    part: Message[str, str], text: str, start: int, depth: int
) -> Iterator[tuple[Message[str, str], int]]:
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
        from empathylint.readers.markup import words

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
