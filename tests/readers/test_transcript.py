"""Plain transcripts."""

from __future__ import annotations

import pytest
from standing import conversations, problems

from empathylint.model import Conversation, Role
from empathylint.readers import transcript
from empathylint.readers.speakers import Speakers

CHAT = """\
Customer: My kettle broke.
It was new.

Note: this is important
Order number: 55
Agent: I'm sorry, see
https://shop.example: there is more
Customer:
  Thanks
"""


def said(text: str, named: dict[str, str] | None = None) -> list[list[tuple[str, str]]]:
    """Who said what in each conversation of a text."""
    return [[(t.speaker, t.text) for t in c.turns] for c in conversations(transcript, text, named=named)]


def test_lines_without_a_speaker_belong_to_the_turn_before() -> None:
    assert said(CHAT) == [
        [
            ("Customer", "My kettle broke.\nIt was new.\n\nNote: this is important\nOrder number: 55"),
            ("Agent", "I'm sorry, see\nhttps://shop.example: there is more"),
            ("Customer", "Thanks"),
        ]
    ]


def test_line_and_column_are_those_of_the_first_word() -> None:
    (chat,) = conversations(transcript, CHAT)

    assert [(turn.line, turn.column) for turn in chat.turns] == [(1, 11), (6, 8), (9, 3)]


@pytest.mark.parametrize("break_", ["\r\n", "\r", "\n\n", " \n"])
def test_every_line_break_reads_the_same(break_: str) -> None:
    text = break_.join(["Customer: one", "Agent: two", "three", "Customer: four"])

    (chat,) = conversations(transcript, text)

    assert [t.text.split() for t in chat.turns] == [["one"], ["two", "three"], ["four"]]
    assert "\r" not in "".join(t.text for t in chat.turns)


STAMPED = [
    ("[10:32] Ana: hi\n[10:33] Agent: yes\n", [37920.0, 37980.0]),
    ("[10:32:05 AM] Ana: hi\n[01:00:00 PM] Agent: yes\n", [37925.0, 46800.0]),
    ("(10:32:05 AM) Ana: hi\n(10:32:06 AM) Agent: yes\n", [37925.0, 37926.0]),
    ("2026-01-05 10:32 Ana: hi\n2026-01-05 10:33 Agent: yes\n", [1767609120.0, 1767609180.0]),
    ("[2026-01-05T10:32:00Z] Ana: hi\n[2026-01-05T10:32:01Z] Agent: yes\n", [1767609120.0, 1767609121.0]),
    ("[25/12/2026, 10:32:05] Ana: hi\n[25/12/2026, 10:33:05] Agent: yes\n", [1798194725.0, 1798194785.0]),
    ("[05/06/2026, 10:32:05] Ana: hi\n[05/06/2026, 10:33:05] Agent: yes\n", [None, None]),
    ("00:05 Ana: hi\n01:10 Agent: yes\n", [5.0, 70.0]),
    ("[23:59] Ana: hi\n[00:01] Agent: yes\n", [86340.0, 86460.0]),
    ("( 1m 19s ) Ana: hi\n( 2m ) Agent: yes\n", [79.0, 120.0]),
    ("Ana (10:32): hi\nAgent [10:33]: yes\n", [37920.0, 37980.0]),
    ("10:32 - Ana: hi\n10:33 - Agent: yes\n", [37920.0, 37980.0]),
    ("[99:99:99] Ana: hi\n[9999-99-99 10:00] Agent: yes\n", [362439.0, None]),
]


@pytest.mark.parametrize(("text", "times"), STAMPED)
def test_times_beside_the_names_are_read(text: str, times: list[float | None]) -> None:
    (chat,) = conversations(transcript, text)

    assert [(t.speaker, t.text) for t in chat.turns] == [("Ana", "hi"), ("Agent", "yes")]
    assert [turn.time for turn in chat.turns] == times


def test_a_line_with_a_time_and_no_speaker_is_an_event() -> None:
    (chat,) = conversations(transcript, "[10:32] Ana: hi\n[10:33] Maya joined the chat\n[10:34] Agent: hello\n")

    assert [(turn.role, turn.text) for turn in chat.turns] == [
        (Role.CUSTOMER, "hi"),
        (Role.SYSTEM, "Maya joined the chat"),
        (Role.AGENT, "hello"),
    ]


