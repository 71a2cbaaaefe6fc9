from __future__ import annotations

import re
from pathlib import Path

import pytest

from empathylint.engine import linter_for
from empathylint.examples import read_example, rule_failures
from empathylint.pack import pack_folder, rule_file
from empathylint.rule import COMMENT, SCOPES, Rule, examples_of, slots_of
from empathylint.settings import Settings

LINTER = linter_for(Settings())
RULES = list(LINTER.rules.values())
GROUPS = {
    "acknowledge": "ACK", "apologize": "APO", "refocus": "REF", "resolve": "RES", "close": "CLO", "tone": "TON",
    "personal": "PER", "clarity": "CLA", "ownership": "OWN", "flow": "FLO", "canned": "CAN", "bot": "BOT",
    "privacy": "CMP", "house": "PHR", "comments": "IGN",
}  # fmt: skip


def named(rule: Rule) -> str:
    return rule.code


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_the_examples_of_a_rule_hold(rule: Rule) -> None:
    assert list(rule_failures(rule, LINTER)) == []


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_the_cues_that_call_for_a_rule_leave_out_none_of_its_findings(rule: Rule) -> None:
    for written in examples_of(rule_file(rule)):
        talk = read_example(written).conversation
        assert LINTER.lint(talk).findings == LINTER.lint(talk, keep_outcomes=True).findings


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_has_a_reason_a_source_and_examples_of_both_kinds(rule: Rule) -> None:
    examples = [read_example(written) for written in examples_of(rule_file(rule))]
    assert rule.why
    assert rule.sources
    assert rule.scope in SCOPES
    assert any(example.flagged for example in examples)
    assert any(not example.flagged for example in examples)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rules_code_begins_with_its_groups_letters(rule: Rule) -> None:
    assert re.fullmatch(GROUPS[rule.group] + r"\d{3}", rule.code)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.scope != COMMENT], ids=named)
def test_a_rule_always_has_words_to_use_instead(rule: Rule) -> None:
    assert rule.rewrite
    assert not set(slots_of(rule.rewrite[-1])) - {"said"}


def test_no_code_and_no_name_is_used_twice() -> None:
    files = [path for path in pack_folder().glob("*/*.yaml") if path.parent.name not in {"cues", "words"}]
    assert len({rule.name for rule in RULES}) == len(RULES) == len(files)


@pytest.mark.parametrize("twin", sorted(pack_folder().rglob("*.py")), ids=lambda path: Path(path).stem)
def test_every_python_twin_stands_beside_its_yaml(twin: Path) -> None:
    assert twin.with_suffix(".yaml").is_file()
