"""Lines of a file: which line and column a character stands in, and the reverse."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from msgspec import Struct

BREAK = re.compile(r"\r\n|\r|\n")


class Lines(Struct, frozen=True, gc=False):
    r"""Where each line of a text starts, and its length. `\n`, `\r\n` and a lone `\r` end a line."""

    starts: tuple[int, ...]
    length: int

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a character."""
        offset = min(max(offset, 0), self.length)
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The character at a line and a column, both from 1, kept inside the text."""
        line = min(max(line, 1), len(self.starts))
        return min(max(self.starts[line - 1] + max(column, 1) - 1, 0), self.length)


@lru_cache(maxsize=2)
def lines_of(text: str) -> Lines:
    """The lines of a text, found once for all the findings in it."""
    return Lines((0, *(found.end() for found in BREAK.finditer(text))), len(text))
