"""Hits by the sentence in which they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.model import Hit, Turn

_MANY = 200  # hits of one sentence beyond which the rest is left out, to keep the work linear on any text


def placed(turn: Turn) -> Iterator[tuple[Sentence, list[Hit]]]:
    """Each sentence of a turn with the hits that start in it, in order."""
    tokens = turn.tokens
    if tokens is None:
        return
    hits = iter(turn.hits)
    waiting = next(hits, None)
    for sentence in tokens.sentences:
        end = tokens.end(sentence.last - 1)
        here: list[Hit] = []
        while waiting is not None and waiting.start < end:
            here.append(waiting)
            waiting = next(hits, None)
        yield sentence, here[:_MANY]
