"""Lines of a file: which line and column a character stands in, the reverse, and the lines themselves."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

BREAK = r"\r\n|\r|\n"


class Lines(Struct, frozen=True, gc=False):
    r"""Where each line of a text starts, and its length. `\n`, `\r\n` and a lone `\r` end a line."""

    starts: tuple[int, ...]
    length: int

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a character."""
        if not 0 <= offset <= self.length:
            offset = min(max(offset, 0), self.length)
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The character at a line and a column, both from 1, kept inside the text."""
        line = min(max(line, 1), len(self.starts))
        return min(max(self.starts[line - 1] + max(column, 1) - 1, 0), self.length)


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


@lru_cache(maxsize=2)
def lines_of(text: str) -> Lines:
    """Where the lines of a text stand, found once for all the places in it."""
    lengths = map(len, with_newlines(text).split("\n"))
    starts = accumulate(lengths, lambda start, length: start + length + 1, initial=0)
    return Lines(tuple(starts)[:-1], len(text))


def text_lines(text: str) -> Iterator[Line]:
    r"""The lines of a text; `\n`, `\r\n` and a lone `\r` end a line, no other character does."""
    for number, match in enumerate(_line().finditer(text), start=1):
        if match[2] is None and not match[1]:
            return
        yield Line(number, match.start(), match[1])


def with_newlines(text: str) -> str:
    """The text with each lone carriage return as a newline, so that no position moves."""
    return re.sub(r"\r(?!\n)", "\n", text) if "\r" in text else text


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"([^\r\n]*+)(\r\n|\n|\r)?")
