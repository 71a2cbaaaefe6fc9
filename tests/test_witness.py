"""The second witness: what words weigh, where it overrules the phrases, and which words it names."""

from __future__ import annotations

import pytest
from msgspec import Raw

from empathylint.cues import Annotator
from empathylint.model import Conversation, Hit, Role, Turn
from empathylint.pack import cue_twin, load_pack
from empathylint.witness import Voice, Weights, Witness, before, features, shipped_witness

PACK = load_pack()
PLAIN = Annotator(PACK.program, PACK.cues, cue_twin, None)
WEIGHTS = Weights(
    {"problem": Voice(drop=-1.0, add=2.0, cues={"effort": 0.5})},
    ["feet", "minus the", "BEFORE nothing", "lovely"],
    {"problem": Raw(b"[150, 100, 25, -300]")},
)
SOFA = "The sofa came yesterday, minus the feet"


def settled(text: str, *, found: bool = False, heard: Witness | None = None) -> tuple[Hit, ...]:
    talk = PLAIN.annotate(Conversation("it", (Turn(0, Role.CUSTOMER, text),)))
    hits = (Hit("problem.told", 0, 3),) if found else ()
    return (heard or Witness(WEIGHTS)).settled("problem", hits, talk.turns[0], talk)


def test_a_cue_that_the_words_lean_to_is_added_on_the_words_that_weigh_most() -> None:
    (hit,) = settled(SOFA)
    assert (hit.cue, SOFA[hit.start : hit.end]) == ("problem.leaning", "feet")


def test_a_cue_is_not_added_where_the_words_weigh_too_little() -> None:
    assert settled("The sofa came with feet") == ()


def test_a_cue_that_phrases_saw_falls_only_where_the_words_speak_against_it() -> None:
    assert settled("It came", found=True) == (Hit("problem.told", 0, 3),)
    assert settled("It was lovely", found=True) == ()


def test_of_a_very_long_turn_the_phrases_know_more() -> None:
    assert settled("It was lovely. " + "And so on. " * 200, found=True) == (Hit("problem.told", 0, 3),)


def test_words_pairs_lists_length_marks_and_the_turn_before_are_weighed() -> None:
    talk = PLAIN.annotate(
        Conversation("it", (Turn(0, Role.AGENT, "Which one?"), Turn(1, Role.CUSTOMER, "My lamp broke!")))
    )
    found = features(talk.turns[1])
    assert {"lamp", "my lamp", "LIST fault-verb", "LENGTH 0", "MARK !"} <= found
    assert before(talk.turns[1], talk) == "BEFORE agent?"
    assert before(talk.turns[0], talk) == "BEFORE nothing"


@pytest.mark.parametrize("cue", [cue.name for cue in PACK.cues if cue.witness])
def test_the_weights_that_are_shipped_hear_every_cue_that_wants_it(cue: str) -> None:
    assert shipped_witness().hears(cue)
