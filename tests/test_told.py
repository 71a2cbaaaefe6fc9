"""Each cause is told once, no sentence twice, and no more than is asked for."""

from __future__ import annotations

import pytest

from empathylint import Result, lint_text
from empathylint.finding import Finding, Place, Severity
from empathylint.settings import Settings
from empathylint.told import gravest

IGNORED = """Customer: I'm fed up, it's been three weeks and my parcel still hasn't arrived.
Agent: What is the number of your order?
"""


def lint(text: str, *select: str) -> Result:
    (result,) = lint_text("talk.txt", text, Settings(select=select))
    assert isinstance(result, Result)
    return result


def test_a_reply_that_misses_two_steps_is_told_once_with_a_sentence_for_each() -> None:
    (finding,) = lint(IGNORED, "ACK001", "APO004").findings
    assert (finding.code, finding.also) == ("ACK001", ("APO004",))
    alone = [lint(IGNORED, code).findings[0].edit for code in ("ACK001", "APO004")]
    assert finding.edit is not None
    assert finding.edit.text == " ".join(edit.text for edit in alone if edit)


def test_a_step_is_not_joined_with_a_rule_that_stands_for_none() -> None:
    (finding,) = lint(IGNORED, "ACK001", "RES001").findings
    assert finding.also == ("RES001",)
    assert finding.edit == lint(IGNORED, "ACK001").findings[0].edit


@pytest.mark.parametrize(("at_most", "kept"), [(0, "abcd"), (1, "c"), (2, "bc"), (3, "abc"), (9, "abcd")])
def test_the_gravest_findings_are_kept_in_order_of_place(at_most: int, kept: str) -> None:
    severities = {"a": Severity.INFO, "b": Severity.WARNING, "c": Severity.ERROR, "d": Severity.INFO}
    findings = [Finding(code, severity, "", Place(at, 0, 1)) for at, (code, severity) in enumerate(severities.items())]
    assert "".join(finding.code for finding in gravest(findings, at_most)) == kept


def test_what_is_left_out_is_counted() -> None:
    text = f"{IGNORED}Customer: 48213\nAgent: It is in Leeds.\n"
    (result,) = lint_text("talk.txt", text, Settings(max_per_conversation=1))
    assert isinstance(result, Result)
    assert len(result.findings) == 1
    assert result.left_out > 0
