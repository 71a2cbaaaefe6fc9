"""The labelled conversations are seen as well as they were: a set's figures do not fall below its floor."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from scorer import FOLDER, Count, score, sets  # a script beside the tests

FLOORS = json.loads((FOLDER / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sets())
def test_a_set_is_seen_no_worse_than_its_floor(name: str) -> None:
    found = score(name)
    figures = {"customer": found.macro("customer"), "agent": found.macro("agent"), "steps": found.steps}
    assert {key: value for key, value in figures.items() if value < FLOORS[name][key]} == {}


def test_f1_is_the_harmonic_mean() -> None:
    assert Count(3, 1, 1).f1 == pytest.approx(0.75)
    assert Count().f1 == 1.0
