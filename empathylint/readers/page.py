"""Canned replies in HTML, one a file, in files and folders whose names tell of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.model import Conversation, Problem, Role, Source, Turn
from empathylint.readers.looks import HTML
from empathylint.readers.parts.file_names import stem_of, suffix_of, telling_name
from empathylint.readers.parts.html_text import shown
from empathylint.readers.parts.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.readers.speakers import Speakers

WHAT = "a canned reply in HTML, one a file, where its name or a folder's tells so"


def matches(path: str, text: str) -> str:
    """The evidence of a canned reply: a telling name; or an empty string."""
    name = telling_name(path) if suffix_of(path) in HTML and "<" in text else ""
    return f"“{name}” tells of canned replies" if name else ""


def read(path: str, text: str, speakers: Speakers) -> Iterator[Conversation | Problem]:  # noqa: ARG001 - the shape of readers
    """The canned reply of a file, or the problem that it shows no words."""
    page = shown(text)
    if not page.text:
        yield Problem(path, "No reply was found: the page shows no words.")
        return
    line, column = lines_of(text).at(page.runs[0][1])
    turn = Turn(0, Role.AGENT, page.text, line=line, column=column, source=Source(0, len(text), markup=page.runs))
    yield Conversation(stem_of(path), (turn,), is_template=True, title=stem_of(path))
