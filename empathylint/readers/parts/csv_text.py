"""CSV text: its records, with exact places.

The `csv` module tells neither where a field stands nor where a broken quote began, and gives up after the
first one; here a broken record is told and the next line is read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.readers.parts.lines import BREAK
from empathylint.readers.places import Run, Runs, gather

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTED = r'"((?:[^"]++|"")*+)"'
WIDEST = 60


class Record(Struct, frozen=True, gc=False):
    """One record, which ends at `end` before its line break. `broken` tells what is wrong with its quotes.

    `written` holds the fields as they stand, quotes included, and `cells` what they say.
    """

    start: int
    end: int
    written: tuple[str, ...]
    cells: tuple[str, ...]
    broken: str = ""

    def span(self, number: int) -> tuple[int, int]:
        """Where a field stands, quotes included; the last one for a number beyond it."""
        number = min(number, len(self.written) - 1)
        start = self.start + sum(map(len, self.written[:number])) + number
        return start, start + len(self.written[number])


def records(text: str, delimiter: str, start: int = 0, end: int | None = None) -> Iterator[Record]:
    """The records between two offsets. Blank lines are none."""
    end = len(text) if end is None else min(end, len(text))
    row: re.Pattern[str] | None = None
    while start < end:
        record = (_regular(row, text, start, end) if row else None) or _record(text, delimiter, start, end)
        if record.end > start or record.broken:
            yield record
            row = row or _row(delimiter, len(record.cells))
        start = _after(text, record, end)


def field_runs(text: str, start: int, end: int, path: tuple[int, str]) -> Runs | None:
    """Where each character of a field stands in the file. `path` holds its number and the delimiter."""
    number, delimiter = path
    record = next(records(text, delimiter, start, end), None)
    if record is None or record.broken or number >= len(record.cells):
        return None
    start, end = record.span(number)
    quoted = re.compile(QUOTED).match(text, start, end)
    return gather(_runs(text, quoted, end) if quoted else [Run(0, start)])


@lru_cache(maxsize=8)
def _field(delimiter: str) -> re.Pattern[str]:
    """A field however it is written: words in quotes, and words without."""
    return re.compile(rf"(?:{QUOTED})?([^{re.escape(delimiter)}\r\n]*+)")


@lru_cache(maxsize=8)
def _row(delimiter: str, width: int) -> re.Pattern[str] | None:
    """A record of so many fields, each either wholly in quotes or not at all: nearly every one of a table."""
    stop = re.escape(delimiter)
    field = rf'("[^"]*+(?:""[^"]*+)*+"|[^"{stop}\r\n][^{stop}\r\n]*+|)'
    return re.compile(stop.join([field] * width) + r"(?=[\r\n]|\Z)") if 0 < width <= WIDEST else None


def _regular(row: re.Pattern[str], text: str, start: int, end: int) -> Record | None:
    """The record that begins at an offset, if it has the fields that a row has."""
    found = row.match(text, start, end)
    if found is None:
        return None
    written = found.groups()
    cells = tuple(map(_unquoted, written)) if '"' in found[0] else written
    return Record(start, found.end(), written, cells)


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if cell[:1] == '"' else cell


def _record(text: str, delimiter: str, start: int, end: int) -> Record:
    """The record that begins at an offset, field by field."""
    written: list[str] = []
    cells: list[str] = []
    pattern, here, broken = _field(delimiter), start, ""
    while found := pattern.match(text, here, end):
        if broken := _fault(found):
            break
        written.append(found[0])
        cells.append((found[1] or "").replace('""', '"') + found[2])
        here = found.end()
        if here >= end or text[here] != delimiter:
            break
        here += 1
    return Record(start, here, tuple(written), tuple(cells), broken)


def _after(text: str, record: Record, end: int) -> int:
    """Where the next record begins: on the next line, or on the one after the first of a broken record."""
    if record.broken:
        stop = re.compile(BREAK).search(text, record.start, end)
        return stop.end() if stop else end
    return record.end + (2 if text.startswith("\r\n", record.end) else 1)


def _fault(field: re.Match[str]) -> str:
    """What is wrong with the quotes of a field. Words after a closing quote are let pass on the same line.

    Spreadsheets read `"He said "no" to me"` so, but across lines it is a quote that was never closed.
    """
    if field[1] is None:
        return "a quote is opened here and never closed" if field[2].startswith('"') else ""
    if field[2].strip() and re.search(BREAK, field[1]):
        return "the quoted text that begins here goes on after its closing quote; write inner quotes twice"
    return ""


def _runs(text: str, quoted: re.Match[str], end: int) -> Iterator[Run]:
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
