from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from empathylint.finding import Edit, EditKind, Finding, Note, Place, Severity
from empathylint.model import Problem, Role, Turn
from empathylint.readers.places import FilePlace
from empathylint.report import Counts, Report, Said, Talk, Told
from empathylint.reporters import concise, drawn, github, json_report, markdown, sarif, statistics
from empathylint.rule import Rule
from empathylint.steps import Status, Verdict

RULE = Rule(
    code="APO001",
    name="non-apology",
    group="apologize",
    title="An apology is for what happened",
    severity=Severity.ERROR,
    scope="reply",
    why="“Sorry if” apologises for the reaction. It makes things worse.",
    sources=("Research 2016",),
    message="unused here",
)
TURNS = (
    Turn(0, Role.CUSTOMER, "My lamp came\nin pieces \x1b[31m and I am cross."),
    Turn(1, Role.AGENT, "Hello Ana. Sorry if you feel that way. Which lamp is it?", line=3, column=8),
)
FINDING = Finding(
    code="APO001",
    severity=Severity.ERROR,
    message="“Sorry if you feel” apologises for the reaction.",
    place=Place(1, 11, 28),
    notes=(Note("the customer said this", Place(0, 0, 22)),),
    edit=Edit(Place(1, 11, 38), "I'm sorry that your lamp came in pieces."),
    also=("ACK001",),
)
STEPS = (
    Verdict("acknowledge", Status.FAIL, 0, 1),
    Verdict("apologize", Status.PASS, 0, 1),
    Verdict("close", Status.NOT_APPLICABLE),
)


def report(finding: Finding = FINDING) -> Report:
    turns = {turn.index: Said(turn.role, turn.text) for turn in TURNS}
    talk = Talk("talk.txt", "7", "", False, STEPS, turns, (Told(finding, FilePlace(40, 57, 3, 19, 3, 36)),))  # noqa: FBT003 - no canned reply
    problems = (Problem("bad.json", "a comma was expected", 2, 5),)
    return Report(
        (talk,), problems, Counts(files=2, conversations=1, replies=3, unknown=1), {"APO001": RULE, "ACK001": RULE}
    )


def test_concise_is_a_line_for_each_finding() -> None:
    assert concise.render(report()) == (
        "talk.txt:3:19: error APO001 +ACK001 “Sorry if you feel” apologises for the reaction.\n"
    )


def test_json_gives_every_finding_with_its_place_and_rewrite() -> None:
    told = json.loads(json_report.render(report()))
    mark = told["findings"][0]["fingerprint"]
    assert told["findings"] == [
        {
            "code": "APO001",
            "also": ["ACK001"],
            "name": "non-apology",
            "group": "apologize",
            "severity": "error",
            "message": "“Sorry if you feel” apologises for the reaction.",
            "path": "talk.txt",
            "line": 3,
            "column": 19,
            "end_line": 3,
            "end_column": 36,
            "conversation": "7",
            "turn": 1,
            "notes": [{"message": "the customer said this", "turn": 0, "start": 0, "end": 22}],
            "rewrite": {
                "kind": "replace",
                "turn": 1,
                "start": 11,
                "end": 38,
                "text": "I'm sorry that your lamp came in pieces.",
                "safe": False,
                "others": [],
            },
            "fix": None,
            "fingerprint": mark,
        }
    ]
    assert told["problems"] == [{"path": "bad.json", "line": 2, "column": 5, "message": "a comma was expected"}]
    assert told["summary"]["exit_code"] == 2


DRAWN = """\
talk.txt  7
✗\u00a0acknowledge   ✓\u00a0apologize   –\u00a0close

● error APO001 non-apology                                     line 3, column 19
  “Sorry if you feel” apologises for the reaction.
      also  ACK001 An apology is for what happened
  customer  My lamp came in pieces \\x1b[31m and I am cross.
     agent  Hello Ana. Sorry if you feel that way. Which lamp is it?
       why  “Sorry if” apologises for the reaction.
    before  Sorry if you feel that way.
     after  I'm sorry that your lamp came in pieces.

Read 1 conversation, 3 canned replies in 2 files.
1 error.
Passed over: 1 file of no known shape. See: empathylint formats FOLDER
Steps: ✓ done, ✗ missed, – not called for
More: empathylint explain CODE · empathylint show FILE
"""


def test_the_drawn_report_shows_steps_words_reason_and_rewrite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert drawn.render(report()) == DRAWN


@pytest.mark.parametrize(("kind", "label"), [(EditKind.INSERT_BEFORE, "say first"), (EditKind.INSERT_AFTER, "add")])
def test_words_that_are_missing_are_shown_as_added(monkeypatch: pytest.MonkeyPatch, kind: EditKind, label: str) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    edit = Edit(Place(1, 0, 0), "That sounds maddening.", kind)
    assert f"{label}  That sounds maddening." in drawn.render(report(replace(FINDING, edit=edit)))


@pytest.mark.parametrize("width", [20, 40, 60, 200])
def test_the_drawn_report_fits_any_terminal(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(map(len, drawn.render(report()).splitlines())) <= max(width, 40)


def test_statistics_count_findings_and_those_that_were_merged_into_them() -> None:
    assert statistics.render(report()).splitlines()[-1] == (
        "     2  in 1 conversation and 3 canned replies, 1 of them told beside a graver one"
    )


@pytest.mark.parametrize(("fail_on", "code"), [(Severity.ERROR, 1), (Severity.WARNING, 1), (Severity.OFF, 0)])
def test_the_exit_code_follows_the_gravest_finding(fail_on: Severity, code: int) -> None:
    assert replace(report(), problems=(), fail_on=fail_on).exit_code == code


def many(number: int, finding: Finding = FINDING) -> Report:
    talk = report(finding).talks[0]
    return replace(report(), talks=(replace(talk, told=talk.told * number),))


def test_sarif_holds_as_many_findings_as_github_takes_and_tells_of_the_rest() -> None:
    (told,) = json.loads(sarif.render(many(25_002)))["runs"]
    assert len(told["results"]) == 25_000
    assert told["invocations"][0]["toolExecutionNotifications"][-1] == {
        "level": "warning",
        "message": {"text": "2 findings beyond 25000 left out"},
    }


def test_a_summary_fits_into_what_github_takes() -> None:
    text = markdown.render(many(1200, replace(FINDING, message="é" * 1000)))
    assert 700_000 < len(text.encode()) < 1_000_000
    assert text.endswith(" findings more, not listed here.\n")
    assert "1000 findings more" in markdown.render(many(2000))


def test_github_is_told_how_many_lines_it_does_not_show() -> None:
    assert github.render(many(10)).endswith("1 line beyond the 10 of a kind that GitHub shows; see the summary.\n")
