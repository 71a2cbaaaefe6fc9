"""Places: where in the file the words of a turn stand.

A turn's text is made of runs of the file's characters. Runs stand there unchanged, or one character of the
text is written with several, such as an escape or a folded line break.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.model import Quoting, Source
from empathylint.readers.parts.lines import lines_of, text_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from empathylint.model import Turn


class FilePlace(Struct, frozen=True, gc=False):
    """Characters `start` to `end` (exclusive) of a file's text, and their lines and columns, from 1.

    `byte_column` and `end_byte_column` count the bytes of the line in UTF-8, from 1, where others count so.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    byte_column: int = 0
    end_byte_column: int = 0


class Change(Struct, frozen=True, gc=False):
    """Characters of a file and the text to put in their place, quoted and escaped as the file has it there."""

    place: FilePlace
    text: str


class Run(Struct, frozen=True, gc=False):
    """Characters that begin at `at` in the text and at `file` in the file.

    `width` 0 is a stretch that stands unchanged in both; otherwise it is a single character of the text that
    the file writes with `width` characters.
    """

    at: int
    file: int
    width: int = 0


class Runs(Struct, frozen=True, gc=False):
    """The runs of one text in the order of the text, as three columns, closed by one at the text's end."""

    at: tuple[int, ...]
    file: tuple[int, ...]
    width: tuple[int, ...]

    def begin(self, position: int) -> int:
        """Where the file writes the character at a position of the text."""
        return self._place(position, end=False)

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """The file's characters for characters `start` to `end` of the text."""
        begin = self.begin(start)
        return begin, max(begin, self._place(end - 1, end=True)) if end > start else begin

    def _place(self, position: int, *, end: bool) -> int:
        run = max(bisect_right(self.at, position) - 1, 0)
        if self.width[run]:
            return self.file[run] + (self.width[run] if end else 0)
        return self.file[run] + position - self.at[run] + end


class Piece(Struct, frozen=True, gc=False):
    """Words of a turn that stand at `start` to `end` of the file; `before` joins them to the piece before.

    Words of another length than their stretch stand there in another spelling, such as `&amp;`.
    """

    text: str
    start: int
    end: int
    before: str = "\n"


def locate(text: str, turn: Turn, start: int, end: int) -> FilePlace:
    """The place in the file's `text` of characters `start` to `end` of a turn.

    A text that the file holds in no traceable form has only the place where the turn begins. Whatever is
    asked, the answer lies inside the file.
    """
    start = min(max(start, 0), len(turn.text))
    end = min(max(end, start), len(turn.text))
    return file_place(text, *_found(text, turn, start, end))


def file_place(text: str, start: int, end: int) -> FilePlace:
    """The characters of a file's text between two offsets, which are kept inside it, with their lines and columns."""
    start = min(max(start, 0), len(text))
    end = min(max(end, start), len(text))
    (line, column), (end_line, end_column) = map(lines_of(text).at, (start, end))
    if text.isascii():
        return FilePlace(start, end, line, column, end_line, end_column, column, end_column)
    begun, ended = (
        len(text[at - width + 1 : at].encode(errors="surrogatepass")) + 1
        for at, width in ((start, column), (end, end_column))
    )
    return FilePlace(start, end, line, column, end_line, end_column, begun, ended)


def gather(runs: Iterable[Run]) -> Runs:
    """The runs as columns, which a search by halves can use."""
    kept = tuple(runs)
    return Runs(tuple(r.at for r in kept), tuple(r.file for r in kept), tuple(r.width for r in kept))


def joined(text: str, pieces: Sequence[Piece]) -> tuple[str, Source]:
    """The words of the pieces as one text, and the source that tells where each run of them stands in `text`.

    Pieces that the file joins in the same way make one run; a text of a single run is plain.
    """
    if not pieces:
        return "", Source(0, 0)
    words = [pieces[0].text, *(part for piece in pieces[1:] for part in (piece.before, piece.text))]
    start, end = pieces[0].start, pieces[-1].end
    runs = tuple(_pairs(text, pieces))
    if len(runs) == 1 and end - start == sum(map(len, words)):
        return "".join(words), Source(start, end)
    return "".join(words), Source(start, end, Quoting.LINES, runs)


def stretch(text: str, start: int, end: int) -> tuple[str, Source]:
    """The characters between two positions of a file, line breaks as newlines, and where they stand."""
    body = text[start:end]
    if "\r" not in body:
        return body, Source(start, end)
    return joined(text, [Piece(line.text, start + line.start, start + line.end) for line in text_lines(body)])


def trimmed(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces without the blank ones at both ends."""
    spoken = [number for number, piece in enumerate(pieces) if piece.text.strip()]
    return pieces[spoken[0] : spoken[-1] + 1] if spoken else ()


def _found(text: str, turn: Turn, start: int, end: int) -> tuple[int, int]:
    source = turn.source
    if source is not None and source.markup:
        start, end = gather(Run(*run) for run in source.markup).stretch(start, end)
    if source is None or source.quoting is Quoting.OPAQUE or (source.quoting is Quoting.LINES and not source.path):
        offset = lines_of(text).offset(turn.line, turn.column)
        return offset, offset
    if source.quoting is Quoting.PLAIN:
        return source.start + start, source.start + end
    if source.quoting is Quoting.LINES:
        return _pair_stretch(source.path, start, end)
    runs = _runs(text, source, "" if source.markup else turn.text)
    return runs.stretch(start, end) if runs else (source.start, source.start)


@lru_cache(maxsize=2)
def _runs(text: str, source: Source, said: str) -> Runs | None:
    """How a quoted text stands in the file, found once for all the findings of a turn."""
    if source.quoting is Quoting.JSON:
        from empathylint.readers.parts import json_text

        return json_text.string_runs(text, source.start, source.end, source.path)
    if source.quoting is Quoting.CSV:
        from empathylint.readers.parts import csv_text

        return csv_text.field_runs(text, source.start, source.end, source.path)
    from empathylint.readers.parts.yaml_text import scalar_runs

    return scalar_runs(text, source.start, source.end, said)


def _pair_stretch(pairs: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[int, int]:
    """The file's characters, by pairs (position in the text, position in the file), which begin each run."""

    def place(position: int) -> int:
        run = max(bisect_right(pairs, position, key=itemgetter(0)) - 1, 0)
        return pairs[run][1] + position - pairs[run][0]

    begin = place(start)
    return begin, max(begin, place(end - 1) + 1) if end > start else begin


def _pairs(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """The position in the text and in the file of each run of pieces that the file joins in the same way."""
    at = 0
    end: int | None = None
    for number, piece in enumerate(pieces):
        at += len(piece.before) if number else 0
        unchanged = piece.end - piece.start == len(piece.text)
        if not unchanged or end is None or text[end : piece.start] != piece.before:
            yield at, piece.start
        at += len(piece.text)
        end = piece.end if unchanged else None
