"""Annotation takes time in proportion to the text, whatever the text repeats."""

from __future__ import annotations

import gc
import time

import pytest

from empathylint.engine import linter_for
from empathylint.model import Conversation, Role, Turn
from empathylint.settings import Settings

ANNOTATOR = linter_for(Settings()).annotator
SHORT, TIMES, AT_MOST = 3_000, 10, 30
_PAIRS = 60
OPENING = "Is my order lost? It has not come and I am angry."
REPEATED = {
    "regret and but": "sorry but ",
    "clauses": "I understand you are upset but we cannot help because it is our policy ",
    "refusals and offers": "Sorry but we cannot. Would you like a refund? ",
    "invitations": "let us know if you need anything else. ",
    "instructions": "please restart it, then check it and call us ",
    "bare refusals": "unfortunately ",
    "questions": "what is it? ",
    "capitals": "WHY NOT FIX IT NOW ",
    "single capitals": "A' ",
    "marks": "?! !! ",
    "hashtags": "#joke",
    "contractions": "don't can't I'll ",
    "efforts": "I called twice and emailed you three times for two hours ",
    "urgency": "my exam is tomorrow ",
    "acronyms": "the SLA and the ETA ",
    "one long word": "sorrybutwecannot",
    "lines": "ok\n",
    "gaps": "x    ",
    "brackets": "[[{{<",
}


def seconds(*turns: tuple[Role, str]) -> float:
    """The processor's time for a conversation, the lesser of two, without what others on the machine make of it."""
    conversation = Conversation("it", tuple(Turn(at, role, text) for at, (role, text) in enumerate(turns)))
    took: list[float] = []
    gc.disable()
    for _ in range(2):
        begun = time.process_time()
        ANNOTATOR.annotate(conversation)
        took.append(time.process_time() - begun)
    gc.enable()
    return min(took)


@pytest.mark.slow
@pytest.mark.parametrize("role", [Role.AGENT, Role.CUSTOMER])
@pytest.mark.parametrize("words", REPEATED.values(), ids=REPEATED)
def test_a_turn_ten_times_as_long_takes_about_ten_times_as_long(words: str, role: Role) -> None:
    other = Role.CUSTOMER if role is Role.AGENT else Role.AGENT
    text = words * (SHORT * TIMES // len(words))
    seconds((other, OPENING), (role, text[: SHORT // TIMES]))  # the automaton learns the words
    short = seconds((other, OPENING), (role, text[:SHORT]))
    assert seconds((other, OPENING), (role, text)) < AT_MOST * max(short, 0.004)


@pytest.mark.slow
@pytest.mark.parametrize("words", REPEATED.values(), ids=REPEATED)
def test_a_conversation_of_ten_times_the_turns_takes_about_ten_times_as_long(words: str) -> None:
    pair = [(Role.CUSTOMER, f"{words}{OPENING}"), (Role.AGENT, f"{words}We will look into it.")]
    short = seconds(*pair * _PAIRS)
    assert seconds(*pair * _PAIRS * TIMES) < AT_MOST * max(short, 0.004)
