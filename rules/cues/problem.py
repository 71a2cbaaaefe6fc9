"""Which words of trouble stand, and whether it is told or only asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.marks import ASK, QUERY
from empathylint.language.sentences import Mood
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn

_LOOK_BACK = 16  # turns before among which a trouble may have been told
_INSISTING = frozenset({"still", "again", "twice", "charged", "always", "keeps"})


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The phrases' hits; once a trouble is known, a question about it is no new one."""
    tokens = turn.tokens
    if "problem" not in turn.cues or tokens is None:
        return
    known = "?" in turn.text and _is_known(turn, conversation)
    for hit in turn.hits:
        if hit.cue == "problem" and not (known and _is_asked_again(tokens, hit)):
            asked = tokens.sentence_at(hit.start).mood is Mood.QUESTION
            yield Hit("problem.asked" if asked else "problem.told", hit.start, hit.end)


def _is_known(turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer has told of a trouble before."""
    earlier = reversed(conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index])
    return any("problem" in before.cues and before.is_customer for before in earlier)


def _is_asked_again(tokens: Tokens, hit: Hit) -> bool:
    """Whether the words stand in a question that does not insist, as “why was I charged again?” does."""
    sentence = tokens.sentence_at(hit.start)
    if sentence.mood is Mood.STATEMENT or sentence.mark not in (ASK, QUERY):
        return False
    return _INSISTING.isdisjoint(tokens.word(at) for at in range(sentence.first, sentence.last))
