"""Who is the agent, who the customer."""

from __future__ import annotations

import pytest

from empathylint.errors import UserError
from empathylint.model import Role, Turn
from empathylint.readers.speakers import Speakers, place_roles

COMMON_NAMES = {
    Role.AGENT: [
        "Agent", "AGENT", "agent 2", "Agent_12", "AGENT#3", "Agent (Maya)", "Maya (Support)",
        "Support - Maya", "Maya | Support", "Support", "Customer Service", "Customer Support Agent",
        "Representative", "Rep", "CSR", "Operator", "Assistant", "Help Desk", "helpdesk", "Staff",
        "Admin", "Team", "Agent Maya", "Advisor Lee Wong", "Acme Support", "Acme Customer Care",
        "support@shop.example", "Shop <no-reply@shop.example>", "help+12@shop.example",
    ],
    Role.CUSTOMER: [
        "Customer", "customer:", "CUSTOMER 1", "Client", "User", "Visitor", "Guest", "Caller", "Member",
        "Buyer", "End-user", "end_user", "Requester", "human", "Customer (Ana)", "Ana Ruiz (Customer)",
        "Customer Ana",
    ],
    Role.BOT: [
        "Bot", "chatbot", "Virtual Assistant", "AI", "Automated", "Maya (Bot)", "Acme Bot", "HelpBot",
        "AI Agent",
    ],
    Role.SYSTEM: [
        "System", "Note", "internal", "Internal note",
    ],
    Role.UNKNOWN: [
        "", "Maya", "Ana Ruiz", "Speaker 1", "SPEAKER_00", "our team", "Please contact support",
        "Contact Support", "Customer ID", "Customer Name", "User Name", "Agent ID", "Talbot",
        "ana@mail.example", "—", "\x00", "Order number", "x" * 9999,
    ],
}  # fmt: skip


@pytest.mark.parametrize(("role", "name"), [(role, name) for role, names in COMMON_NAMES.items() for name in names])
def test_common_names_tell_the_role_and_others_do_not(role: Role, name: str) -> None:
    assert Speakers().role_of(name) is role


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Jane Doe", Role.AGENT),
        ("JANE", Role.AGENT),
        ("maya@shop.example", Role.AGENT),
        ("Customer", Role.BOT),
        ("[x] Ana", Role.CUSTOMER),
        ("Bob", Role.UNKNOWN),
    ],
)
def test_the_map_of_the_config_comes_before_common_names(name: str, role: Role) -> None:
    speakers = Speakers({"Jane*": "agent", "*@shop.example": "agent", "customer": "bot", "[x] Ana": "customer"})

    assert speakers.role_of(name) is role


def test_a_role_that_does_not_exist_is_the_users_mistake() -> None:
    with pytest.raises(UserError, match="Did you mean “agent”"):
        Speakers({"Jane*": "agnet"})


def turns(*said: tuple[str, str], speakers: Speakers | None = None) -> tuple[Turn, ...]:
    """Turns of those speakers with the roles that their names tell."""
    known = speakers or Speakers()
    return tuple(Turn(i, known.role_of(name), text, name) for i, (name, text) in enumerate(said))


A, C, B, U = Role.AGENT, Role.CUSTOMER, Role.BOT, Role.UNKNOWN
INFERRED = [
    (
        "one is known",
        [("Customer", "hi"), ("Maya", "hello")],
        [C, A],
        "“Maya” was taken to be the agent, since “Customer”",
    ),
    ("the agent is known", [("Agent", "hi"), ("Ana", "hello")], [A, C], "“Ana” was taken to be the customer"),
    (
        "a bot is no person",
        [("Bot", "hi"), ("Agent", "x"), ("Ana", "y")],
        [B, A, C],
        "“Ana” was taken to be the customer",
    ),
    (
        "a greeting tells",
        [("Ana", "hello?"), ("Maya", "Thank you for calling Acme, how can I help?")],
        [C, A],
        "“Maya” was taken to be the agent, who begins with “Thank you for calling”",
    ),
    (
        "both greet",
        [("Ana", "how can I help?"), ("Maya", "How may I help you?")],
        [U, U],
        'speakers: {"Ana": customer, ',
    ),
    ("nobody greets", [("Ana", "hi"), ("Maya", "hi")], [U, U], "“Ana”, “Maya” could not be placed"),
    (
        "three people",
        [("Agent", "hi"), ("Ana", "a"), ("Bob", "b")],
        [A, U, U],
        "“Ana”, “Bob” could not be placed",
    ),
    ("no name", [("Agent", "hi"), ("", "hm")], [A, U], "carry no names"),
    ("all placed", [("Agent", "hi"), ("Customer", "hm")], [A, C], ""),
    ("nobody", [], [], ""),
]


@pytest.mark.parametrize(("said", "roles", "note"), [case[1:] for case in INFERRED], ids=[case[0] for case in INFERRED])
def test_roles_are_inferred_only_where_nobody_else_is_left_and_always_told(
    said: list[tuple[str, str]], roles: list[Role], note: str
) -> None:
    placed, notes = place_roles(turns(*said))

    assert [turn.role for turn in placed] == roles
    assert note in " ".join(notes)
    assert bool(notes) == bool(note)
