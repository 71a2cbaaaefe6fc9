"""Canned replies with conditions: each text that a customer may get is linted, and each finding told once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathylint import Result, Settings, lint_text
from empathylint.alternatives import alternatives

REPLIES = [
    ("{% if late %}One{% else %}Two{% endif %}!", ["One!", "Two!"]),
    ("{%- if a == 1 -%}One{%- elsif b -%}Two{%- else -%}Three{%- endif -%}", ["One", "Two", "Three"]),
    ("Hi{% if late %}, sorry{% endif %}.", ["Hi, sorry.", "Hi."]),
    ("{% unless paid %}Pay.{% endunless %} Bye.", ["Pay. Bye.", " Bye."]),
    ("{% case x %}ignored{% when 1 %}One{% when 2 %}Two{% else %}More{% endcase %}", ["One", "Two", "More"]),
    ("{% for one in all %}- {{one}}{% endfor %}.", ["- {{one}}."]),
    ("{{#if late}}One{{else}}Two{{/if}}", ["One", "Two"]),
    ("{{#each items}}x{{/each}}", ["x"]),
    ("{{#vip}}Dear {{name}}{{/vip}}{{^vip}}Hi{{/vip}},", ["Dear {{name}}Hi,", ","]),
    ("{% if a %}A{% if b %}B{% else %}C{% endif %}{% else %}D{% endif %}", ["AB", "AC", "D"]),
    ("{% if a %}A{% endif %} {% if b %}B{% else %}C{% endif %}", ["A B", " C"]),
]
WHOLE = [
    "Hi {{name}}, it is {%customer.firstName,fallback=there%}.",
    "{% if a %}A",
    "A{% endif %}",
    "{% if a %}A{% endunless %}",
    "{% else %}A",
    "{{/if}}",
    "Just words.",
]


@pytest.mark.parametrize(("text", "shown"), REPLIES)
def test_each_branch_comes_up(text: str, shown: list[str]) -> None:
    found = alternatives(text)
    assert ["".join(one.split()) for one in found] == ["".join(one.split()) for one in shown]
    assert {len(one) for one in found} == {len(text)}


@pytest.mark.parametrize("text", WHOLE)
def test_what_has_no_conditions_or_broken_ones_is_one_text(text: str) -> None:
    assert alternatives(text) == ()


def test_there_are_never_very_many() -> None:
    assert len(alternatives("{% if a %}A{% endif %}" * 200)) == 2
    nested = "{% if a %}A{% else %}" * 50 + "B" + "{% endif %}" * 50
    assert len(alternatives(nested)) == 8


@given(
    st.lists(st.sampled_from(["{% if a %}", "{% else %}", "{% endif %}", "{{#x}}", "{{/x}}", "a\n", "é"]), max_size=30)
)
def test_positions_stay_whatever_the_tags(parts: list[str]) -> None:
    text = "".join(parts)
    for one in alternatives(text):
        assert len(one) == len(text)
        assert all(sign in (whole, " ") for sign, whole in zip(one, text, strict=True))


def told(text: str, *codes: str) -> list[tuple[str, str]]:
    (result,) = lint_text("macros/a.md", text, Settings(select=codes))
    assert isinstance(result, Result)
    said = result.conversation.turns[0].text
    return [(one.code, said[one.place.start : one.place.end]) for one in result.findings]


def test_a_finding_stands_where_its_branch_does_and_is_told_once() -> None:
    text = (
        "We are sorry if you feel that way.\n\n{% if late %}We apologize for any inconvenience.\n"
        "{% else %}Calm down.\n{% endif %}\nBye."
    )
    assert told(text, "APO001", "APO003", "ACK005") == [
        ("APO001", "sorry if you feel"),
        ("APO003", "any inconvenience"),
        ("ACK005", "Calm down"),
    ]


def test_branches_are_not_read_as_one_text() -> None:
    text = "{% if a %}We are so sorry about it.{% elsif b %}We are so sorry.{% else %}We are so sorry!{% endif %}"
    assert told(text, "APO005") == []


def test_an_unbalanced_condition_is_told() -> None:
    assert [code for code, _ in told("Hello. {% if late %}We are late.", "CAN001")] == ["CAN001"]
    assert told("Hello. {% if late %}We are late.{% endif %}", "CAN001") == []


def test_a_name_that_a_condition_asks_for_needs_no_fallback() -> None:
    assert told("{% if name %}Hi {{name}},{% else %}Hello,{% endif %} it is here.", "CAN004") == []
