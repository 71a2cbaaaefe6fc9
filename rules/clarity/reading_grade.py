"""The school grade of a reply (Flesch and Kincaid): .39 words per sentence + 11.8 syllables per word - 15.59.

Letters per word tell the grade well enough to leave most replies alone; near the limit syllables are counted.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import compress, pairwise
from math import ceil
from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.body import body
from empathylint.condition import public
from empathylint.finding import Outcome, Severity
from empathylint.judge import fail, whole
from empathylint.language.tokens import Tokens
from empathylint.memory import remembered
from empathylint.model import Role
from empathylint.plainer import plainer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_LEAST_WORDS = 30
_LEAST_SENTENCES = 2
_RUN_ON = 40  # words per sentence from which on the full stops are missing, not the plain words
_HARD = 8.0
_TOO_HARD = 12.0
_NEAR = 2.0
_HEARD_ONLY = 5  # letters in a word that a mask covers
_LONGEST = 5_000  # characters of a reply that is graded


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each reply of thirty words or more in two sentences or more."""
    for turn in public(conversation, Role.AGENT):
        if turn.text.count(" ") < _LEAST_WORDS - 1 or len(turn.text) > _LONGEST:
            continue
        grade = _grade(turn)
        if grade is None:
            continue
        if grade <= _HARD:
            yield Outcome(whole(turn), turn.index)
        elif grade > _TOO_HARD or rule.severity is not Severity.WARNING:
            yield fail(rule, conversation, whole(turn), rest=str(ceil(grade)), instead=_easier(turn, grade))
        else:
            mild = replace(rule, severity=Severity.INFO)
            yield fail(mild, conversation, whole(turn), rest=str(ceil(grade)), instead=_easier(turn, grade))


def _easier(turn: Turn, grade: float) -> str:
    """What stands between greeting and sign-off in plain words, where that reads clearly easier; else empty."""
    if turn.tokens is None:
        return ""
    lexicon, (begun, ended) = turn.tokens.lexicon, body(turn)
    said = turn.text[begun:ended]
    plain = plainer(Tokens(said, lexicon), said)
    reached = _grade(replace(turn, text=plain, tokens=Tokens(plain, lexicon))) if plain != said else None
    return plain if reached is not None and reached <= min(grade - 1, _TOO_HARD) else ""


@remembered
def _grade(turn: Turn) -> float | None:
    """The grade, from letters alone where those put it well below the limit; None where it tells nothing."""
    words, sentences = _words(turn.tokens) if turn.tokens is not None else ([], 0)
    if len(words) < _LEAST_WORDS or sentences < _LEAST_SENTENCES or len(words) > _RUN_ON * sentences:
        return None
    estimate = _estimate(len(words), sentences, sum(map(len, words)) + _HEARD_ONLY * words.count(""))
    if estimate < _HARD - _NEAR:
        return estimate
    return 0.39 * len(words) / sentences + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _estimate(words: int, sentences: int, letters: int) -> float:
    """The grade, with syllables guessed as .38 for each letter but the first of a word."""
    return 0.39 * words / sentences + 11.8 * 0.38 * (letters / words - 1) - 15.59


def _words(tokens: Tokens) -> tuple[list[str], int]:
    """The words of a text, an empty one for each mask, and the number of sentences that hold words.

    A contraction is one word: of symbols that start together the last counts.
    """
    spelled = [tokens.word(at) if here < after else "" for at, (here, after) in enumerate(pairwise(tokens.starts))]
    spoken = [word[:1].isalpha() or word[:1] >= "\ue000" for word in spelled]
    words = [word if word[0].isalpha() else "" for word in compress(spelled, spoken)]
    return words, sum(True in spoken[sentence.first : sentence.last] for sentence in tokens.sentences)


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> int:
    """The syllables of a word by its hyphenation; one for a mask."""
    return int(_textstat().syllable_count(word)) if word else 1


@cache
def _textstat() -> ModuleType:
    """The library, told to hyphenate as in American English: its other ways ask the network."""
    import textstat  # type: ignore[import-untyped]

    textstat.set_lang("en-US")
    return textstat  # type: ignore[no-any-return]
