"""Runs: which characters of a file a text was read from."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable


class Run(Struct, frozen=True, gc=False):
    """Characters that begin at `at` in the text and at `file` in the file.

    `width` 0 is a stretch that stands unchanged in both; otherwise it is a single character of the text that
    the file writes with `width` characters, such as an escape or a folded line break.
    """

    at: int
    file: int
    width: int = 0


class Runs(Struct, frozen=True, gc=False):
    """The runs of one text in the order of the text, closed by one at the text's end."""

    at: tuple[int, ...]
    file: tuple[int, ...]
    width: tuple[int, ...]

    def begin(self, position: int) -> int:
        """Where the file writes the character at a position of the text."""
        return self._place(position, end=False)

    def finish(self, position: int) -> int:
        """Where the file's writing of the character before a position ends."""
        return self._place(position - 1, end=True)

    def _place(self, position: int, *, end: bool) -> int:
        run = max(bisect_right(self.at, position) - 1, 0)
        if self.width[run]:
            return self.file[run] + (self.width[run] if end else 0)
        return self.file[run] + position - self.at[run] + end


def gather(runs: Iterable[Run]) -> Runs:
    """The runs as three columns, which a search by halves can use."""
    kept = tuple(runs)
    return Runs(tuple(r.at for r in kept), tuple(r.file for r in kept), tuple(r.width for r in kept))


def stretch(runs: Runs, start: int, end: int) -> tuple[int, int]:
    """The file's characters for characters `start` to `end` of the text."""
    begin = runs.begin(start)
    return begin, max(begin, runs.finish(end)) if end > start else begin


def pair_stretch(pairs: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[int, int]:
    """The same for pairs (position in the text, position in the file), without looking at all of them."""

    def place(position: int) -> int:
        run = max(bisect_right(pairs, position, key=itemgetter(0)) - 1, 0)
        return pairs[run][1] + position - pairs[run][0]

    begin = place(start)
    return begin, max(begin, place(end - 1) + 1) if end > start else begin
