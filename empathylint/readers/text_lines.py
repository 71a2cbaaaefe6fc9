"""The lines of a text, for readers that go through it once from top to bottom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"([^\r\n]*+)(\r\n|\n|\r)?")
_LONE_RETURN = re.compile(r"\r(?!\n)")


class Line(Struct, frozen=True, gc=False):
    """One line without its break: its number from 1, where it starts in the text, and its characters."""

    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        """Where the characters of the line end, its break excluded."""
        return self.start + len(self.text)

    @property
    def is_blank(self) -> bool:
        """Whether the line holds nothing but white space."""
        return not self.text or self.text.isspace()

    @property
    def indent(self) -> int:
        """How many blanks and tabs the line begins with."""
        return len(self.text) - len(self.text.lstrip(" \t"))


class LineCounter:
    """Tells line and column of ever later positions, so that a long text is read only once."""

    def __init__(self, text: str) -> None:
        self._text = with_newlines(text)
        self._seen = 0
        self._start = 0
        self._number = 1

    def place(self, position: int) -> tuple[int, int]:
        """Line and column of a position, both from 1. Positions never go back."""
        self._number += self._text.count("\n", self._seen, position)
        self._start = self._text.rfind("\n", self._seen, position) + 1 or self._start
        self._seen = position
        return self._number, position - self._start + 1


def with_newlines(text: str) -> str:
    """The text with each lone carriage return as a newline, so that no position moves."""
    return _LONE_RETURN.sub("\n", text) if "\r" in text else text


def text_lines(text: str) -> Iterator[Line]:
    r"""The lines of a text; `\n`, `\r\n` and a lone `\r` end a line, no other character does."""
    for number, match in enumerate(_LINE.finditer(text), start=1):
        if match[2] is None and not match[1]:
            return
        yield Line(number, match.start(), match[1])
