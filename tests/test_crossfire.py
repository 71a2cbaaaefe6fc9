from __future__ import annotations

from empathylint.engine import linter_for
from empathylint.examples import read_example
from empathylint.finding import Severity
from empathylint.pack import rule_file
from empathylint.rule import examples_of
from empathylint.settings import Settings

LINTER = linter_for(Settings())
STEP_RULES = {"ACK001", "APO004", "REF001", "RES001", "CLO001"}  # an example of another rule need not do all five steps
ALLOWED = {
    ("CAN001", 12, "TON011"),  # a note to a colleague, whose point is the placeholder
    ("PER001", 5, "CAN003"),  # a canned reply with a placeholder, read here as a message that was sent
}


def test_the_good_example_of_a_rule_is_clean_under_all_other_rules() -> None:
    heard = set()
    for rule in LINTER.rules.values():
        for number, written in enumerate(examples_of(rule_file(rule)), 1):
            example = read_example(written, is_template=rule.scope == "template")
            if example.flagged:
                continue
            for finding in LINTER.lint(example.conversation).findings:
                if finding.severity is not Severity.INFO and finding.code not in STEP_RULES:
                    heard.add((rule.code, number, finding.code))
    assert heard == ALLOWED
