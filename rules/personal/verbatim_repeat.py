"""Sentences of eight words or more that an agent sends twice in one conversation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_LEAST = 8
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ALLOWED = frozenset({"holds", "greets", "closes", "thanks"})
_LEGAL = frozenset({"recorded", "confidential", "copyright", "terms", "unsubscribe", "disclaimer", "privacy", "recording", "inactivity", "addressee"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn with a long sentence; the first repeated one of a turn fails."""
    heard: dict[tuple[str, ...], int] = {}
    for turn in conversation.turns:
        if not turn.is_agent or turn.tokens is None:
            continue
        said = list(_sentences(turn))
        again = next((place for words, place in said if heard.get(words, turn.index) != turn.index), None)
        for words, _ in said:
            heard.setdefault(words, turn.index)
        if again:
            yield fail(rule, conversation, again)
        elif said:
            yield Outcome(whole(turn), turn.index)


def _sentences(turn: Turn) -> Iterator[tuple[tuple[str, ...], Place]]:
    """The long sentences of a turn as words, those aside that are made to be said over and over."""
    assert turn.tokens is not None
    for sentence in turn.tokens.sentences:
        start, end = turn.tokens.start(sentence.first), turn.tokens.end(sentence.last - 1)
        words = tuple(word.casefold() for word in _WORD.findall(turn.text[start:end]))
        if len(words) < _LEAST or _LEGAL.intersection(words):
            continue
        if not any(hit.cue.split(".")[0] in _ALLOWED and start <= hit.start < end for hit in turn.hits):
            yield words, Place(turn.index, start, end)
