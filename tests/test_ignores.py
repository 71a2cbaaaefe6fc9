"""Comments that silence: `empathylint: ignore[APO004] reason` in every comment syntax of our formats."""

from __future__ import annotations

import pytest

from empathylint import Result, Settings, lint_text
from empathylint.engine import conversations_in
from empathylint.model import Conversation

BAD = "We apologize for any inconvenience."
COMMENT = "empathylint: ignore[APO003] the lawyers want it"


def codes(path: str, text: str, **settings: object) -> list[str]:
    """The codes told of a text, those of APO and IGN alone."""
    results = lint_text(path, text, Settings(select=("APO003", "IGN"), **settings))  # type: ignore[arg-type]
    return [
        code
        for result in results
        if isinstance(result, Result)
        for finding in result.findings
        for code in (finding.code, *finding.also)
    ]


SYNTAXES = [
    ("macros/a.md", f"<!-- {COMMENT} -->\n{BAD}\n"),
    ("macros/a.md", f"Hello there,\n<!-- {COMMENT} -->\n{BAD}\n"),
    ("macros/a.md", f"---\ntitle: Delay\n# {COMMENT}\n---\n{BAD}\n"),
    ("macros/a.mdx", f"{{/* {COMMENT} */}}\n\n{BAD}\n"),
    ("macros/a.md", f"{{% comment %}} {COMMENT} {{% endcomment %}}\n{BAD}\n"),
    ("macros/a.md", f"{{{{!-- {COMMENT} --}}}}\n{BAD}\n"),
    ("macros/a.yaml", f"replies:\n  - title: Delay\n    # {COMMENT}\n    body: {BAD}\n"),
    ("macros/a.yaml", f"replies:\n  - title: Delay\n    body: {BAD} # {COMMENT}\n"),
    ("macros/a.yaml", f"replies:\n  # {COMMENT}\n  - title: Delay\n    body: |\n      Hello,\n      {BAD}\n"),
    ("a.txt", f"Customer: My tap leaks.\n# {COMMENT}\nAgent: {BAD}\n"),
    ("a.vtt", f"WEBVTT\n\nNOTE {COMMENT}\n\n00:01.000 --> 00:04.000\n<v Agent>{BAD}</v>\n"),
]


@pytest.mark.parametrize(("path", "text"), SYNTAXES)
def test_a_comment_silences_the_turn_beside_it(path: str, text: str) -> None:
    assert "APO003" in codes(path, text.replace("empathylint:", "somebody:"))
    assert codes(path, text) == []


@pytest.mark.parametrize(("path", "text"), SYNTAXES)
def test_nobody_says_the_comment(path: str, text: str) -> None:
    parts = [part for part in conversations_in(path, text, Settings()) if isinstance(part, Conversation)]
    assert parts
    assert not any("lawyers" in turn.text for part in parts for turn in part.turns)


def test_a_comment_is_about_one_reply_alone() -> None:
    text = f"replies:\n  # {COMMENT}\n  - {{title: One, body: {BAD}}}\n  - {{title: Two, body: {BAD}}}\n"
    assert codes("macros/a.yaml", text) == ["APO003"]


@pytest.mark.parametrize("written", ["APO", "apologize", "APO003", "TON001, APO003"])
def test_codes_their_starts_and_groups_silence(written: str) -> None:
    assert codes("macros/a.md", f"<!-- empathylint: ignore[{written}] known -->\n{BAD}\n") == []


def test_all_is_not_to_be_silenced_at_once() -> None:
    assert "APO003" in codes("macros/a.md", f"<!-- empathylint: ignore[ALL] tired -->\n{BAD}\n")


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("ignore[APO004] nothing failed", "ignores APO004, which finds nothing here"),
        ("ignore[APO994] a slip", "ignores APO994, which finds nothing here"),
        ("ignore the code is missing", "ignores without a code, as in ignore[APO004], and so nothing"),
    ],
)
def test_a_comment_that_silences_nothing_is_a_finding(comment: str, told: str) -> None:
    text = f"Customer: My tap leaks.\n# empathylint: {comment}\nAgent: I'm so sorry your tap leaks.\n"
    (result,) = lint_text("a.txt", text, Settings(select=("APO004", "IGN")))
    assert isinstance(result, Result)
    (finding,) = result.findings
    assert finding.code == "IGN001"
    assert finding.message == f"The comment in line 2 {told}."


def test_a_comment_about_a_rule_that_does_not_run_is_no_finding() -> None:
    text = "Customer: My tap leaks.\n# empathylint: ignore[TON001] known\nAgent: I'm so sorry your tap leaks.\n"
    assert codes("a.txt", text) == []


def test_reasons_are_asked_for_on_demand() -> None:
    text = f"<!-- empathylint: ignore[APO003] -->\n{BAD}\n"
    assert codes("macros/a.md", text) == []
    assert codes("macros/a.md", text, severity={"IGN002": "warning"}) == ["IGN002"]


def test_a_sign_in_a_text_or_a_heading_is_no_comment() -> None:
    assert codes("macros/a.yaml", f"replies:\n  - title: A\n    body: |\n      # {COMMENT}\n      {BAD}\n") == [
        "APO003"
    ]
    assert codes("macros/a.md", f"# {COMMENT}\n\n{BAD}\n") == ["APO003"]
    assert codes("macros/a.csv", f"title,body\nA,{BAD}\n# {COMMENT},{BAD}\n") == ["APO003", "APO003"]


def test_what_is_silenced_is_counted() -> None:
    (result,) = lint_text("macros/a.md", f"<!-- {COMMENT} -->\n{BAD}\n", Settings(select=("APO003",)))
    assert isinstance(result, Result)
    assert result.silenced == 1


def test_findings_stand_where_they_stood() -> None:
    text = f"<!-- {COMMENT} -->\nHello,\n\nSorry if you feel that way.\n"
    (result,) = lint_text("macros/a.md", text, Settings(select=("APO001",)))
    assert isinstance(result, Result)
    (finding,) = result.findings
    assert result.conversation.turns[0].text[finding.place.start :].startswith("Sorry if")
