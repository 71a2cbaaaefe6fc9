"""Conditionals in canned replies: which replies customers can get, and where what is said of them stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathylint import lint_text
from empathylint.alternatives import alternatives
from empathylint.branches import unpaired
from empathylint.engine import Result
from empathylint.fix import fixed
from empathylint.model import Problem
from empathylint.settings import Settings

BLAME = "You failed to read the guide."


def _replies(text: str) -> list[str]:
    return [one.text for one in alternatives(text)]


def _result(text: str) -> Result:
    (result,) = lint_text("macros/kiln.md", _macro(text), Settings())
    assert not isinstance(result, Problem)
    return result


def _macro(text: str) -> str:
    return f"---\ntitle: Kiln\n---\n{text}\n"


def _said(text: str, code: str = "") -> list[tuple[str, str]]:
    """The code and the words of each finding on a macro."""
    result = _result(text)
    whole = result.conversation.turns[0].text
    found = [(one.code, whole[one.place.start : one.place.end]) for one in result.findings]
    return [one for one in found if not code or one[0] == code]


@pytest.mark.parametrize(
    ("text", "replies"),
    [
        ("No tags, {{name}}.", []),
        ("A{% if x %}B{% else %}C{% endif %}D", ["ABD", "ACD"]),
        ("A{% if x %}B{% elsif y %}C{% endif %}D", ["ABD", "ACD", "AD"]),
        ("A{% if x %}B{% endif %}D", ["ABD", "AD"]),
        ("A{% unless x %}B{% endunless %}D", ["AD", "ABD"]),
        ("A{% unless x %}B{% else %}C{% endunless %}D", ["ACD", "ABD"]),
        ("A{% case x %} {% when 1 %}B{% when 2 %}C{% else %}D{% endcase %}E", ["ABE", "ACE", "ADE"]),
        ("A{% case x %}{% when 1 %}B{% endcase %}E", ["ABE", "AE"]),
        ("A{{#if x}}B{{else}}C{{/if}}D", ["ABD", "ACD"]),
        ("A{{#if x}}B{{else if y}}C{{else}}D{{/if}}E", ["ABE", "ACE", "ADE"]),
        ("A{{#x}}B{{/x}}{{^x}}C{{/x}}D", ["ABD", "ACD"]),
        ("A{{#x}}B{{^}}C{{/x}}D", ["ABD", "ACD"]),
        ("{% if x %}A{% else %}B{% endif %}-{% if x %}C{% else %}D{% endif %}", ["A-C", "B-D"]),
        ("{% if x %}{% if y %}A{% else %}B{% endif %}{% else %}C{% endif %}", ["A", "B", "C"]),
        ("A{% for i in items %}B{% endfor %}C", ["ABC"]),
        ("A{% for i in items %}B{% else %}C{% endfor %}D", ["ABD", "ACD"]),
        ("A{% comment %}B{% endcomment %}C", ["AC"]),
        ("A {% if x %}B {% endif %}C", ["A B C", "A C"]),
        ("A\n{% if x %}\nB\n{% endif %}\nC", ["A\nB\nC", "A\nC"]),
        ("A \n {%- if x -%} B {%- endif -%} \nC", ["ABC", "AC"]),
        ("{% if x %}A{% endif %}", ["A"]),
        ("A{% if x %}B", []),
        ("A{% endif %}B{% if x %}", []),
        ("A{{#if x}}B{{/unless}}", []),
        ("A{% if x %}B{{/if}}", []),
        ("{%customer.firstName,fallback=there%} {%case.id%}", []),
        ("Write `{% if x %}` and `{% endif %}`.", []),
        ("{% if x %}" * 30 + "A" + "{% endif %}" * 30, []),
        ("{% case x %}" + "{% when 1 %}A" * 40 + "{% endcase %}", []),
    ],
)
def test_a_canned_reply_makes_the_replies_that_its_branches_leave(text: str, replies: list[str]) -> None:
    assert _replies(text) == replies


@given(
    st.lists(
        st.sampled_from(["{% if a %}", "{% else %}", "{% endif %}", "{{#x}}", "{{/x}}", "a\n", " é "]), max_size=30
    )
)
def test_every_character_of_an_alternative_is_one_of_the_whole(parts: list[str]) -> None:
    text = "".join(parts)
    for one in alternatives(text):
        assert one.text == "".join(text[start : start + width] for _, start, width in one.runs)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("{% if x %}A", ["{% if x %}"]),
        ("A{% endif %}", ["{% endif %}"]),
        ("A{% else %}B", ["{% else %}"]),
        ("A{{else}}B", ["{{else}}"]),
        ("{{#if x}}A{{/unless}}", ["{{/unless}}", "{{#if x}}"]),
        ("{{#order}}A{{/orders}}", ["{{/orders}}", "{{#order}}"]),
        ("{% if x and\n y %}A{% endif %}", []),
        ("{%if x%}A{%-else-%}B{%endif%}", []),
        ("{% iffy %} {%customer.firstName%} {%unless.this%}", []),
    ],
)
def test_tags_without_a_partner_are_told(text: str, alone: list[str]) -> None:
    assert [text[tag.start : tag.end] for tag in unpaired(text)] == alone


@pytest.mark.parametrize(
    "text",
    [
        "Hi {{name}}, thanks. {% if late %}" + BLAME + "{% else %}All is well.{% endif %} Kind regards, Jo",
        "Hi {{name}}, thanks. {% if late %}All is well.{% else %}" + BLAME + "{% endif %} Kind regards, Jo",
        "Hi {{name}}, thanks. {% if late %}All is well.{% endif %} " + BLAME + " Kind regards, Jo",
        "Hi {{name}}, thanks. {{#late}}All is well.{{/late}}{{^late}}" + BLAME + "{{/late}} Kind regards, Jo",
        "Hi {{name}}, thanks.\n{% case kiln %}\n{% when 'hot' %}\nWait.\n{% when 'cold' %}\n"
        + BLAME
        + "\n{% endcase %}",
    ],
)
def test_what_is_said_of_a_branch_stands_there_and_is_told_once(text: str) -> None:
    assert _said(text, "TON001") == [("TON001", "You failed to")]


def test_words_on_both_sides_of_a_tag_are_read_together_and_never_mended_across_it() -> None:
    text = "Thanks. Sadly you {% if guide %}failed to{% else %}managed to{% endif %} read the guide."
    result = _result(text)
    (blame,) = [one for one in result.findings if one.code == "TON001"]
    assert text[blame.place.start : blame.place.end] == "you {% if guide %}failed to"
    assert blame.edit is None


def test_a_branch_is_mended_where_it_stands_and_a_second_run_finds_nothing() -> None:
    text = (
        "Thanks for the photo.\n\n{% if late %}\nAll is well.\n{% else %}\n"
        + BLAME
        + "\n{% endif %}\n\nBest wishes, Jo"
    )
    mended = fixed("macros/kiln.md", _macro(text), Settings(), unsafe=True)
    before, after = text.split(BLAME)
    assert mended.codes == ("TON001",)
    assert mended.text.startswith(_macro(before).rstrip())
    assert mended.text.endswith(after + "\n")
    assert not fixed("macros/kiln.md", mended.text, Settings(), unsafe=True).codes


def test_a_tag_that_nothing_ends_is_a_finding_and_the_reply_is_read_as_it_is_written() -> None:
    codes = [code for code, _ in _said("Hi {{first_name | default: 'there'}}, {% if late %}" + BLAME)]
    assert codes == ["CAN001", "TON001"]


def _told(text: str, *codes: str) -> list[tuple[str, str]]:
    (result,) = lint_text("macros/a.md", text, Settings(select=codes))
    assert isinstance(result, Result)
    said = result.conversation.turns[0].text
    return [(one.code, said[one.place.start : one.place.end]) for one in result.findings]


def test_a_finding_stands_where_its_branch_does_and_is_told_once() -> None:
    text = (
        "We are sorry if you feel that way.\n\n{% if late %}We apologize for any inconvenience.\n"
        "{% else %}Calm down.\n{% endif %}\nBye."
    )
    assert _told(text, "APO001", "APO003", "ACK005") == [
        ("APO001", "sorry if you feel"),
        ("APO003", "any inconvenience"),
        ("ACK005", "Calm down"),
    ]


def test_branches_are_not_read_as_one_text() -> None:
    text = "{% if a %}We are so sorry about it.{% elsif b %}We are so sorry.{% else %}We are so sorry!{% endif %}"
    assert _told(text, "APO005") == []


def test_a_name_that_a_condition_asks_for_needs_no_fallback() -> None:
    assert _told("{% if name %}Hi {{name}},{% else %}Hello,{% endif %} it is here.", "CAN004") == []
