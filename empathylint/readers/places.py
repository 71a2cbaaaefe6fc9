"""Places: where in the file the words of a turn stand."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.model import Quoting
from empathylint.readers.lines import lines_of
from empathylint.readers.runs import Runs, pair_stretch, stretch

if TYPE_CHECKING:
    from empathylint.model import Source, Turn


class FilePlace(Struct, frozen=True, gc=False):
    """Characters `start` to `end` (exclusive) of a file's text, and their lines and columns, from 1."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


def locate(text: str, turn: Turn, start: int, end: int) -> FilePlace:
    """The place in the file's `text` of characters `start` to `end` of a turn.

    A text that the file holds in no traceable form has only the place where the turn begins. Whatever is
    asked, the answer lies inside the file.
    """
    start = min(max(start, 0), len(turn.text))
    end = min(max(end, start), len(turn.text))
    begin, finish = _stretch(text, turn, start, end)
    begin = min(max(begin, 0), len(text))
    finish = min(max(finish, begin), len(text))
    lines = lines_of(text)
    return FilePlace(begin, finish, *lines.at(begin), *lines.at(finish))


def _stretch(text: str, turn: Turn, start: int, end: int) -> tuple[int, int]:
    source = turn.source
    if (
        source is None
        or source.quoting is Quoting.OPAQUE
        or (source.quoting is Quoting.LINES and not source.path)
    ):
        offset = lines_of(text).offset(turn.line, turn.column)
        return offset, offset
    if source.quoting is Quoting.PLAIN:
        return source.start + start, source.start + end
    if source.quoting is Quoting.LINES:
        return pair_stretch(source.path, start, end)
    runs = _runs(text, source, turn.text)
    return stretch(runs, start, end) if runs else (source.start, source.start)


@lru_cache(maxsize=2)
def _runs(text: str, source: Source, said: str) -> Runs | None:
    """How a quoted text stands in the file, found once for all the findings of a turn."""
    if source.quoting is Quoting.JSON:
        return _json_runs(text, source)
    if source.quoting is Quoting.CSV:
        return _csv_runs(text, source)
    from empathylint.readers.yaml_scalars import scalar_runs

    return scalar_runs(text, source.start, source.end, said)


def _json_runs(text: str, source: Source) -> Runs | None:
    from empathylint.readers.json_strings import position, positions, string_runs

    quote = position(positions(text, source.start, source.end), source.path)
    return None if quote is None else string_runs(text, quote)


def _csv_runs(text: str, source: Source) -> Runs | None:
    from empathylint.readers.csv_records import field_runs, records

    number, delimiter = source.path
    record = next(records(text, delimiter, source.start, source.end), None)
    if record is None or record.broken or number >= len(record.cells):
        return None
    return field_runs(text, *record.span(number))
