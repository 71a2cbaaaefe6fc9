"""Sentences of eight words or more that an agent sends twice in one conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import public
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.language.sentences import Mood
from empathylint.memory import remembered
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_LEAST = 8
_SHORTEST = 24  # characters that eight words take at the least
_SENTENCE = late(r"[^.!?\n]+")
_WORD = late(r"[^\W_]+(?:['’][^\W_]+)*")
_ALLOWED = frozenset({"holds", "greets", "closes", "thanks"})
_CONFIRMING = frozenset({"confirm", "correct", "right"})  # asked again whenever something has changed
_LEGAL = frozenset(
    ["recorded", "recording", "confidential", "copyright", "terms", "unsubscribe", "disclaimer", "privacy"]
)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn that has a sentence long enough; the first repeated one fails."""
    replies = public(conversation, Role.AGENT)
    if len(replies) < 2:  # noqa: PLR2004 - nothing can be repeated
        return
    heard: dict[tuple[str, ...], int] = {}
    for turn in replies:
        if len(turn.text) < _SHORTEST:
            continue
        said = _sentences(turn)
        again = None
        for words, start, end in said:
            if heard.setdefault(words, turn.index) != turn.index and again is None:
                place = Place(turn.index, start, end)
                again = None if _may_repeat(turn, place) else place
        if again:
            yield fail(rule, conversation, again)
        elif said:
            yield Outcome(whole(turn), turn.index)


@remembered
def _sentences(turn: Turn) -> list[tuple[tuple[str, ...], int, int]]:
    """The long sentences of a turn as words, each with the characters where it starts and ends."""
    said: list[tuple[tuple[str, ...], int, int]] = []
    for found in _SENTENCE.finditer(turn.text):
        if found.end() - found.start() < _SHORTEST:
            continue
        words = tuple(_WORD.findall(found[0].casefold()))
        if len(words) >= _LEAST and _LEGAL.isdisjoint(words):
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            said.append((words, start, found.end()))
    return said


def _may_repeat(turn: Turn, place: Place) -> bool:
    """Whether words are such as are made to be said over and over."""
    tokens = turn.tokens
    if tokens is None:
        return True
    if any(hit.cue.split(".")[0] in _ALLOWED and place.start <= hit.start < place.end for hit in turn.hits):
        return True
    said = turn.text[place.start : place.end].casefold().split()
    return tokens.sentence_at(place.start).mood is Mood.QUESTION and not _CONFIRMING.isdisjoint(said)
