"""Paragraphs in which four steps or more follow each other as running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import public
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.marks import COMMA
from empathylint.language.sentences import Mood, opening
from empathylint.memory import remembered
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_LEAST = 4
_LEAST_SENTENCES = 2
_LEAST_WORDS = 20
_LONGEST = 5_000  # characters of a turn that is looked at
_NO_STEPS = frozenset({
    "let", "feel", "have", "note", "stay", "ask", "wait", "be", "do", "keep", "give", "drop", "dm", "pm", "message",
    "reach", "contact", "call", "email", "reply", "report", "tell", "share", "send", "provide", "confirm", "ensure",
    "remember", "see", "find", "visit", "refer", "review", "read", "learn", "make", "request", "allow", "forward",
    "look", "follow", "leave", "need", "speak", "talk", "write", "test",
})  # fmt: skip
_JOINING = frozenset({"then", "and"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn that tells steps; the paragraph with too many of them fails."""
    for turn in public(conversation, Role.AGENT):
        if turn.text.count(" ") < _LEAST_WORDS or len(turn.text) > _LONGEST:
            continue
        steps, start, end = _told(turn)
        if steps >= _LEAST:
            yield fail(rule, conversation, Place(turn.index, start, end), rest=str(steps))
        elif steps:
            yield Outcome(whole(turn), turn.index)


@remembered
def _told(turn: Turn) -> tuple[int, int, int]:
    """The number of steps in the run of sentences that tells most of them, and where that run starts and ends."""
    best = (0, 0, 0)
    tokens = turn.tokens
    if tokens is None:
        return best
    steps = begun = ended = sentences = 0
    for sentence in tokens.sentences:
        here = _steps(tokens, sentence)
        start, end = tokens.start(sentence.first), tokens.end(sentence.last - 1)
        if not here or "\n" in turn.text[ended:start] or turn.text[start : start + 1].isdigit():
            steps = sentences = 0
        if here:
            begun, ended = (start if not sentences else begun), end
            steps, sentences = steps + here, sentences + 1
        if steps > best[0] and sentences >= _LEAST_SENTENCES:
            best = (steps, begun, ended)
    return best


def _steps(tokens: Tokens, sentence: Sentence) -> int:
    """The verbs of an instruction that tell what to do: the first one and those behind a comma, “then” and “and”."""
    if sentence.mood is not Mood.INSTRUCTION:
        return 0
    first = opening(tokens, sentence.first, sentence.last)
    return sum(
        tokens.is_in(at, "imperative")
        and tokens.word(at) not in _NO_STEPS
        and (at == first or tokens.symbols[at - 1] == COMMA or tokens.word(at - 1) in _JOINING)
        for at in range(first, sentence.last)
    )
