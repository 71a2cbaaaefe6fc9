"""Which futures of an agent are promises: not what only runs a live chat's procedure, and not questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.placed import placed
from empathylint.language.sentences import Mood
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Turn

_LOOKING = frozenset(
    {
        "check", "look", "pull", "verify", "see", "search", "find", "open", "review", "get", "take", "have",
        "go", "bring", "confirm", "read",
    }
)  # fmt: skip
_HELPING = frozenset({"help", "assist", "support"})
_NOBODY = frozenset({"who", "nobody", "everybody", "everyone", "nothing", "something", "here", "so", "and", "also"})
_NEXT = frozenset({"and", "then"})


def find(turn: Turn) -> Iterator[Hit]:
    """The hits of promises that bind the company beyond this chat's next minute."""
    for sentence, hits in placed(turn):
        if sentence.mood is Mood.QUESTION:
            continue
        times = [hit.start for hit in hits if hit.cue == "timed"]
        bound = [hit for hit in hits if hit.cue.startswith("promises") and _binds(turn, hit, times)]
        if times and not bound and turn.tokens is not None:
            bound = list(_named(turn, turn.tokens, sentence))
        yield from bound


def _named(turn: Turn, tokens: Tokens, sentence: Sentence) -> Iterator[Hit]:
    """What somebody named does: “tomorrow at eight Jonas picks up the cot”."""
    for at in range(sentence.first + 1, sentence.last):
        name = tokens.start(at - 1)
        if tokens.is_in(at, "acts") and turn.text[name].isupper() and _is_name(tokens, at - 1):
            yield Hit("promises.soon", name, tokens.end(at))


def _is_name(tokens: Tokens, at: int) -> bool:
    """Whether a word with a capital may be a person's name, and no day, pronoun or title of a thing."""
    listed = (tokens.is_in(at, words) for words in ("day-name", "month", "subject", "asking", "common-acronym"))
    return tokens.word(at).isalpha() and tokens.word(at) not in _NOBODY and not any(listed)


def _binds(turn: Turn, hit: Hit, times: list[int]) -> bool:
    """Whether a future commits: a present tense needs a time behind it, help needs a next step before it."""
    if hit.cue == "promises.soon":
        return bool(times)
    words = turn.text[hit.start : hit.end].casefold().split()
    if words[-1] in _HELPING:
        return words[0] in _NEXT
    return hit.cue != "promises.act" or words[-1] not in _LOOKING or "holds" not in turn.cues
