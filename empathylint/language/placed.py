"""Hits by the sentence in which they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from empathylint.language.sentences import Sentence
    from empathylint.model import Hit, Turn

_MANY = 200  # hits of one sentence beyond which the rest is left out, to keep the work linear on any text


def placed(turn: Turn, at_most: int = _MANY) -> Iterator[tuple[Sentence, Sequence[Hit]]]:
    """Each sentence of a turn with the first hits that start in it, in order."""
    tokens = turn.tokens
    if tokens is None:
        return
    hits, starts = turn.hits, tokens.starts
    at, last = 0, len(hits)
    for sentence in tokens.sentences:
        begun, end = at, starts[sentence.last]
        while at < last and hits[at].start < end:
            at += 1
        yield sentence, hits[begun : min(at, begun + at_most)]
