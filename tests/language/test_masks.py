from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathylint.language.masks import CLASSES, mask


def shown(text: str) -> str:
    """The masked text, each mask as the first letter of its class."""
    return "".join(CLASSES[char][0] if char in CLASSES else char for char in mask(text))


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("see https://a.b/c?d=e. Ok", "see uuuuuuuuuuuuuuuuu. Ok"),
        ("see (shop.example/help)", "see (uuuuuuuuuuuuuuuuu)"),
        ("mail a.b@c.example now", "mail eeeeeeeeeeeee now"),
        ("thanks @kim!", "thanks nnnn!"),
        ("Hi {{first_name}},", "Hi pppppppppppppp,"),
        ("Hi {%customer.firstName%}", "Hi " + "p" * 22),
        ("Hi [CUSTOMER NAME], #NAME#", "Hi ppppppppppppppp, nnnnnn"),
        ("read [this](x) and [1]", "read [this](x) and [1]"),
        ("run `ng new` here", "run cccccccc here"),
        ("fixed. ^TM", "fixed. ccc"),
        ("ok\n> old words\nnew", "ok\nccccccccccc\nnew"),
        ("bye\n-- \nBob", "bye\n" + "c" * 7),
        ("e.g. this, Mr. Poe, No. 5. No. It", "e g  this, Mr  Poe, No  5. No. It"),
        ("help.Thanks 50% off", "help.Thanks 50% off"),
        ("a <!-- for\nAnn - me --> b <!-- open", "a " + " " * 21 + " b <!-- open"),
    ],
)
def test_what_is_no_word_is_covered_by_its_class(text: str, covered: str) -> None:
    assert shown(text) == covered


@given(st.text(alphabet="ab.@:/{}[]<>#%*_`$-^~ \n\ue000", max_size=200))
def test_a_masked_text_keeps_its_length(text: str) -> None:
    assert len(mask(text)) == len(text)


@pytest.mark.parametrize("unit", ["a.", "`", "<a ", "{{", "@a", "a@b.", "[A", "://", "> ", "x.example/"])
def test_repetitions_are_masked_to_their_end(unit: str) -> None:
    assert len(mask(unit * 100_000)) == len(unit) * 100_000
