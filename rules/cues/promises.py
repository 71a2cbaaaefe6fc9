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
_HELPING = frozenset({"help", "assist", "support"})
_NEXT = frozenset({"and", "then"})


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The hits of promises that bind the company beyond this chat's next minute."""
    for hit in turn.hits:
        if hit.cue.startswith("promises") and _is_timed(turn, hit) and not _is_question(turn, hit) and not _is_procedure(turn, hit):
            yield hit


def _is_question(turn: Turn, hit: Hit) -> bool:
    return turn.tokens is not None and turn.tokens.sentence_at(hit.start).mood is Mood.QUESTION


def _is_timed(turn: Turn, hit: Hit) -> bool:
    """Whether a present tense has a time to come beside it: “a driver brings it before eight”."""
    if hit.cue != "promises.soon":
        return True
    if turn.tokens is None:
        return False
    sentence = turn.tokens.sentence_at(hit.start)
    start, end = max(hit.start, turn.tokens.start(sentence.first)), turn.tokens.end(sentence.last - 1)
    return any(other.cue == "timed" and start <= other.start < end for other in turn.hits)


def _is_procedure(turn: Turn, hit: Hit) -> bool:
    """Whether the agent only looks something up while the customer waits, or only says that they will help."""
    words = turn.text[hit.start : hit.end].casefold().split()
    if words[-1] in _HELPING and words[0] not in _NEXT:
        return True
    if hit.cue != "promises.act" or words[-1] not in _LOOKING:
        return False
    return "holds" in turn.cues
