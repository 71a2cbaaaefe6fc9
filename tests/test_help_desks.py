"""Help desks are known by the placeholders that they write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_cli import run

from empathylint.help_desks import DIALECTS, HelpDesk, help_desk, written_as
from empathylint.placeholders import placeholders, spellings

if TYPE_CHECKING:
    from pathlib import Path

NAME = "customer.name"


@pytest.mark.parametrize(
    ("text", "desk"),
    [
        ("Hi {{ticket.requester.first_name}}, {{current_user.name}} here.", HelpDesk.ZENDESK),
        ("Hi {{ticket.requester.firstname}}, {{ticket.agent.name}} here.", HelpDesk.FRESHDESK),
        ('Hi {{first_name | fallback:"there"}}, {{author.first_name}} here.', HelpDesk.INTERCOM),
        ("Hi {%customer.firstName,fallback=there%}, {%user.firstName%} here.", HelpDesk.HELP_SCOUT),
        ("Hi {{recipient.first_name}}, {{user.first_name}} here.", HelpDesk.FRONT),
        ("Hi {{ticket.customer.firstname}}, {{current_user.firstname}} here.", HelpDesk.GORGIAS),
        ("Hi {{ contact.first_name || 'there' }}, from {{ inbox.name }}.", HelpDesk.CHATWOOT),
        ("Hi {{ contact.firstname }}, {{ owner.name }} here.", HelpDesk.HUBSPOT),
        ("Hi {!Contact.FirstName}, {!User.FirstName} here.", HelpDesk.SALESFORCE),
        ("Hi %name%, %agent% here.", HelpDesk.LIVECHAT),
        ("Hi {$ticket.user}, ticket {$ticket.title}.", HelpDesk.KAYAKO),
        ("Hi *|FNAME|*, it is *|DATE|*.", HelpDesk.MAILCHIMP),
        ("Hi %{name}, it is %{day}.", HelpDesk.RUBY),
        ("Hi ${name}, it is ${day}.", HelpDesk.SHELL),
        ("Hi <%= name %>, it is <%=day%>.", HelpDesk.ERB),
        ("Hi {!$User.FirstName}, {!Case.Subject} here.", HelpDesk.SALESFORCE),
        ("{{ticket.customer.orders[0].created_at|datetime_format('D')}} {{ticket.customer.name}}", HelpDesk.GORGIAS),
        ("Hi {{guest.name}}, room {{guest.room}}.", HelpDesk.UNKNOWN),
        ("Hi {{contact.firstname}}, {{recipient.first_name}}.", HelpDesk.UNKNOWN),
        ("Hi {{first_name}}.", HelpDesk.UNKNOWN),
        ("Hi there.", HelpDesk.UNKNOWN),
    ],
)
def test_placeholders_tell_the_help_desk(text: str, desk: HelpDesk) -> None:
    assert help_desk(spellings(text)) == desk


@pytest.mark.parametrize("desk", [desk for desk in DIALECTS if DIALECTS[desk].signs not in {"%%", "*||*"}])
def test_what_is_written_as_a_help_desk_does_is_read_so(desk: HelpDesk) -> None:
    (found,) = placeholders(f"Hi {written_as(desk, NAME)}, hello.")
    assert (found.dialect, found.path) == (DIALECTS[desk].signs, NAME)


@pytest.mark.parametrize("desk", [desk for desk in DIALECTS if DIALECTS[desk].fallback])
def test_a_fallback_is_a_placeholder_of_the_same_name(desk: HelpDesk) -> None:
    (found,) = placeholders(DIALECTS[desk].fallback.replace("PATH", "customer.name"))
    assert (found.dialect, found.path) == (DIALECTS[desk].signs, "customer.name")


def test_formats_tells_whose_placeholders_a_file_has(tmp_path: Path) -> None:
    (tmp_path / "macros.csv").write_text(
        "title,body\nA,Hi {{ticket.requester.first_name}} of {{ticket.requester.first_name}}\n"
    )
    assert run("formats", "macros.csv", cwd=tmp_path).stdout.endswith("; placeholders as zendesk writes them\n")


def test_a_name_that_the_settings_do_not_list_is_an_error(tmp_path: Path) -> None:
    (tmp_path / ".empathylint.yaml").write_text("house: {placeholders: [guest.first_name]}\nselect: [CAN002]\n")
    (tmp_path / "macros.csv").write_text("title,body\nA,Hi {{guest.First_Name}} in {{room}}\n")
    done = run("check", "macros.csv", "--format", "concise", cwd=tmp_path)
    assert done.stdout.splitlines() == [
        "macros.csv:2:6: error CAN002 “{{guest.First_Name}}” looks like a slip for “{{guest.first_name}}”.",
        "macros.csv:2:30: error CAN002 “{{room}}” is none of the placeholders that the settings list.",
    ]


def test_a_help_desk_that_is_not_known_is_one_line(tmp_path: Path) -> None:
    (tmp_path / ".empathylint.yaml").write_text("house: {help-desk: zendsk}\n")
    done = run("check", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "Did you mean “zendesk”?" in done.stderr
