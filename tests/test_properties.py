from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from empathylint import Problem, Result, lint_text
from empathylint.encoding import decode
from empathylint.engine import linter_for
from empathylint.errors import UserError
from empathylint.readers import READERS
from empathylint.report import Counts, Report
from empathylint.reporters.concise import render
from empathylint.settings import Settings
from empathylint.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterable

SAID = st.sampled_from(
    [
        "My order arrived broken!!",
        "sorry if you feel that way",
        "I'll check",
        "thanks",
        "WHY does this NEVER work?",
        "{{name}",
        "https://a.example",
        "calm down",
        "???",
        "!!! ...",
        "it is LATE AGAIN, nobody rings. Twice.",
        "\x1b[31m",
        "🙃",
        "“quoted”",
        "a" * 50,
        "\n",
        "",
        "> Agent: no",
    ]
)
LINES = st.lists(st.tuples(st.sampled_from(["Customer", "Agent", "Bot", "Kim"]), SAID), max_size=12)


def check(text: str, given: Iterable[Result | Problem]) -> None:
    for part in given:
        if isinstance(part, Problem):
            assert part.message
            continue
        for told in tell(part, text).told:
            turn = part.conversation.turns[told.finding.place.turn]
            assert 0 <= told.finding.place.start <= told.finding.place.end <= len(turn.text)
            assert 1 <= told.place.line <= text.count("\n") + text.count("\r") + 1
            assert 0 <= told.place.start <= told.place.end <= len(text)


@pytest.mark.parametrize("name", ["talk.txt", "talk.jsonl", "talk.csv", "talk.md", "talk.yaml", "talk.vtt", "talk.eml"])
@given(raw=st.binary(max_size=300))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_results_or_one_clear_problem(name: str, raw: bytes) -> None:
    try:
        text = decode(raw, name)
    except UserError:
        return
    check(text, lint_text(name, text))


@pytest.mark.parametrize("reader", READERS)
@given(text=st.text(alphabet="Agent: Customer\n\r\"'{}[],|>#-`\t\x00\x1b.!?a1é🙃", max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_text_can_be_read_as_any_format(reader: str, text: str) -> None:
    check(text, lint_text("x", text, input_format=reader))


@given(lines=LINES)
@settings(max_examples=60, deadline=None)
def test_places_lie_inside_the_file_and_the_same_text_gives_the_same_findings(lines: list[tuple[str, str]]) -> None:
    text = "".join(f"{name}: {said}\n" for name, said in lines)
    first = list(lint_text("talk.txt", text))
    check(text, first)
    again = list(lint_text("talk.txt", text))
    assert [part.findings for part in first if isinstance(part, Result)] == [
        part.findings for part in again if isinstance(part, Result)
    ]


@given(lines=LINES)
@settings(max_examples=40, deadline=None)
def test_no_control_character_reaches_a_line_of_output(lines: list[tuple[str, str]]) -> None:
    text = "".join(f"{name}: {said}\n" for name, said in lines)
    talks = tuple(tell(part, text) for part in lint_text("talk.txt", text) if isinstance(part, Result))
    drawn = render(Report(talks, (), Counts(), linter_for(Settings()).rules))
    assert not {"\x1b", "\x00", "\r"} & set(drawn)
