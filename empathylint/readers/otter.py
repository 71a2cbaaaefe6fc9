"""Transcripts as Otter writes them: a line with a name and a time, then what was said, then a blank line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.model import Conversation, Problem, Role, Turn
from empathylint.readers.parts.file_names import stem_of
from empathylint.readers.parts.lines import LineCounter, with_newlines
from empathylint.readers.parts.times import seconds
from empathylint.readers.places import stretch
from empathylint.readers.speakers import Speakers, place_roles

if TYPE_CHECKING:
    from collections.abc import Iterator

WHAT = "transcript of a recorded call, a name and a time above each turn"

_HEADER = r"\n([^\W\d_][^\r\n\t]{0,59}?)(?:  +|\t+)(\d{1,2}:\d\d(?::\d\d)?)[ \t]*+\r?(?=\n|\Z)"
_FOOTER = r"(?i:\n[ \t]*+Transcribed by https?://otter\.ai[ \t\r\n]*+\Z)"
_FEWEST = 2


def matches(path: str, text: str) -> str:  # noqa: ARG001 - every reader has this shape
    """That lines of a name and a time stand above the turns, or an empty string."""
    first = text.lstrip().partition("\n")[0]
    if ":" not in first or not ("  " in first or "\t" in first):
        return ""
    lined = "\n" + with_newlines(text)
    headers = [match.start() for match, _ in zip(re.finditer(_HEADER, lined), range(_FEWEST), strict=False)]
    if not headers or lined[: headers[0]].strip():
        return ""
    if len(headers) < _FEWEST and not re.search(_FOOTER, lined):
        return ""
    return "lines of a name and a time stand above the turns"


def read(path: str, text: str, speakers: Speakers) -> Iterator[Conversation | Problem]:
    """The recording as one conversation."""
    turns, notes = place_roles(tuple(_turns(text, speakers)))
    if turns:
        yield Conversation(stem_of(path), turns, metadata={"channel": "voice"}, notes=notes)
    else:
        yield Problem(path, "No turns were found below the lines of a name and a time.")


def _turns(text: str, speakers: Speakers) -> Iterator[Turn]:
    lined = "\n" + with_newlines(text)
    footer = re.search(_FOOTER, lined)
    end = footer.start() if footer else len(text)
    headers = list(re.finditer(_HEADER, lined))
    counter = LineCounter(text)
    roles: dict[str, Role] = {}
    index = 0
    for number, header in enumerate(headers):
        stop = headers[number + 1].start() if number + 1 < len(headers) else end
        body = text[header.end() - 1 : stop]
        start = header.end() - 1 + len(body) - len(body.lstrip())
        said, source = stretch(text, start, start + len(body.strip()))
        if not said:
            continue
        name = header[1].strip()
        role = roles.setdefault(name, speakers.role_of(name))
        line, column = counter.place(start)
        yield Turn(index, role, said, name, line, column, source, seconds(header[2]))
        index += 1
