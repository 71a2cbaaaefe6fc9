"""The known issues that the customer names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The first word of each topic whose words are all in the turn."""
    if turn.tokens is not None:
        for _, start, end in conversation.house.issues.named(turn.tokens.covered):
            yield Hit("known-issue", start, end)
