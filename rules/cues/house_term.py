"""The terms of the company's glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The terms, but for small words that only look like one in capitals: “it” is no IT."""
    tokens = turn.tokens
    if tokens is None:
        return
    for term, start, end in conversation.house.terms.find(tokens.covered):
        in_capitals = turn.text[start:end].isupper() or not term.isupper()
        if in_capitals or not tokens.is_in(tokens.at(start), "everyday-word"):
            yield Hit("house-term", start, end)
