"""Sentences of more than thirty words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import public
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.marks import COMMA
from empathylint.memory import remembered
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_LIMIT = 30
_SHORTEST = 6  # words of a part that can stand as a sentence
_SPEAKERS = frozenset({"i", "we", "you"})
_JOINING = frozenset({"and", "but", "so"})
_SUBJECTS = frozenset({"i", "we", "you", "they", "he", "she", "it", "this", "there", "please", "once", "if", "when"})
_NOUN_LEADS = frozenset({"the", "your", "our", "my", "a", "an", "these", "those"})


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
    """The sentence that starts at a character, cut in two where a joined clause begins nearest to its middle.

    Empty where there is none, or where a part would still be too long.
    """
    tokens = turn.tokens
    if tokens is None:
        return ""
    sentence = tokens.sentence_at(start)
    middle = (sentence.first + sentence.last) // 2
    cuts = sorted(_cuts(tokens, sentence), key=lambda at: abs(at - middle))
    if not cuts:
        return ""
    end = tokens.end(sentence.last - 1)
    cut = tokens.start(cuts[0])
    first, second = turn.text[start:cut].rstrip(" ,;–—-\n"), turn.text[cut:end]
    if max(len(first.split()), len(second.split())) > _LIMIT:
        return ""
    joined = second.removeprefix("and ").lstrip()
    return f"{first}. {joined[0].upper()}{joined[1:]}"


def _cuts(tokens: Tokens, sentence: Sentence) -> Iterator[int]:
    """Where a clause with a subject of its own begins, behind a joining word or a mere comma."""
    for at in range(sentence.first + _SHORTEST, sentence.last - _SHORTEST):
        word, following = tokens.word(at), tokens.word(at + 1)
        after_comma = tokens.symbols[at - 1] == COMMA
        leads = following in _SUBJECTS or (after_comma and following in _NOUN_LEADS)
        if (word in _JOINING and leads and (after_comma or word != "so")) or (after_comma and word in _SPEAKERS):
            yield at
