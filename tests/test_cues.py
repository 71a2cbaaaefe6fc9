from __future__ import annotations

from pathlib import Path

import pytest

from empathylint.cue_file import read_cue
from empathylint.engine import linter_for
from empathylint.examples import cue_failures
from empathylint.pack import pack_folder
from empathylint.settings import Settings

LINTER = linter_for(Settings())
CUES = sorted(pack_folder().glob("cues/*.yaml"))
LABELS = {
    "upset", "problem", "effort", "urgent", "exit", "wants-human", "thanks", "greets", "acknowledges", "restates",
    "apologizes", "refocuses", "resolves", "promises", "checks", "closes",
}  # fmt: skip


@pytest.mark.parametrize("path", CUES, ids=lambda path: Path(path).stem)
def test_the_examples_of_a_cue_hold(path: Path) -> None:
    assert list(cue_failures(path, LINTER)) == []


@pytest.mark.parametrize("path", CUES, ids=lambda path: Path(path).stem)
def test_a_cue_has_examples_of_both_kinds(path: Path) -> None:
    examples = read_cue(path).examples
    assert examples.yes
    assert examples.no


def test_every_label_has_its_cue() -> None:
    assert {read_cue(path).cue for path in CUES} >= LABELS
