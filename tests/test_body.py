from __future__ import annotations

import pytest

from empathylint.body import body
from empathylint.engine import linter_for
from empathylint.model import Conversation, Role, Turn
from empathylint.settings import Settings

LOOK = linter_for(Settings()).annotator.annotate


def said(text: str, *, thanked: bool = False) -> str:
    turn = LOOK(Conversation("one", (Turn(0, Role.AGENT, text),))).turns[0]
    begun, ended = body(turn, thanked=thanked)
    return text[begun:ended]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("@tom_r Hi Tom! The van is late. ^RN", "The van is late."),
        ("@a @b The van is late. /Ingrid", "The van is late."),
        ("Dear Ms Marsh,\n\nThe van is late.\n\nKind regards,\nLumo Deliveries", "The van is late."),
        ("Hi Eric, we like your idea and will look at the van.", "we like your idea and will look at the van."),
        ("Hi there", ""),
        ("The van is late.\n\nIt comes at five.", "The van is late.\n\nIt comes at five."),
        ("Press the button - Start", "Press the button - Start"),
        ("The van is late. -Aud", "The van is late."),
    ],
)
def test_the_body_of_a_turn_stands_between_greeting_and_sign_off(text: str, inner: str) -> None:
    assert said(text) == inner


def test_thanks_beside_a_greeting_can_count_as_part_of_it() -> None:
    text = "Hello Marek, thank you for reaching out to Hopp. Which trip was it?"
    assert said(text, thanked=True) == "Which trip was it?"
    assert said(text) == "thank you for reaching out to Hopp. Which trip was it?"
