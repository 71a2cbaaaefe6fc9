"""One JSON document in the shapes of language models, datasets and help desks."""

from __future__ import annotations

import json
from typing import Any

import pytest

from empathylint.model import Conversation, Problem, Role
from empathylint.readers import json_chat
from empathylint.readers.places import locate
from empathylint.readers.speakers import Speakers

A, B, C, S, U = Role.AGENT, Role.BOT, Role.CUSTOMER, Role.SYSTEM, Role.UNKNOWN


def told(text: str) -> list[Conversation | Problem]:
    return list(json_chat.read("chat.json", text, Speakers()))


def conversations(value: object) -> list[Conversation]:
    text = json.dumps(value, indent=2)
    assert json_chat.matches("chat.json", text)
    found = told(text)
    assert all(isinstance(each, Conversation) for each in found), found
    return [each for each in found if isinstance(each, Conversation)]


def said(value: object) -> list[tuple[Role, str]]:
    return [(turn.role, turn.text) for found in conversations(value) for turn in found.turns]


ASKED, ANSWERED = "My lamp flickers.", "I am sorry, that is no fun."
BOTH = [(C, ASKED), (A, ANSWERED)]

SHAPES: dict[str, Any] = {
    "messages": {"messages": [{"role": "user", "content": ASKED}, {"role": "assistant", "content": ANSWERED}]},
    "bare list": [{"role": "user", "content": ASKED}, {"role": "assistant", "content": ANSWERED}],
    "parts": [
        {"role": "developer", "content": "Be brief"},
        {"role": "user", "content": [{"type": "image", "url": "x"}, {"type": "text", "text": ASKED}]},
        {"role": "tool", "content": "42"},
        {"role": "assistant", "content": [{"type": "text", "text": ANSWERED}]},
    ],
    "from and value": {"conversations": [{"from": "human", "value": ASKED}, {"from": "gpt", "value": ANSWERED}]},
    "own": [{"id": "1", "turns": [{"speaker": "customer", "text": ASKED}, {"speaker": "agent", "text": ANSWERED}]}],
    "folded keys": {
        "Dialog": [
            {"Sender Type": "Customer", "Message Text": ASKED},
            {"Sender-Type": "Agent", "msg": ANSWERED},
        ]
    },
    "authors": [
        {"author": {"name": "Io", "role": "customer"}, "body": ASKED},
        {"author": {"name": "Maya", "type": "agent"}, "body": ANSWERED},
    ],
    "incoming": [{"incoming": True, "body": ASKED}, {"incoming": False, "body": ANSWERED}],
    "is agent": [{"is_agent": False, "text": ASKED}, {"is_agent": True, "text": ANSWERED}],
    "direction": {"results": [{"direction": "INCOMING", "text": ASKED}, {"direction": "OUTGOING", "text": ANSWERED}]},
    "numbers": [
        {"speaker": 0, "channel": 1, "text": ASKED, "role": "customer"},
        {"speaker": 1, "text": ANSWERED, "role": "agent"},
    ],
    "comments with users": {
        "comments": [
            {"author_id": 7, "body": ASKED, "plain_body": ASKED, "public": True, "type": "Comment"},
            {"author_id": 8, "body": ANSWERED, "html_body": "<p>x</p>", "public": True},
        ],
        "users": [{"id": 7, "role": "end-user", "name": "Io"}, {"id": 8, "role": "agent", "name": "Maya"}],
    },
    "comments with a requester": {
        "ticket": {"id": 4, "requester_id": 7, "assignee_id": 8},
        "comments": [
            {"author_id": 7, "body": ASKED, "public": True},
            {"author_id": 8, "body": ANSWERED, "public": True},
        ],
    },
    "source and parts": {
        "type": "conversation",
        "id": "9",
        "source": {
            "type": "conversation",
            "body": f"<p>{ASKED}</p>",
            "author": {"type": "user", "name": "Io"},
        },
        "conversation_parts": {
            "type": "conversation_part.list",
            "conversation_parts": [
                {"part_type": "assignment", "body": None, "author": {"type": "admin", "name": "Maya"}},
                {
                    "part_type": "comment",
                    "body": f"<p>{ANSWERED}</p>",
                    "author": {"type": "admin", "name": "Maya"},
                },
            ],
        },
    },
    "ticket with conversations": {
        "id": 3,
        "description_text": ASKED,
        "conversations": [{"body": "<div>x</div>", "body_text": ANSWERED, "incoming": False, "private": False}],
    },
    "payload": {
        "meta": {},
        "payload": [
            {
                "content": ASKED,
                "message_type": 0,
                "private": False,
                "sender": {"name": "Io", "type": "contact"},
            },
            {"content": "Maya joined", "message_type": 2, "private": False},
            {
                "content": ANSWERED,
                "message_type": 1,
                "private": False,
                "sender": {"name": "Maya", "type": "user"},
            },
        ],
    },
    "transcript with participants": {
        "Participants": [
            {"ParticipantId": "p1", "ParticipantRole": "CUSTOMER"},
            {"ParticipantId": "p2", "ParticipantRole": "AGENT"},
        ],
        "Transcript": [
            {"ParticipantId": "p1", "Content": ASKED, "BeginOffsetMillis": 1500},
            {"ParticipantId": "p2", "Content": ANSWERED},
        ],
    },
    "chat transcript": {
        "Transcript": [
            {"ParticipantRole": "SYSTEM", "Type": "EVENT", "Content": "joined"},
            {"ParticipantRole": "CUSTOMER", "DisplayName": "Io", "Content": ASKED, "Type": "MESSAGE"},
            {"ParticipantRole": "AGENT", "DisplayName": "Maya", "Content": ANSWERED, "Type": "MESSAGE"},
        ],
    },
    "history": {
        "id": "h",
        "history": [
            {"type": "chat.memberjoin", "name": "Io", "nick": "visitor"},
            {"type": "chat.msg", "sender_type": "Visitor", "name": "Io", "msg": ASKED},
            {"type": "chat.msg", "sender_type": "Agent", "name": "Maya", "msg": ANSWERED},
        ],
    },
    "phrases": {
        "conversationId": "g",
        "transcripts": [
            {
                "phrases": [
                    {"participantPurpose": "external", "text": ASKED},
                    {"participantPurpose": "internal", "text": ANSWERED},
                ]
            }
        ],
    },
    "embedded threads": {
        "_embedded": {
            "threads": [
                {"type": "message", "body": ANSWERED, "createdBy": {"type": "user", "first": "Maya"}},
                {"type": "customer", "body": ASKED, "createdBy": {"type": "customer", "first": "Io"}},
            ],
        },
    },
    "users and events": {
        "users": [
            {"id": "c", "name": "Io", "type": "customer"},
            {"id": "a", "name": "Maya", "type": "agent"},
        ],
        "thread": {
            "events": [
                {"type": "message", "author_id": "c", "text": ASKED},
                {"type": "message", "author_id": "a", "text": ANSWERED},
            ]
        },
    },
    "from agent": {
        "messages": [
            {"from_agent": False, "channel": "email", "stripped_text": ASKED, "body_text": "x"},
            {"from_agent": True, "channel": "email", "body_text": ANSWERED},
        ]
    },
    "is inbound": {
        "_results": [
            {"is_inbound": True, "text": ASKED, "body": "<p>x</p>"},
            {"is_inbound": False, "text": ANSWERED},
        ]
    },
    "pairs": [{"instruction": ASKED, "response": ANSWERED}],
}


