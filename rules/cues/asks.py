"""Questions of the customer's that can be answered, with or without a question mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.tokens import Tokens
    from empathylint.model import Turn

_TAIL = 14  # a question without a mark is looked for in the last words of a turn
_NEAR = 5  # words within which a question shows that it wants no answer


def find(turn: Turn) -> Iterator[Hit]:
    """The questions of a turn: by mark, by mood, by the order of its last words."""
    tokens = turn.tokens
    if tokens is None or not tokens.symbols:
        return
    for sentence in tokens.sentences:
        if sentence.mood is Mood.QUESTION and not _is_rhetorical(tokens, sentence.first, sentence.last):
            yield Hit("asks", tokens.start(sentence.first), tokens.end(sentence.last - 1))
            return
    if "asks" in turn.cues:
        yield next(hit for hit in turn.hits if hit.cue == "asks")
        return
    last = len(tokens.symbols)
    for at in _heads(tokens, max(1, last - _TAIL), last - 1):
        if _turns(tokens, at) and not _is_rhetorical(tokens, at, last):
            yield Hit("asks", tokens.start(at), tokens.end(last - 1))
            return


def _heads(tokens: Tokens, first: int, last: int) -> list[int]:
    """The words with which a question may begin."""
    words, auxiliaries = tokens.listed("question-word"), tokens.listed("auxiliary")
    return [
        at for at, symbol in enumerate(tokens.symbols[first:last], first) if symbol in words or symbol in auxiliaries
    ]


def _turns(tokens: Tokens, at: int) -> bool:
    """Whether a question begins at a word: “what is”, “will he”."""
    if tokens.is_in(at, "question-word"):
        return tokens.is_in(at + 1, "auxiliary") or tokens.word(at + 1) in ("much", "long", "many", "about")
    inverted = tokens.is_in(at, "auxiliary") and tokens.is_in(at + 1, "subject") and tokens.word(at - 1) != "here"
    return inverted and not (tokens.is_in(at - 1, "subject") or tokens.is_in(at - 1, "question-word"))


def _is_rhetorical(tokens: Tokens, first: int, last: int) -> bool:
    return not tokens.listed("rhetorical").isdisjoint(tokens.symbols[first : min(last, first + _NEAR)])