TURN = "Customer: a\nAgent: b\n"
OPENINGS = [
    (f"--- Conversation 1 ---\n{TURN}\n--- Conversation 2 ---\n{TURN}", ["Conversation 1", "Conversation 2"]),
    (f"=== c-1 ===\n{TURN}\n=== c-2 ===\n{TURN}", ["c-1", "c-2"]),
    (f"# c-1\n\n{TURN}\n# c-2\n{TURN}", ["c-1", "c-2"]),
    (f"Conversation: 7\n{TURN}\nConversation: 8\n{TURN}", ["7", "8"]),
    (f"Ticket: 7\n{TURN}\nTicket: 7\n{TURN}", ["7", "7-2"]),
    (f"Id: 7\nChannel: chat\n\n{TURN}\nId: 8\nChannel: chat\n\n{TURN}", ["7", "8"]),
    (f"{TURN}----\n{TURN}----\n{TURN}", ["chat", "chat-2", "chat-3"]),
    ("Customer: a\n---\nAgent: b\n---\nCustomer: c\n", ["chat"]),
    (f"{TURN}\n# Steps\n1. Press it.\n\nCustomer: c\n", ["chat"]),
    (f"{TURN}\n--- Maya joined the chat ---\nCustomer: c\nAgent: d\n", ["chat"]),
    (f"{TURN}Ticket: 812\nCustomer: c\n", ["chat"]),
    (f"\n\n{TURN}", ["chat"]),
]


@pytest.mark.parametrize(("text", "ids"), OPENINGS)
def test_marked_lines_open_conversations_and_others_do_not(text: str, ids: list[str]) -> None:
    assert [conversation.id for conversation in conversations(transcript, text)] == ids


def test_rules_between_turns_are_not_part_of_what_is_said() -> None:
    assert said("Customer: a\n---\nAgent: b\n---\nCustomer: c\n") == [
        [("Customer", "a"), ("Agent", "b"), ("Customer", "c")]
    ]


HEADS = [
    ("Channel: email\nCSAT: 2\nCustomer: Hello there\nAgent: b\n", {"channel": "email", "csat": "2"}, 2),
    (
        "Channel: email\nCustomer: Ana Ruiz\nAgent: Maya\n\nCustomer: a\nAgent: b\n",
        {"channel": "email", "customer": "Ana Ruiz", "agent": "Maya"},
        2,
    ),
    ("Channel: chat\nCustomer: Hello\n\nAgent: b\n", {"channel": "chat"}, 2),
    (
        "Agent name: Maya\nTags: late, kettle\n\nCustomer: a\nAgent: b\n",
        {"agent name": "Maya", "tags": "late, kettle"},
        2,
    ),
    ("Customer: a\nAgent: b\nStatus: shipped\n", {}, 2),
    ("A chat of last week\n\nCustomer: a\nAgent: b\n", {}, 2),
]


@pytest.mark.parametrize(("text", "metadata", "turns"), HEADS)
def test_the_head_goes_to_the_metadata_and_a_customers_words_do_not(
    text: str, metadata: dict[str, str], turns: int
) -> None:
    (chat,) = conversations(transcript, text)

    assert (chat.metadata, len(chat.turns)) == (metadata, turns)


WHO = [
    ("Customer: a\nMaya: b\n", ["Customer", "Maya"]),
    ("Ana: a\nMaya: b\nAna: c\nMaya: d\n", ["Ana", "Maya", "Ana", "Maya"]),
    ("**Customer:** a\n**Agent**: b\n", ["Customer", "Agent"]),
    ("Customer: a\nMaya (Support): b\n", ["Customer", "Maya (Support)"]),
    ("SPEAKER_00: a\nSPEAKER_01: b\nSPEAKER_00: c\nSPEAKER_01: d\n", ["SPEAKER_00", "SPEAKER_01"] * 2),
    ("Customer: a\nsize: 4\nsize: 5\nAgent: b\n", ["Customer", "Agent"]),
    ("Customer: a\nStep 1: x\nStep 2: y\nAgent: b\n", ["Customer", "Agent"]),
    ("Customer: a\nI said: no\nHe said: no\nAgent: b\n", ["Customer", "Agent"]),
    ("Agent: open https://x.example or C: drive\nAgent: b\n", ["Agent", "Agent"]),
    ("Customer:a\nAgent:b\n", ["Customer", "Agent"]),
    ("Müller: a\nЖанна: b\nMüller: c\nЖанна: d\n", ["Müller", "Жанна", "Müller", "Жанна"]),
]


@pytest.mark.parametrize(("text", "names"), WHO)
def test_only_names_begin_a_turn(text: str, names: list[str]) -> None:
    assert [name for name, _ in said(text)[0]] == names


def test_a_name_of_the_map_begins_a_turn_even_once() -> None:
    assert said("Customer: a\nnote: b\nAgent: c\n", {"note": "system"})[0][1] == ("note", "b")


def test_an_inferred_role_is_told() -> None:
    (chat,) = conversations(transcript, "Customer: a\nMaya: b\n")

    assert chat.turns[1].role is Role.AGENT
    assert "“Maya” was taken to be the agent" in chat.notes[0]


