"""The reader that fits a text is chosen by what the text holds."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from empathylint.errors import UserError
from empathylint.model import Conversation, Problem
from empathylint.readers import READERS, Choice, choose, read
from empathylint.readers.places import locate
from empathylint.readers.speakers import Speakers

TURNS = {"turns": [{"speaker": "customer", "text": "Hi"}, {"speaker": "agent", "text": "Hello"}]}
STRUCTURED = {
    "jsonlines": json.dumps(TURNS) + "\n" + json.dumps(TURNS) + "\n",
    "json-chat": json.dumps({"messages": [{"role": "user", "content": "Hi"}]}, indent=1),
    "replies": "replies:\n- name: Refund\n  body: It is on its way.\n",
    "table": "role,text\ncustomer,Hi\nagent,Hello\n",
    "subtitles": "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Agent>Hello\n",
    "mail": "From: Io <io@example.com>\nTo: help@example.com\nMessage-ID: <1@example.com>\n\nHi\n",
}
TEXTS = STRUCTURED | {
    "transcript": "Customer: My lamp flickers.\nAgent: I am sorry.\n",
}


@pytest.mark.parametrize("name", STRUCTURED)
@pytest.mark.parametrize("path", ["-", "chat.txt", "chat.json", "chat.yml", "chat.csv"])
def test_the_text_decides_and_not_what_the_file_is_called(name: str, path: str) -> None:
    choice = choose(path, TEXTS[name])
    assert choice.name == name
    assert choice.reason


def test_lines_of_names_are_tried_last() -> None:
    assert choose("chat.txt", TEXTS["transcript"]).name == "transcript"


@pytest.mark.parametrize("name", TEXTS)
def test_the_chosen_reader_finds_a_conversation(name: str) -> None:
    assert any(isinstance(found, Conversation) for found in read("chat", TEXTS[name], Speakers()))


def test_a_named_format_is_taken_at_its_word() -> None:
    found = list(read("a", "[]", Speakers(), "json-chat"))
    assert isinstance(found[0], Problem)


def test_an_unknown_format_is_the_users_mistake_with_the_nearest_name() -> None:
    with pytest.raises(UserError, match=r"“json-chta”.* Did you mean “json-chat”"):
        read("a", "", Speakers(), "json-chta")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        (" \n", "The file is empty."),
        ("Some prose of no kind.\n", "No conversations or canned replies were recognised"),
        ('{"name": "app"}', "with the keys name."),
        ('{"name": "app"', "a comma or a closing bracket is expected here"),
    ],
)
def test_what_no_reader_recognises_is_one_problem(text: str, said: str) -> None:
    assert choose("a", text).name == ""
    [problem] = read("a", text, Speakers())
    assert isinstance(problem, Problem)
    assert said in problem.message


def test_the_choice_is_a_plain_value() -> None:
    assert choose("a", "") == Choice("", "The file is empty.")


@pytest.mark.parametrize("name", READERS)
def test_every_reader_says_what_it_reads_in_one_line(name: str) -> None:
    assert READERS[name].WHAT
    assert "\n" not in READERS[name].WHAT


PIECES = [
    "{",
    "}",
    "[",
    "]",
    '"',
    ":",
    ",",
    "\n",
    "\r\n",
    "\\",
    "- ",
    "  ",
    "|",
    ">",
    "&a",
    "*a",
    "null",
    "NaN",
    "1e999",
    '"role"',
    '"text"',
    '"turns"',
    '"messages"',
    '"user"',
    "role,text",
    "title",
    "body: ",
    "replies:",
    "Agent: ",
    "<p>",
    "WEBVTT",
    "From: a@b.c",
    "---",
    "\x00",
    "\t",
    "😀",
]
KEYS = [
    *[
        "id",
        "title",
        "name",
        "body",
        "text",
        "role",
        "speaker",
        "from",
        "author",
        "type",
        "actions",
        "field",
        "value",
        "users",
        "user_id",
        "history",
        "arguments",
    ],
    *[
        "turns",
        "messages",
        "comments",
        "conversations",
        "source",
        "description_text",
        "conversation_parts",
        "ticket",
        "requester_id",
    ],
    *[
        "Participants",
        "ParticipantId",
        "time",
        "metadata",
        "template",
        "rating",
        "macros",
        "replies",
        "private",
        "incoming",
        "createdBy",
    ],
]
SCALARS = st.sampled_from(["agent", "user", "<p>x</p>", "comment_value", "note", "", 0, 1.5, True, None, "some words"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=25,
)


@settings(deadline=None)
@given(
    VALUES,
    st.sampled_from(["jsonlines", "json-chat", "replies", ""]),
    st.sampled_from(["a.json", "macros.yml"]),
)
def test_no_odd_value_under_a_known_key_makes_a_reader_raise(value: object, name: str, path: str) -> None:
    text = json.dumps(value)
    choose(path, text)
    for found in read(path, text, Speakers(), name):
        if isinstance(found, Conversation):
            assert all(turn.text.strip() for turn in found.turns)


HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)


@settings(deadline=None)
@given(HOSTILE, st.sampled_from([*READERS, ""]), st.sampled_from(["a", "a.json", "macros.yml", "a.csv"]))
def test_no_text_makes_a_reader_raise(text: str, name: str, path: str) -> None:
    choose(path, text)
    for found in read(path, text, Speakers(), name):
        if isinstance(found, Conversation):
            assert found.turns
            for index, turn in enumerate(found.turns):
                assert turn.index == index
                assert 0 <= locate(text, turn, 0, len(turn.text)).end <= len(text)
