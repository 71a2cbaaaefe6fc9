"""Sentences of more than thirty words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_LIMIT = 30


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn; its longest sentence fails where it is too long."""
    for turn in conversation.turns:
        if not turn.is_agent or not turn.text:
            continue
        words, place = _longest(turn) if turn.text.count(" ") >= _LIMIT else (0, whole(turn))
        if words > _LIMIT:
            yield fail(rule, conversation, place, rest=str(words))
        else:
            yield Outcome(whole(turn), turn.index)


def _longest(turn: Turn) -> tuple[int, Place]:
    """The number of words in the longest sentence, and where it stands."""
    found = (0, whole(turn))
    tokens = turn.tokens
    for sentence in tokens.sentences if tokens is not None else ():
        if tokens is None or sentence.last - sentence.first <= _LIMIT:
            continue
        start, end = tokens.start(sentence.first), tokens.end(sentence.last - 1)
        words = sum(word[0].isalnum() for word in turn.text[start:end].split())
        if words > found[0]:
            found = (words, Place(turn.index, start, end))
    return found
