"""Sentences of more than thirty words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import public
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.memory import remembered
from empathylint.model import Role
from empathylint.plainer import in_two

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_LIMIT = 30


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn; its longest sentence fails where it is too long."""
    for turn in public(conversation, Role.AGENT):
        if not turn.text:
            continue
        words, start, end = _longest(turn) if turn.text.count(" ") >= _LIMIT else (0, 0, 0)
        if words > _LIMIT:
            place = Place(turn.index, start, end)
            yield fail(rule, conversation, place, rest=str(words), instead=_in_two(turn, start))
        else:
            yield Outcome(whole(turn), turn.index)


@remembered
def _longest(turn: Turn) -> tuple[int, int, int]:
    """The number of words in the longest sentence, and the characters where it starts and ends."""
    found = (0, 0, 0)
    tokens = turn.tokens
    for sentence in tokens.sentences if tokens is not None else ():
        if tokens is None or sentence.last - sentence.first <= _LIMIT:
            continue
        start, end = tokens.start(sentence.first), tokens.end(sentence.last - 1)
        words = sum(word[0].isalnum() for word in turn.text[start:end].split())
        if words > found[0]:
            found = (words, start, end)
    return found


def _in_two(turn: Turn, start: int) -> str:
    """The sentence that starts at a character, cut in two; empty where a part would still be too long."""
    tokens = turn.tokens
    if tokens is None:
        return ""
    cut = in_two(tokens, turn.text, tokens.sentence_at(start))
    return cut if all(len(part.split()) <= _LIMIT for part in cut.split(". ")) else ""
