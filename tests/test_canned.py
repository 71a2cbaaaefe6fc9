"""What rules about canned replies see of the file that holds them."""

from __future__ import annotations

import json

import pytest

from empathylint import Result, lint_text
from empathylint.finding import Finding, Severity
from empathylint.placeholders import name_placeholder, placeholders
from empathylint.settings import Settings


def told(code: str, *replies: str) -> list[tuple[int, Finding]]:
    """The findings of a rule in a file of canned replies, each with the number of its reply."""
    text = json.dumps({"replies": [{"name": str(at), "body": body} for at, body in enumerate(replies)]})
    settings = Settings(select=(code,), severity={code: Severity.INFO})
    results = [one for one in lint_text("replies.json", text, settings) if isinstance(one, Result)]
    return [(at, finding) for at, result in enumerate(results) for finding in result.findings]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ a.b | default: 'x' }} {% if a %}", [("{{}}", "a.b")]),
        ("{%customer.firstName,fallback=there%}", [("{%%}", "customer.firstName")]),
        ("${a} %{b} #{c}", [("${}", "a"), ("%{}", "b"), ("#{}", "c")]),
        ("{!D.E} {$f.g} {h}", [("{!}", "D.E"), ("{$}", "f.g"), ("{}", "h")]),
        ("%NAME% %%name%%", [("%%", "NAME"), ("%%%%", "name")]),
        ("*|FNAME|* <<First Name>>", [("*||*", "FNAME"), ("<<>>", "First Name")]),
        ("50% off, 20% of it; see https://a.example/%C3%A4%20b and [date] {{else}} {not one}", []),
    ],
)  # fmt: skip
def test_a_placeholder_is_known_by_its_dialect_and_path(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.dialect, one.path) for one in placeholders(text)] == found


def test_a_slip_is_known_by_the_other_replies_of_the_file() -> None:
    found = told("CAN002", "Hi {{guest.arrival}}.", "Bye {{guest.arrival}}.", "So {{guest.arival}}.")
    assert [(at, finding.edit and finding.edit.text) for at, finding in found] == [(2, "{{guest.arrival}}")]


def test_another_dialect_is_foreign_only_beside_the_files_own() -> None:
    found = told("CAN002", "Hi {{name}}, {{order}} and {{date}}.", "Hi {{name}}. Yours, %agent%", "Hi %name%.")
    assert [(at, finding.edit and finding.edit.text) for at, finding in found] == [(1, "{{agent}}")]


@pytest.mark.parametrize(
    ("reply", "filled"),
    [
        ("Hi {{first_name}}, thanks.", '{{first_name | fallback: "there"}}'),
        ("Dear {{customer.name}},\nthanks.", '{{customer.name | default: "there"}}'),
        ("Hi {%customer.firstName%}, thanks.", "{%customer.firstName,fallback=there%}"),
        ("Hi , thanks.", "Hi there,"),
    ],
)
def test_a_greeting_that_may_stay_empty_gets_a_fallback(reply: str, filled: str) -> None:
    assert [finding.edit and finding.edit.text for _, finding in told("CAN004", reply)] == [filled]


@pytest.mark.parametrize(
    "reply",
    [
        'Hi {{first_name | fallback: "there"}}, thanks.',
        "Hi {{ticket.requester.first_name}}, thanks.",
        "Hi {{agent.name}} here.",
        "{% if name %}\nHi {{name}},\n{% endif %} thanks.",
        "Hi `{{name}}`, thanks.",
        "Thanks for the photo, {{first_name}}.",
    ],
)
def test_a_greeting_that_is_never_empty_is_left_alone(reply: str) -> None:
    assert told("CAN004", reply) == []


def test_a_tracker_that_knows_no_placeholders_is_asked_for_none() -> None:
    long = "Bugs are mended faster with a small example. " * 6
    assert told("CAN010", long) == []
    assert [at for at, _ in told("CAN010", long, "Hi {{name}}, thanks.")] == [0]


@pytest.mark.parametrize(("front", "stale"), [("title: Sale", 0), ("title: Sale\nreviewed: 2099-06-01", 1)])
def test_a_date_is_past_by_the_day_on_which_the_reply_was_reviewed(front: str, stale: int) -> None:
    text = f"---\n{front}\n---\nThe sale runs until 31 May 2099.\n"
    (result,) = lint_text("replies/sale.md", text, Settings(select=("CAN006",)))
    assert isinstance(result, Result)
    assert len(result.findings) == stale


@pytest.mark.parametrize(
    ("text", "placeholder"),
    [
        ("Hi {{ticket.requester.first_name}}, hello.", "{{ticket.requester.first_name}}"),
        ("I am {{current_user.first_name}}, {{user.name}} or [your name]; hi {{customer.name}}.", "{{customer.name}}"),
        ("Thanks for {{product_name}}. {{ticket.assignee.name}} of {%mailbox.name%}", ""),
        ("Hi %name%, hello.", "%name%"),
    ],
)
def test_the_customers_name_is_neither_the_agents_nor_a_things(text: str, placeholder: str) -> None:
    assert name_placeholder(text) == placeholder
