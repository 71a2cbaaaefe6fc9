"""Which claims of understanding are bare: nothing specific follows in the same sentence or the next."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.tokens import Tokens
    from empathylint.model import Hit, Turn

SPECIFIC = frozenset({"acknowledges", "restates"})
TIES = frozenset(
    {
        "with",
        "about",
        "at",
        "over",
        "regarding",
        "that",
        "when",
        "because",
        "after",
        "of",
        "around",
        "on",
    }
)
POINTING = frozenset(
    {
        "this",
        "that",
        "the",
        "it",
        "matter",
        "issue",
        "situation",
        "case",
        "same",
        "all",
        "here",
        "sir",
        "a",
        "your",
    }
)
_REACH = 7


def find(turn: Turn) -> Iterator[Hit]:
    """The claims of understanding that name nothing of the customer's."""
    if turn.tokens is None or "bare-understand" not in turn.cues:
        return
    specific = [hit.start for hit in turn.hits if hit.cue.split(".")[0] in SPECIFIC]
    for hit in turn.hits:
        if hit.cue == "bare-understand" and not (
            _is_tied(hit, turn.tokens) or _is_followed(hit, turn.tokens, specific)
        ):
            yield hit


def _is_tied(hit: Hit, tokens: Tokens) -> bool:
    """Whether “with”, “about” and the like tie the claim to something more than “this matter”."""
    sentence = tokens.sentence_at(hit.start)
    after = tokens.at(hit.end)
    words = [tokens.word(at) for at in range(after, min(after + _REACH, sentence.last))]
    return (
        bool(words) and words[0] in TIES and any(word.isalpha() and word not in POINTING | TIES for word in words[1:])
    )


def _is_followed(hit: Hit, tokens: Tokens, specific: list[int]) -> bool:
    """Whether something specific stands in the claim's sentence or the next."""
    sentence = tokens.sentence_at(hit.start)
    last = sentence.last
    if last < len(tokens.symbols):
        last = tokens.sentence_at(tokens.start(last)).last
    begun, ended = tokens.start(sentence.first), tokens.end(last - 1)
    return bisect_left(specific, ended) > bisect_left(specific, begun)
