"""Answers that hang on a turn's text alone, kept: people and macros repeat themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from empathylint.model import Turn

Answer = TypeVar("Answer")
SHORT, REMEMBERED = 400, 4_096  # so long texts are kept, so many


def remembered(answer: Callable[[Turn], Answer]) -> Callable[[Turn], Answer]:
    """A function of a turn that goes by its text and tokens alone, with its answers for short texts kept."""
    known: dict[str, Answer] = {}

    def recall(turn: Turn) -> Answer:
        text = turn.text
        if text in known:
            return known[text]
        given = answer(turn)
        if len(text) <= SHORT:
            if len(known) >= REMEMBERED:
                known.clear()
            known[text] = given
        return given

    return recall
