"""Replies in which three sentences or more open with “Please”."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_MOST = 2
_PLEASE = ("please", "kindly", "pls", "plz")


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each reply that says please at the head of a sentence; the third such sentence fails."""
    for is_agent, turns in groupby(conversation.turns, key=lambda turn: turn.is_agent):
        said = [Place(turn.index, *at) for turn in turns for at in _pleas(turn)] if is_agent else []
        if len(said) > _MOST:
            yield fail(rule, conversation, said[_MOST])
        elif said:
            yield Outcome(whole(conversation.turns[said[0].turn]), said[0].turn)


@remembered
def _pleas(turn: Turn) -> list[tuple[int, int]]:
    """Where the sentences stand that open with “please” or the like."""
    tokens = turn.tokens
    folded = turn.text.casefold()
    if tokens is None or not any(word in folded for word in _PLEASE):
        return []
    return [
        (tokens.start(sentence.first), tokens.end(sentence.last - 1))
        for sentence in tokens.sentences
        if tokens.word(sentence.first) in _PLEASE
    ]
