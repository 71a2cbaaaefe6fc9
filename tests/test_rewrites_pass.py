"""What a rule offers instead is not what it, or another rule for the words of a reply, would flag."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from empathylint.engine import linter_for
from empathylint.examples import read_example, rewritten
from empathylint.pack import rule_file
from empathylint.rule import Rule, examples_of
from empathylint.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.finding import Finding
    from empathylint.model import Conversation

LINTER = linter_for(Settings())
ALLOWED = {
    ("APO011", "REF004"): "the words stay the agent's own, in another order",
    ("CAN002", "CAN004"): "which placeholder it is stays the writer's choice",
    ("CAN009", "RES004"): "the words stay the agent's own, with a link that opens",
    ("CLA004", "CLA003"): "the words stay the agent's own, the plainer ones for those of forms",
    ("CAN001", "CAN004"): "which placeholder it is stays the writer's choice",
    ("TON005", "TON001"): "the words stay the agent's own, at a normal volume",
    ("TON005", "TON011"): "the words stay the agent's own, at a normal volume",
}
STANDING = {
    "ACK004": "the blank is for what the customer told",
    "APO005": "where there are two apologies too many, one goes at a time",
    "FLO004": "the blank is for what the customer said before",
    "FLO009": "messages that were sent stay sent",
    "OWN002": "the blank is for what is done now",
    "PHR001": "the blank names the phrase that it stands for",
    "REF008": "the questions stay, and the words say which comes first",
    "FLO001": "the blank is for the step that is missing",
    "FLO002": "what came late stays late",
    "FLO003": "the answer belongs behind the customer's last words",
    "PER002": "in the plain templates the name is a blank",
    "TON011": "words that snap still stand behind what is put before them",
}


def offered(rule: Rule) -> Iterator[tuple[Conversation, Finding, str, str]]:
    """The flagged conversations of a rule's examples: the finding, words offered, and the turn's text with them."""
    for written in examples_of(rule_file(rule)):
        talk = read_example(written, is_template=rule.scope == "template").conversation
        for finding in LINTER.lint_with(rule, talk):
            if finding.edit:
                words = (finding.edit.text, *finding.edit.others)
                yield from ((talk, finding, *pair) for pair in zip(words, rewritten(finding, talk), strict=True))


def mended(talk: Conversation, finding: Finding, text: str) -> Conversation:
    at = finding.place.turn
    return replace(talk, turns=(*talk.turns[:at], replace(talk.turns[at], text=text), *talk.turns[at + 1 :]))


@pytest.mark.parametrize("rule", LINTER.rules.values(), ids=lambda rule: rule.code)
def test_with_its_rewrite_a_rule_has_a_finding_less(rule: Rule) -> None:
    standing = {
        words
        for talk, finding, words, text in offered(rule)
        if len(LINTER.lint_with(rule, mended(talk, finding, text))) >= len(LINTER.lint_with(rule, talk))
    }
    assert bool(standing) is (rule.code in STANDING), standing


@pytest.mark.parametrize("rule", LINTER.rules.values(), ids=lambda rule: rule.code)
def test_no_other_rule_for_replies_flags_the_words_of_a_rewrite(rule: Rule) -> None:
    heard = set()
    for talk, finding, words, text in offered(rule):
        at = finding.edit.place.start if finding.edit else 0
        begun = text.index(words, max(0, at - 1) if at else 0)
        for other in LINTER.lint(mended(talk, finding, text)).findings:
            inside = other.place.start < begun + len(words) and begun < other.place.end
            if inside and other.place.turn == finding.place.turn:
                heard |= {(code, words) for code in (other.code, *other.also) if LINTER.rules[code].scope == "reply"}
    assert {pair for pair in heard if pair[0] != rule.code and (rule.code, pair[0]) not in ALLOWED} == set()
