"""The phrases that the company has banned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The phrases where they stand in the agent's own words."""
    if turn.tokens is not None:
        for _, start, end in conversation.house.banned_words.find(turn.tokens.covered):
            yield Hit("house-phrase", start, end)
