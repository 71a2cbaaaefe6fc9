"""The school grade of a reply (Flesch and Kincaid): .39 words per sentence + 11.8 syllables per word - 15.59.

Letters per word tell the grade well enough to leave most replies alone; near the limit syllables are counted.
"""

from __future__ import annotations

import re
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.finding import Outcome, Severity
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_LEAST_WORDS = 30
_LEAST_SENTENCES = 2
_RUN_ON = 40  # words per sentence from which on the full stops are missing, not the plain words
_HARD = 8.0
_TOO_HARD = 12.0
_NEAR = 2.0
_HEARD_ONLY = 5  # letters in a word that a mask covers
_STOP = re.compile(r"[.!?]+(?=\s|$)|\n")
_LONGEST = 5_000  # characters of a reply that is graded


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each reply of thirty words or more in two sentences or more."""
    for turn in conversation.turns:
        if not turn.is_agent or turn.text.count(" ") < _LEAST_WORDS - 1 or len(turn.text) > _LONGEST:
            continue
        grade = _grade(turn)
        if grade is None:
            continue
        if grade <= _HARD:
            yield Outcome(whole(turn), turn.index)
        elif grade > _TOO_HARD or rule.severity is not Severity.WARNING:
            yield fail(rule, conversation, whole(turn), rest=str(ceil(grade)))
        else:
            mild = replace(rule, severity=Severity.INFO)
            yield fail(mild, conversation, whole(turn), rest=str(ceil(grade)))


def _grade(turn: Turn) -> float | None:
    """The grade, from letters alone where those put it well below the limit; None where it tells nothing."""
    text = turn.text
    rough = _estimate(text.count(" ") + 1, len(_STOP.findall(text)) or 1, len(text) - text.count(" "))
    if rough < _HARD - 2 * _NEAR:
        return rough
    words, sentences = _words(turn)
    if len(words) < _LEAST_WORDS or sentences < _LEAST_SENTENCES or len(words) > _RUN_ON * sentences:
        return None
    estimate = _estimate(len(words), sentences, sum(len(word) or _HEARD_ONLY for word in words))
    if estimate < _HARD - _NEAR:
        return estimate
    count = _syllables()
    syllables = sum(count(word) if word else 1 for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def _estimate(words: int, sentences: int, letters: int) -> float:
    """The grade, with syllables guessed as .38 for each letter but the first of a word."""
    return 0.39 * words / sentences + 11.8 * 0.38 * (letters / words - 1) - 15.59


def _words(turn: Turn) -> tuple[list[str], int]:
    """The words of a turn, an empty one for each mask, and the number of sentences that hold words."""
    tokens = turn.tokens
    if tokens is None:
        return [], 0
    words: list[str] = []
    sentences = 0
    for sentence in tokens.sentences:
        spoken = [
            word
            for word in (tokens.word(at) for at in range(sentence.first, sentence.last))
            if word[:1].isalpha() or word[:1] >= "\ue000"
        ]
        words += [word if word[:1].isalpha() else "" for word in spoken]
        sentences += bool(spoken)
    return words, sentences


@cache
def _syllables() -> Callable[[str], int]:
    """A counter of a word's syllables that asks no network: hyphenation for American English."""
    import textstat  # type: ignore[import-untyped]

    textstat.set_lang("en-US")

    @cache
    def count(word: str) -> int:
        return int(textstat.syllable_count(word))

    return count
