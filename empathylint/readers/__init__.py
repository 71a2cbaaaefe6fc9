"""Readers turn the text of a file into conversations and canned replies.

Each module knows one format: `WHAT` it is, whether a text `matches`, and how to `read` it.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct
from msgspec.structs import replace

from empathylint.errors import UserError, did_you_mean
from empathylint.model import Problem
from empathylint.readers import looks
from empathylint.readers.parts.file_names import suffix_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from empathylint.model import Conversation
    from empathylint.readers.speakers import Speakers

HEAD = 65_536
MEANT = {
    ".json": "json-chat",
    ".jsonl": "jsonlines",
    ".ndjson": "jsonlines",
    ".yaml": "replies",
    ".yml": "replies",
    ".csv": "table",
    ".tsv": "table",
    ".vtt": "subtitles",
    ".srt": "subtitles",
    ".eml": "mail",
}
BEGINS_LIKE_JSON = r"\s*+(?:\{\s*+[\"}]|\[\s*+[\[{\"\]])"


class Reader(Protocol):
    """What every reader offers."""

    @property
    def WHAT(self) -> str:  # noqa: N802 - a constant of the module
        """What the format is, in one line."""

    def matches(self, path: str, text: str) -> str:
        """Tell the evidence that a text is of this format in a few words, or give an empty string."""

    def read(self, path: str, text: str, speakers: Speakers) -> Iterator[Conversation | Problem]:
        """Give the conversations of a text and the problems of its unreadable parts; never raise."""


class LateReader(Struct, frozen=True):
    """A reader whose module is imported when a first look tells that it may fit."""

    module: str
    may_match: Callable[[str, str], bool]

    @property
    def reader(self) -> Reader:
        """The module itself."""
        return cast("Reader", import_module(f"empathylint.readers.{self.module}"))

    @property
    def WHAT(self) -> str:  # noqa: N802 - a constant of the module
        """What the format is, in one line."""
        return self.reader.WHAT

    def matches(self, path: str, text: str) -> str:
        """The evidence that a text is of this format in a few words, or an empty string."""
        return self.reader.matches(path, text) if self.may_match(path, text[:HEAD]) else ""

    def read(self, path: str, text: str, speakers: Speakers) -> Iterator[Conversation | Problem]:
        """The conversations of a text and the problems of its unreadable parts."""
        return self.reader.read(path, text, speakers)


READERS: dict[str, LateReader] = {
    "jsonlines": LateReader("jsonlines", looks.like_an_object),
    "json-chat": LateReader("json_chat", looks.like_json),
    "replies": LateReader("replies", looks.like_replies),
    "table": LateReader("tables", looks.like_a_table),
    "subtitles": LateReader("subtitles", looks.like_subtitles),
    "mail": LateReader("mail", looks.like_mail),
    "page": LateReader("page", looks.like_a_page),
    "markdown": LateReader("markdown", looks.like_markdown),
    "transcript": LateReader("transcript", looks.like_a_transcript),
}


class Choice(Struct, frozen=True):
    """The name of the reader that fits a text and why; an empty name where none does."""

    name: str
    reason: str


def choose(path: str, text: str, speakers: Speakers | None = None) -> Choice:
    """The first reader, the most specific first, that finds evidence of its format in a text.

    `speakers` whom the config names are evidence of a transcript.
    """
    if not text or text.isspace():
        return Choice("", "The file is empty.")
    for name, reader in READERS.items():
        if reason := reader.matches(path, text):
            return Choice(name, reason)
    if speakers is not None and speakers.named:
        from empathylint.readers import transcript

        if reason := transcript.matches(path, text, speakers):
            return Choice("transcript", reason)
    return Choice(
        "",
        "No conversations or canned replies were recognised. Looked for were JSON Lines, JSON, YAML replies, "
        "a table, subtitles, mail, replies in Markdown or HTML and lines of “Name: text”; --input-format tells "
        "which it is.",
    )


def read(path: str, text: str, speakers: Speakers, format: str = "") -> Iterator[Conversation | Problem]:  # noqa: A002 - the option's name
    """The conversations and problems of a text, by the reader that is named or that fits.

    UserError where no reader has the name. A text that no reader recognises gives one Problem, from the reader
    that its name calls for where that one can tell more.
    """
    if format:
        return distinct(reader_named(format).read(path, text, speakers))
    choice = choose(path, text, speakers)
    if choice.name:
        return distinct(READERS[choice.name].read(path, text, speakers))
    if re.match(BEGINS_LIKE_JSON, text):
        lines = MEANT.get(suffix_of(path)) == "jsonlines"
        return distinct(READERS["jsonlines" if lines else "json-chat"].read(path, text, speakers))
    return iter((_why_not(path, text, speakers) or Problem(path, choice.reason),))


def _why_not(path: str, text: str, speakers: Speakers) -> Problem | None:
    """What is wrong with a text for the reader that the file's name calls for, if it can tell."""
    name = MEANT.get(suffix_of(path), "")
    told = READERS[name].read(path, text, speakers) if name and text and not text.isspace() else iter(())
    return next((problem for problem in told if isinstance(problem, Problem)), None)


def distinct(found: Iterator[Conversation | Problem]) -> Iterator[Conversation | Problem]:
    """The same, with -2, -3 … after an id that an earlier conversation of the file has."""
    taken: dict[str, int] = {}
    for told in found:
        if isinstance(told, Problem):
            yield told
            continue
        number, name = taken.get(told.id, 0) + 1, told.id
        while number > 1 and (name := f"{told.id}-{number}") in taken:
            number += 1
        taken[told.id] = number
        taken.setdefault(name, 1)
        yield told if name == told.id else replace(told, id=name)


def reader_named(name: str) -> Reader:
    """The reader of that name; UserError with the nearest name where there is none."""
    if name not in READERS:
        message = f"There is no format “{name}”.{did_you_mean(name, READERS)} Known are {', '.join(READERS)}."
        raise UserError(message)
    return READERS[name]
