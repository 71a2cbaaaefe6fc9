"""Fixes of three steps and more that end without a word on what was done and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, whole
from empathylint.language.sentences import Mood
from empathylint.memory import remembered
from empathylint.steps import Ending, ending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_STEPS = frozenset({"resolves.instruct", "resolves.request"})
_MANY = 3  # replies with a step in them
_SUMMED = frozenset({"recaps", "restates", "resolves", "timed"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for a conversation that has ended after a fix in steps."""
    steps = 0
    answered = False
    for turn in conversation.turns:
        if turn.is_customer:
            answered = False
        elif turn.is_agent and not answered and _instructs(turn):
            answered = True
            steps += 1
    troubled = any(turn.is_customer and "problem" in turn.cues for turn in conversation.turns)
    if steps < _MANY or not troubled or ending(conversation) is not Ending.ENDED:
        return
    last = next(turn for turn in reversed(conversation.turns) if turn.is_agent)
    reply = run(last, conversation)
    if any(turn.cues & _SUMMED for turn in reply):
        yield Outcome(whole(last), last.index)
    else:
        yield fail(rule, conversation, opening_of(last))


def _instructs(turn: Turn) -> bool:
    """Whether a turn tells or asks the customer to do something."""
    return bool(turn.cues & _STEPS) or _orders(turn)


@remembered
def _orders(turn: Turn) -> bool:
    """Whether a sentence of a turn is an imperative."""
    return turn.tokens is not None and any(sentence.mood is Mood.INSTRUCTION for sentence in turn.tokens.sentences)
