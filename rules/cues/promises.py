"""Which futures of an agent are promises: not what only runs a live chat's procedure, and not questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn

_LOOKING = frozenset(
    {"check", "look", "pull", "verify", "see", "search", "find", "open", "review", "get", "take", "have", "go", "bring", "confirm", "read"}
)


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The hits of promises that bind the company beyond this chat's next minute."""
    for hit in turn.hits:
        if hit.cue.startswith("promises") and not _is_question(turn, hit) and not _is_procedure(turn, hit, conversation):
            yield hit


def _is_question(turn: Turn, hit: Hit) -> bool:
    return turn.tokens is not None and turn.tokens.sentence_at(hit.start).mood is Mood.QUESTION


def _is_procedure(turn: Turn, hit: Hit, conversation: Conversation) -> bool:
    """Whether the agent only looks something up while the customer waits."""
    if hit.cue != "promises.act" or turn.text[hit.start : hit.end].split()[-1].casefold() not in _LOOKING:
        return False
    return "holds" in turn.cues
