"""Substance: the phrases' clear cases, instructions by mood, and the answers that are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The hits of substance in a turn."""
    for hit in turn.hits:
        if hit.cue.startswith("resolves"):
            yield hit
