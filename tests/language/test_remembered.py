"""A text that is said again is seen as it was the first time, whatever stands around it."""

from __future__ import annotations

from empathylint.cues import Annotator
from empathylint.model import Conversation, Hit, Role, Turn
from empathylint.pack import cue_twin, load_pack
from empathylint.witness import shipped_witness

PACK = load_pack()
ANSWER = (Role.AGENT, "Sorry about that. I've resent the invoice, and it will be with you by noon. Anything else?")
THANKS = (Role.CUSTOMER, "Great, thanks!")
TALKS = [
    Conversation("it", tuple(Turn(at, role, text) for at, (role, text) in enumerate(turns)))
    for turns in (
        [(Role.CUSTOMER, "Where is my invoice? I've asked twice!!"), ANSWER, THANKS],
        [(Role.CUSTOMER, "Hello, I have a question."), ANSWER, THANKS],
        [(Role.CUSTOMER, "It broke again and NOBODY helps."), ANSWER, ANSWER, THANKS],
    )
]


def fresh() -> Annotator:
    return Annotator(PACK.program, PACK.cues, cue_twin, shipped_witness)


def hits(annotator: Annotator, talk: Conversation) -> list[tuple[Hit, ...]]:
    return [turn.hits for turn in annotator.annotate(talk).turns]


def test_a_talk_is_seen_alike_the_first_time_and_every_time_after() -> None:
    first = [hits(fresh(), talk) for talk in TALKS]
    annotator = fresh()
    for _ in range(4):
        assert [hits(annotator, talk) for talk in TALKS] == first
    assert first[0] != first[1]
