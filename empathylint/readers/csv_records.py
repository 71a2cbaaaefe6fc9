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


class Field(Struct, frozen=True, gc=False):
    """One field: its text and where it stands, quotes included."""

    text: str
    start: int
    end: int


class Record(Struct, frozen=True, gc=False):
    """One record, which ends at `end` before its line break. `broken` tells what is wrong with its quotes."""

    start: int
    end: int
    fields: tuple[Field, ...]
    broken: str = ""


QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')


@lru_cache(maxsize=8)
def _field(delimiter: str) -> re.Pattern[str]:
    stop = re.escape(delimiter)
    return re.compile(rf"(?:{QUOTED.pattern})?([^{stop}\r\n]*+)")


def records(text: str, delimiter: str, start: int = 0, end: int | None = None) -> Iterator[Record]:
    """The records between two offsets. Blank lines are none."""
    end = len(text) if end is None else min(end, len(text))
    while start < end:
        record, after = _record(text, delimiter, start, end)
        if record.broken:
            stop = BREAK.search(text, start, end)
            after = stop.end() if stop else end
        if record.broken or len(record.fields) > 1 or record.fields[0].end > record.fields[0].start:
            yield record
        start = after


def _record(text: str, delimiter: str, start: int, end: int) -> tuple[Record, int]:
    fields: list[Field] = []
    pattern, here, broken = _field(delimiter), start, ""
    while found := pattern.match(text, here, end):
        if broken := _fault(found):
            break
        fields.append(Field((found[1] or "").replace('""', '"') + found[2], here, found.end()))
        here = found.end()
        if here >= end or text[here] != delimiter:
            break
        here += 1
    stop = BREAK.match(text, here, end)
    return Record(start, here, tuple(fields), broken), stop.end() if stop else end


def _fault(field: re.Match[str]) -> str:
    """What is wrong with the quotes of a field. Words after a closing quote are let pass on the same line.

    Spreadsheets read `"He said "no" to me"` so, but across lines it is a quote that was never closed.
    """
    if field[1] is None:
        return "a quote is opened here and never closed" if field[2].startswith('"') else ""
    if field[2].strip() and BREAK.search(field[1]):
        return "the quoted text that begins here goes on after its closing quote; write inner quotes twice"
    return ""


def field_runs(field: Field, text: str) -> Runs:
    """Where each character of a field stands in the file."""
    quoted = QUOTED.match(text, field.start, field.end)
    return gather(_quoted_runs(text, quoted, field.end) if quoted else [Run(0, field.start)])


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