@pytest.mark.parametrize("value", SHAPES.values(), ids=SHAPES)
def test_each_known_shape_gives_the_same_talk(value: object) -> None:
    talk = [turn for turn in said(value) if turn[0] is not S]
    assert talk == BOTH


def test_every_text_is_found_where_it_stands() -> None:
    for name, value in SHAPES.items():
        text = json.dumps(value, indent=1)
        for found in told(text):
            assert isinstance(found, Conversation)
            for turn in found.turns:
                place = locate(text, turn, 0, len(turn.text))
                written = text[place.start : place.end]
                assert turn.source is not None
                assert written == turn.text, name
                assert (place.line, place.column) == (turn.line, turn.column) or turn.source.markup


def test_messages_of_several_conversations_are_grouped() -> None:
    value = [{"chat_id": n % 2, "role": "customer", "text": f"Line {n}"} for n in range(4)]
    assert [found.id for found in conversations(value)] == ["0", "1"]


@pytest.mark.parametrize(
    "private",
    [
        {"private": True},
        {"public": False},
        {"is_internal": True},
        {"type": "note"},
        {"channel": "internal-note"},
    ],
)
def test_a_note_among_colleagues_is_internal(private: dict[str, object]) -> None:
    [found] = conversations([{"role": "customer", "body": ASKED}, {"role": "agent", "body": "Odd one.", **private}])
    assert [turn.internal for turn in found.turns] == [False, True]


