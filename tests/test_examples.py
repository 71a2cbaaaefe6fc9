"""The examples are what they say they are: one conversation in every format, and nothing that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from empathylint.encoding import read_text
from empathylint.model import Conversation, Problem, Role
from empathylint.readers import READERS, choose, read
from empathylint.readers.speakers import Speakers

EXAMPLES = Path(__file__).parent.parent / "examples"
FILES = sorted(path for path in EXAMPLES.rglob("*.*") if path.is_file() and "plugin" not in path.parts)
LATE_PARCEL = sorted(EXAMPLES.glob("transcripts/late-parcel.*"))
NO_REPLY = {"README.md"}


def told(path: Path) -> list[Conversation | Problem]:
    return list(read(str(path), read_text(str(path)), Speakers()))


def turns(path: Path) -> list[tuple[Role, str]]:
    return [(turn.role, turn.text) for found in told(path) if isinstance(found, Conversation) for turn in found.turns]


@pytest.mark.parametrize("path", LATE_PARCEL, ids=lambda path: path.name)
def test_every_format_holds_the_same_turns(path: Path) -> None:
    assert turns(path) == turns(EXAMPLES / "transcripts/late-parcel.jsonl")


def test_the_conversation_in_every_format_is_told_in_ten_turns() -> None:
    assert [role for role, _ in turns(EXAMPLES / "transcripts/late-parcel.jsonl")] == [Role.CUSTOMER, Role.AGENT] * 5


@pytest.mark.parametrize("path", [path for path in FILES if path.name not in NO_REPLY], ids=lambda path: path.name)
def test_every_example_is_read_without_a_problem(path: Path) -> None:
    found = told(path)
    assert found
    assert [problem for problem in found if isinstance(problem, Problem)] == []


@pytest.mark.parametrize("path", [path for path in FILES if path.name not in NO_REPLY], ids=lambda path: path.name)
def test_everybody_in_an_example_has_a_role(path: Path) -> None:
    assert Role.UNKNOWN not in {role for role, _ in turns(path)}


def test_every_reader_has_an_example() -> None:
    shown = {choose(str(path), read_text(str(path))).name for path in FILES if path.name not in NO_REPLY}
    assert READERS.keys() - shown == set()
