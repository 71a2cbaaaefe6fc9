"""Texts put together from pieces of a file, each of which stands there unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.model import Quoting, Source
from empathylint.readers.text_lines import text_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Piece(Struct, frozen=True, gc=False):
    """Words of a turn that stand at `start` to `end` of the file; `before` joins them to the piece before.

    Words of another length than their stretch stand there in another spelling, such as `&amp;`.
    """

    text: str
    start: int
    end: int
    before: str = "\n"


def joined(text: str, pieces: Sequence[Piece]) -> tuple[str, Source]:
    """The words of the pieces as one text, and the source that tells where each run of them stands in `text`.

    Pieces that the file joins in the same way make one run; a text of a single run is plain.
    """
    if not pieces:
        return "", Source(0, 0)
    words = [pieces[0].text, *(part for piece in pieces[1:] for part in (piece.before, piece.text))]
    start, end = pieces[0].start, pieces[-1].end
    runs = tuple(_runs(text, pieces))
    if len(runs) == 1 and end - start == sum(map(len, words)):
        return "".join(words), Source(start, end)
    return "".join(words), Source(start, end, Quoting.LINES, runs)


def pieces_of(text: str, start: int, end: int) -> list[Piece]:
    """The lines between two positions of a file."""
    return [Piece(line.text, start + line.start, start + line.end) for line in text_lines(text[start:end])]


def stretch(text: str, start: int, end: int) -> tuple[str, Source]:
    """The characters between two positions of a file, line breaks as newlines, and where they stand."""
    body = text[start:end]
    if "\r" not in body:
        return body, Source(start, end)
    return joined(text, pieces_of(text, start, end))


def trimmed(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces without the blank ones at both ends."""
    spoken = [number for number, piece in enumerate(pieces) if piece.text.strip()]
    return pieces[spoken[0] : spoken[-1] + 1] if spoken else ()


def _runs(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    at = 0
    end: int | None = None
    for number, piece in enumerate(pieces):
        at += len(piece.before) if number else 0
        unchanged = piece.end - piece.start == len(piece.text)
        if not unchanged or end is None or text[end : piece.start] != piece.before:
            yield at, piece.start
        at += len(piece.text)
        end = piece.end if unchanged else None
