"""Which claims of understanding stand alone: those in a turn that names neither the feeling nor the matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn

SPECIFIC = frozenset({"acknowledges", "restates", "bare-understand"})


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:  # noqa: ARG001 - every twin has both
    """The first claim of a turn without anything specific."""
    if "claims-understanding" in turn.cues and not SPECIFIC & turn.cues:
        yield from [hit for hit in turn.hits if hit.cue == "claims-understanding"][:1]
