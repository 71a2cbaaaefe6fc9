"""Which futures of an agent are promises: not what only runs a live chat's procedure, and not questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.placed import placed
from empathylint.language.sentences import Mood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Hit, Turn

_LOOKING = frozenset(
    {
        "check", "look", "pull", "verify", "see", "search", "find", "open", "review", "get", "take", "have",
        "go", "bring", "confirm", "read",
    }
)  # fmt: skip
_HELPING = frozenset({"help", "assist", "support"})
_NEXT = frozenset({"and", "then"})


def find(turn: Turn) -> Iterator[Hit]:
    """The hits of promises that bind the company beyond this chat's next minute."""
    if "promises" not in turn.cues:
        return
    for sentence, hits in placed(turn):
        if sentence.mood is Mood.QUESTION:
            continue
        times = [hit.start for hit in hits if hit.cue == "timed"]
        for hit in hits:
            if hit.cue.startswith("promises") and _binds(turn, hit, times):
                yield hit


def _binds(turn: Turn, hit: Hit, times: list[int]) -> bool:
    """Whether a future commits: a present tense needs a time behind it, help needs a next step before it."""
    if hit.cue == "promises.soon":
        return bool(times)
    words = turn.text[hit.start : hit.end].casefold().split()
    if words[-1] in _HELPING:
        return words[0] in _NEXT
    return hit.cue != "promises.act" or words[-1] not in _LOOKING or "holds" not in turn.cues
