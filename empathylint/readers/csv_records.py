"""Records of a CSV text with exact places.

The `csv` module tells neither where a field stands nor where a broken quote began, and gives up after the
first one; here a broken record is told and the next line is read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.readers.lines import BREAK
from empathylint.readers.runs import Run, Runs, gather

if TYPE_CHECKING:
    from collections.abc import Iterator


class Record(Struct, frozen=True, gc=False):
    """One record, which ends at `end` before its line break. `broken` tells what is wrong with its quotes.

    `starts` holds where each field starts, its quote included; it is empty for a record without quotes.
    """

    start: int
    end: int
    cells: tuple[str, ...]
    starts: tuple[int, ...] = ()
    broken: str = ""

    def span(self, number: int) -> tuple[int, int]:
        """Where a field stands, quotes included; the last one for a number beyond it."""
        number = min(number, len(self.cells) - 1)
        if self.starts:
            return self.starts[number], (*self.starts, self.end + 1)[number + 1] - 1
        start = self.start + sum(len(cell) + 1 for cell in self.cells[:number])
        return start, start + len(self.cells[number])


QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')


@lru_cache(maxsize=8)
def _field(delimiter: str) -> re.Pattern[str]:
    stop = re.escape(delimiter)
    return re.compile(rf"(?:{QUOTED.pattern})?([^{stop}\r\n]*+)")


def records(text: str, delimiter: str, start: int = 0, end: int | None = None) -> Iterator[Record]:
    """The records between two offsets. Blank lines are none."""
    end = len(text) if end is None else min(end, len(text))
    while start < end:
        stop = BREAK.search(text, start, end)
        close, after = stop.span() if stop else (end, end)
        if text.find('"', start, close) < 0:
            record = Record(start, close, tuple(text[start:close].split(delimiter)))
        else:
            record = _record(text, delimiter, start, end)
            if not record.broken:
                stop = BREAK.match(text, record.end, end)
                after = stop.end() if stop else end
        if record.end > start or record.broken:
            yield record
        start = after


def _record(text: str, delimiter: str, start: int, end: int) -> Record:
    cells: list[str] = []
    starts: list[int] = []
    pattern, here, broken = _field(delimiter), start, ""
    while found := pattern.match(text, here, end):
        if broken := _fault(found):
            break
        cells.append((found[1] or "").replace('""', '"') + found[2])
        starts.append(here)
        here = found.end()
        if here >= end or text[here] != delimiter:
            break
        here += 1
    return Record(start, here, tuple(cells), tuple(starts), broken)


def _fault(field: re.Match[str]) -> str:
    """What is wrong with the quotes of a field. Words after a closing quote are let pass on the same line.

    Spreadsheets read `"He said "no" to me"` so, but across lines it is a quote that was never closed.
    """
    if field[1] is None:
        return "a quote is opened here and never closed" if field[2].startswith('"') else ""
    if field[2].strip() and BREAK.search(field[1]):
        return "the quoted text that begins here goes on after its closing quote; write inner quotes twice"
    return ""


def field_runs(text: str, start: int, end: int) -> Runs:
    """Where each character of the field between two offsets stands in the file."""
    quoted = QUOTED.match(text, start, end)
    return gather(_quoted_runs(text, quoted, end) if quoted else [Run(0, start)])


def _quoted_runs(text: str, quoted: re.Match[str], end: int) -> Iterator[Run]:
    at, (file, close) = 0, quoted.span(1)
    while (quote := text.find('""', file, close)) >= 0:
        if quote > file:
            yield Run(at, file)
        at += quote - file
        yield Run(at, quote, 2)
        at, file = at + 1, quote + 2
    if quoted.end() == end:
        yield Run(at, file)
        return
    if close > file:
        yield Run(at, file)
    yield Run(at + close - file, quoted.end())
