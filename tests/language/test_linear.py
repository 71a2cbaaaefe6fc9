"""Whatever a text repeats, what is said behind it is seen."""

from __future__ import annotations

import pytest

from empathylint.engine import linter_for
from empathylint.model import Conversation, Role, Turn
from empathylint.settings import Settings

ANNOTATOR = linter_for(Settings()).annotator
LONG, PAIRS = 100_000, 5_000
OPENING = "Is my order lost? It has not come and I am angry."
LAST = {
    Role.AGENT: ("\n\nI am so sorry about the delay.", "apologizes"),
    Role.CUSTOMER: ("\n\nMy order arrived broken.", "problem"),
}
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


def annotated(*turns: tuple[Role, str]) -> Conversation:
    return ANNOTATOR.annotate(Conversation("it", tuple(Turn(at, role, text) for at, (role, text) in enumerate(turns))))


@pytest.mark.slow
@pytest.mark.parametrize("role", LAST)
@pytest.mark.parametrize("words", REPEATED.values(), ids=REPEATED)
def test_the_end_of_a_very_long_turn_is_seen(words: str, role: Role) -> None:
    last, cue = LAST[role]
    text = words * (LONG // len(words))
    other = Role.CUSTOMER if role is Role.AGENT else Role.AGENT
    turn = annotated((other, OPENING), (role, text + last)).turns[-1]
    assert any(hit.cue.split(".")[0] == cue and hit.start > len(text) for hit in turn.hits)


@pytest.mark.slow
@pytest.mark.parametrize("words", REPEATED.values(), ids=REPEATED)
def test_the_end_of_a_very_long_conversation_is_seen(words: str) -> None:
    pair = [(Role.CUSTOMER, f"{words}{OPENING}"), (Role.AGENT, f"{words}We will look into it.")]
    last = annotated(*pair * PAIRS, (Role.CUSTOMER, OPENING), (Role.AGENT, LAST[Role.AGENT][0])).turns[-1]
    assert "apologizes" in last.cues
