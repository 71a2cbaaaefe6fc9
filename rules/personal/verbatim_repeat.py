"""Sentences of eight words or more that an agent sends twice in one conversation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.sentences import Mood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_LEAST = 8
_SHORTEST = 24  # characters that eight words take at the least
_SENTENCE = re.compile(r"[^.!?\n]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ALLOWED = frozenset({"holds", "greets", "closes", "thanks"})
_CONFIRMING = frozenset({"confirm", "correct", "right"})  # asked again whenever something has changed
_LEGAL = frozenset(
    ["recorded", "recording", "confidential", "copyright", "terms", "unsubscribe", "disclaimer", "privacy"]
)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn that has a sentence long enough; the first repeated one fails."""
    replies = [turn for turn in conversation.turns if turn.is_agent]
    if len(replies) < 2:  # noqa: PLR2004 - nothing can be repeated
        return
    heard: dict[tuple[str, ...], int] = {}
    for turn in replies:
        if len(turn.text) < _SHORTEST:
            continue
        said = list(_sentences(turn))
        again = next((place for words, place in said if _is_repeated(turn, place, heard.get(words, turn.index))), None)
        for words, _ in said:
            heard.setdefault(words, turn.index)
        if again:
            yield fail(rule, conversation, again)
        elif said:
            yield Outcome(whole(turn), turn.index)


def _sentences(turn: Turn) -> Iterator[tuple[tuple[str, ...], Place]]:
    """The long sentences of a turn as words, each with its place."""
    for found in _SENTENCE.finditer(turn.text):
        if found.end() - found.start() < _SHORTEST:
            continue
        words = tuple(_WORD.findall(found[0].casefold()))
        if len(words) >= _LEAST and not _LEGAL.intersection(words):
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            yield words, Place(turn.index, start, found.end())


def _is_repeated(turn: Turn, place: Place, heard_in: int) -> bool:
    """Whether words were heard in another turn and are not such as are made to be said over and over."""
    tokens = turn.tokens
    if heard_in == turn.index or tokens is None:
        return False
    if any(hit.cue.split(".")[0] in _ALLOWED and place.start <= hit.start < place.end for hit in turn.hits):
        return False
    said = turn.text[place.start : place.end].casefold().split()
    return tokens.sentence_at(place.start).mood is not Mood.QUESTION or not _CONFIRMING.intersection(said)
