"""Thanks: words of thanks stand; a customer's satisfaction stands where nothing is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Hit, Turn

_TROUBLE = frozenset({"upset", "problem", "exit", "effort"})
_APPLAUSE = frozenset({"bravo", "kudos", "hats off", "legend"})  # sarcasm, where something is wrong
_QUOTES = '"“”'


def find(turn: Turn) -> Iterator[Hit]:
    """The hits of `thanks` that stand in a turn."""
    sound = turn.is_customer and not turn.cues & _TROUBLE
    for hit in turn.hits:
        if (
            (hit.cue == "thanks.said" and not _is_quoted(turn, hit))
            or (hit.cue == "thanks.praise" and turn.is_customer and (sound or not _is_applause(turn, hit)))
            or (hit.cue == "thanks.bare" and sound and _is_cried(turn, hit))
            or (hit.cue == "thanks.glad" and sound and not _is_asked(turn, hit))
        ):
            yield hit


def _is_quoted(turn: Turn, hit: Hit) -> bool:
    """Whether the words are somebody else's, told inside quotation marks."""
    return turn.text[hit.start - 1 : hit.start] in set(_QUOTES)


def _is_applause(turn: Turn, hit: Hit) -> bool:
    """Whether the words are no more than a cheer."""
    return turn.text[hit.start : hit.end].casefold() in _APPLAUSE


def _is_cried(turn: Turn, hit: Hit) -> bool:
    """Whether an exclamation mark follows, alone or in a row."""
    return turn.text[hit.end : hit.end + 2].lstrip().startswith("!")


def _is_asked(turn: Turn, hit: Hit) -> bool:
    """Whether the words stand in a question."""
    if turn.tokens is None:
        return False
    sentence = turn.tokens.sentence_at(hit.start)
    return turn.text[turn.tokens.start(sentence.last - 1) : turn.tokens.end(sentence.last - 1)].startswith("?")