MATCHING = [
    ("chat.txt", "Customer: a\nAgent: b\n", True),
    ("chat.txt", "Ana: a\nBob: b\nAna: c\nBob: d\n", True),
    ("-", "Agent: a\nCustomer: b\n", True),
    ("chat.txt", "Ana  0:05\nhi\n\nBob  0:09\nhello\n", True),
    ("chat.txt", "Customer: a\n", False),
    ("chat.txt", "Ana: a\nBob: b\n", False),
    ("README.md", "# Tool\n\nNote: a\n\nNote: b\n\nTip: c\n", False),
    ("README.md", "a\n" * 40 + "User: root\nAdmin: x\n", False),
    ("app.yaml", "user: root\nadmin: x\n", False),
    ("x.py", "user: int\nagent: str\n", False),
    ("x.txt", "", False),
    ("x.txt", "just words, and: more\n", False),
]


@pytest.mark.parametrize(("path", "text", "does"), MATCHING)
def test_a_transcript_is_recognised_by_its_speakers(path: str, text: str, does: bool) -> None:
    assert bool(transcript.matches(path, text)) is does


def test_otter_headers_are_turns_and_the_footer_is_not() -> None:
    text = (
        "Maya Fox  0:05  \nHow can I help you?\n\nAna  1:00:09\nMy kettle\nbroke.\n\nTranscribed by https://otter.ai\n"
    )

    (call,) = conversations(transcript, text)

    assert [(t.role, t.speaker, t.text, t.time) for t in call.turns] == [
        (Role.AGENT, "Maya Fox", "How can I help you?", 5.0),
        (Role.CUSTOMER, "Ana", "My kettle\nbroke.", 3609.0),
    ]


HOSTILE = {
    "empty": "",
    "blank": " \n\t\n\r\n",
    "nobody": "words without anyone\n" * 50,
    "one speaker": "Customer: a\nCustomer: b\n",
    "separators": "Customer: a\u2028Agent: no\u2029\x85\x0b\x0cx\nAgent: b\n",
    "nul": "Customer: \x00a\nAg\x00ent: b\nAgent: \x00\n",
    "colons": ":" * 100_000,
    "names": "A: " * 100_000,
    "one line": "Customer: " + "word " * 200_000,
    "spaces": "\n" + " " * 1_000_000,
    "blanks": "Customer: a\nAgent: b" + "\n \t" * 300_000,
    "rules": "-" * 1_000_000,
    "rule lines": "Customer: a\nAgent: b\n" + "---\n" * 50_000,
    "headings": "Customer: a\nAgent: b\n" + "\n# x\n" * 50_000,
    "tickets": "Customer: a\nAgent: b\n" + "\nTicket: 1\n" * 50_000,
    "brackets": "[" * 300_000 + "\n" + "[1" * 300_000,
    "notices": "Customer: a\n" + "Jo " * 100_000 + "\n" + "Chat ended\n" * 50_000 + "Agent: b",
    "digits": "1" * 1_000_000 + ":\n" + "1:" * 300_000,
    "names of their own": "".join(f"Name {chr(65 + i % 26)}{i}: x\n" for i in range(30_000)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_text_is_read_to_its_last_turn(text: str) -> None:
    transcript.matches("chat.txt", text)
    found = list(transcript.read("chat.txt", text + "\nCustomer: Goodbye now\n", Speakers()))
    assert isinstance(found[-1], Conversation)
    assert found[-1].turns[-1].text == "Goodbye now"


def test_a_text_without_turns_gives_a_problem() -> None:
    assert "No turns were found" in problems(transcript, "no one speaks here\n")[0].message


def test_a_transcript_whose_second_line_is_very_long_is_recognised() -> None:
    assert transcript.matches("talk.txt", "Customer: it broke\nAgent: " + "sorry for the delay. " * 10_000)


def test_a_line_that_tells_what_the_system_did_is_nobodys_words() -> None:
    text = (
        "Chat started\nCustomer: It is late\nJo Reed has joined the chat.\nAgent: It is here.\nI left the call.\n"
        "The chat ended well for me.\n--- Chat ended by customer ---\n"
    )
    (conversation,) = conversations(transcript, text)
    told = [turn.text.strip(" -") for turn in conversation.turns if turn.role is Role.SYSTEM]
    assert told == ["Chat started", "Jo Reed has joined the chat.", "Chat ended by customer"]
    said_by_agent = [turn.text for turn in conversation.turns if turn.role is Role.AGENT]
    assert said_by_agent == ["It is here.\nI left the call.\nThe chat ended well for me."]