@pytest.mark.parametrize(
    ("time", "seconds"),
    [
        ("2026-03-01T10:00:00Z", 1772359200.0),
        (1772359200, 1772359200.0),
        (1772359200000, 1772359200.0),
        ("1772359200", 1772359200.0),
        ("01:30", 90.0),
        ("soon", None),
        (True, None),
        (10**400, None),
    ],
)
def test_times_are_read_in_every_usual_unit(time: object, seconds: float | None) -> None:
    [found] = conversations([{"role": "agent", "text": ANSWERED, "created_at": time}])
    assert found.turns[0].time == seconds


def test_the_envelope_becomes_metadata() -> None:
    value = {"id": 5, "subject": "Lamp", "channel": "chat", "satisfaction_rating": {"score": "good"}}
    [found] = conversations({**value, "messages": SHAPES["bare list"]})
    assert found.id == "5"
    assert found.metadata == {"subject": "Lamp", "channel": "chat", "csat": "good"}


def test_html_is_freed_from_its_tags() -> None:
    html = "<p>Sorry &amp; thanks.<br>Bye</p><style>p {}</style>"
    assert said([{"role": "agent", "html_body": html}]) == [(A, "Sorry & thanks.\nBye")]


def test_the_config_names_speakers() -> None:
    text = json.dumps([{"from": "Zed", "text": "Hi"}, {"from": "Bo", "text": "Hello"}])
    [found] = json_chat.read("x", text, Speakers({"zed": "bot", "bo": "customer"}))
    assert isinstance(found, Conversation)
    assert [turn.role for turn in found.turns] == [B, C]


PROBLEMS = {
    "": ("The file is empty.", 0, 0),
    '{"messages": [\n  {"role": "user" "content": 1}]}': (
        "a comma or a closing bracket is expected here",
        2,
        19,
    ),
    '{"messages": [}': ("a value is expected here", 1, 15),
    '{"a": "b\n"}': ("write a line break as \\n", 1, 9),
    "[" * 100_000: ("nested too deeply", 1, 1),
    '{"name": "app", "version": 2}': ("with the keys name, version.", 0, 0),
    "[1, 2]": ("unknown shape", 0, 0),
    '{"messages": [{"role": "user", "content": null}]}': ("Nobody says anything", 0, 0),
}


@pytest.mark.parametrize(("text", "problem"), PROBLEMS.items(), ids=range(len(PROBLEMS)))
def test_what_cannot_be_read_is_one_clear_problem(text: str, problem: tuple[str, int, int]) -> None:
    [found] = told(text)
    assert isinstance(found, Problem)
    assert problem[0] in found.message
    assert (found.line, found.column) == problem[1:]


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"name": "tool", "scripts": {"test": "run"}}',
        '[{"title": "Refund", "body": "Here it is.", "author": "Maya"}]',
        '[{"name": "Refund", "body": "Here it is."}]',
        "Agent: hello",
        "",
    ],
)
def test_other_documents_are_left_to_other_readers(text: str) -> None:
    assert json_chat.matches("x.json", text) == ""
