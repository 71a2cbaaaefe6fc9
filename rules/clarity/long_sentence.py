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
        if not turn.is_agent or turn.tokens is None or not turn.text:
            continue
        words, place = max(_lengths(turn), key=lambda pair: pair[0], default=(0, whole(turn)))
        if words > _LIMIT:
            yield fail(rule, conversation, place, rest=str(words))
        else:
            yield Outcome(whole(turn), turn.index)


def _lengths(turn: Turn) -> Iterator[tuple[int, Place]]:
    """The number of words in each sentence, and where it stands."""
    assert turn.tokens is not None
    for sentence in turn.tokens.sentences:
        start, end = turn.tokens.start(sentence.first), turn.tokens.end(sentence.last - 1)
        yield sum(word[0].isalnum() for word in turn.text[start:end].split()), Place(turn.index, start, end)
