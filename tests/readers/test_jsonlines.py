"""JSON Lines as our own format, as chats of other shapes, and a message a line."""

from __future__ import annotations

import json

import pytest

from empathylint.model import Conversation, Problem, Role
from empathylint.readers import jsonlines
from empathylint.readers.places import locate
from empathylint.readers.speakers import Speakers

GREETING = {"speaker": "customer", "text": "My kettle leaks."}
ANSWER = {"speaker": "agent", "text": "I am sorry. A new one ships today.", "name": "Maya", "time": 12}


def told(text: str, path: str = "chats.jsonl") -> list[Conversation | Problem]:
    return list(jsonlines.read(path, text, Speakers()))


def conversations(text: str) -> list[Conversation]:
    found = told(text)
    assert all(isinstance(each, Conversation) for each in found), found
    return [each for each in found if isinstance(each, Conversation)]


def lines(*values: object) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


def test_our_own_format_gives_turns_with_role_name_and_time() -> None:
    text = lines({"id": "k1", "turns": [GREETING, ANSWER], "metadata": {"channel": "chat"}})
    [found] = conversations(text)
    assert (found.id, found.metadata, found.is_template) == ("k1", {"channel": "chat"}, False)
    assert [(turn.role, turn.speaker, turn.time) for turn in found.turns] == [
        (Role.CUSTOMER, "customer", None),
        (Role.AGENT, "Maya", 12.0),
    ]
    place = locate(text, found.turns[1], 5, 10)
    assert text[place.start : place.end] == "sorry"


@pytest.mark.parametrize(
    ("line", "is_template"),
    [
        ({"title": "Late parcel", "turns": [{"speaker": "agent", "text": "It is late."}]}, True),
        ({"title": "Late parcel", "turns": [GREETING]}, False),
        ({"title": "Late parcel", "turns": [GREETING, ANSWER]}, False),
        ({"turns": [{"speaker": "agent", "text": "It is late."}]}, False),
        ({"turns": [{"speaker": "agent", "text": "It is late."}], "template": True}, True),
        ({"title": "T", "turns": [{"speaker": "agent", "text": "It is late."}], "template": False}, False),
        ({"title": "T", "turns": [{"speaker": "agent", "text": "Late."}], "extra": 1}, True),
        ({"title": "Late parcel", "body": "Your parcel is late."}, True),
    ],
)
def test_a_title_and_a_single_agent_turn_make_a_canned_reply(line: object, is_template: bool) -> None:
    [found] = conversations(lines(line))
    assert found.is_template is is_template


def test_a_broken_line_is_told_and_the_others_are_read() -> None:
    text = lines({"turns": [GREETING]}) + '{"turns": [{"speaker" "agent"}]}\n' + lines({"turns": [ANSWER]})
    first, broken, last = told(text)
    assert isinstance(first, Conversation)
    assert isinstance(last, Conversation)
    assert broken == Problem("chats.jsonl", "This is not valid JSON: a colon is expected here.", 2, 23)


def test_messages_on_lines_of_their_own_are_grouped_by_conversation_even_apart() -> None:
    text = lines(
        {"conversation_id": 1, "role": "customer", "text": "Hello"},
        {"conversation_id": 2, "role": "customer", "text": "Where is it?"},
        {"conversation_id": 1, "role": "agent", "text": "Good morning"},
    )
    found = conversations(text)
    assert [(each.id, [turn.text for turn in each.turns]) for each in found] == [
        ("1", ["Hello", "Good morning"]),
        ("2", ["Where is it?"]),
    ]
    said = found[0].turns[1]
    place = locate(text, said, 0, 4)
    assert (said.line, place.line, text[place.start : place.end]) == (3, 3, "Good")


def test_lines_may_hold_chats_of_language_models_or_pairs() -> None:
    text = lines(
        {"messages": [{"role": "system", "content": "Be kind"}, {"role": "user", "content": "Hi"}]},
        {"conversations": [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hello"}]},
        {"instruction": "Cancel it", "response": "It is cancelled."},
    )
    roles = [[turn.role for turn in found.turns] for found in conversations(text)]
    assert roles == [[Role.CUSTOMER], [Role.CUSTOMER, Role.AGENT], [Role.CUSTOMER, Role.AGENT]]


def test_lines_of_an_unknown_shape_are_told_once_with_their_keys() -> None:
    [problem] = told('{"level": "info", "at": 3}\n' * 3)
    assert isinstance(problem, Problem)
    assert problem.line == 1
    assert "level, at" in problem.message
    assert "2 more lines" in problem.message


def test_null_and_blank_texts_are_skipped_and_other_values_told() -> None:
    turns = [{"speaker": "agent", "text": text} for text in (None, "  ", "Hello", 7)]
    problem, found = told(lines({"turns": turns}))
    assert isinstance(problem, Problem)
    assert "turns.3: “text” is 7, not a text" in problem.message
    assert isinstance(found, Conversation)
    assert [turn.text for turn in found.turns] == ["Hello"]


def test_one_unplaced_speaker_of_two_is_inferred_and_told() -> None:
    [found] = conversations(lines({"turns": [GREETING, {"speaker": "Maya", "text": "Hello"}]}))
    assert found.turns[1].role is Role.AGENT
    assert found.notes


HOSTILE = {
    "deep": "[" * 100_000,
    "deep object": '{"turns":' * 100_000,
    "number": '{"turns": [{"speaker": "agent", "text": "x", "time": ' + "9" * 400 + "}]}",
    "digits": '{"turns": [{"speaker": "agent", "text": "x", "time": ' + "9" * 5000 + "}]}",
    "nan": '{"turns": [{"speaker": "agent", "text": "x", "time": NaN}]}',
    "lone surrogate": '{"turns": [{"speaker": "agent", "text": "x \\ud800"}]}',
    "raw surrogate": '{"turns": [{"speaker": "agent", "text": "x \ud800"}]}',
    "duplicate": '{"turns": [], "turns": [{"speaker": "agent", "text": "x", "text": "y"}]}',
    "empty": "",
    "blank": "\n \r\n",
    "odd": '{"turns": [null, 3, [], {}, {"speaker": {}, "text": []}], "id": {}, "metadata": 4}',
    "odd roles": '{"turns": [{"speaker": [1], "role": true, "text": "x", "from": {"name": 3}}]}',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_lines_never_raise(text: str) -> None:
    jsonlines.matches("x.jsonl", text)
    for found in told(text):
        str(found)
        if isinstance(found, Conversation):
            [locate(text, turn, 0, 1) for turn in found.turns]


def test_the_last_of_duplicate_keys_counts_and_is_located() -> None:
    text = HOSTILE["duplicate"]
    [found] = conversations(text)
    place = locate(text, found.turns[0], 0, 1)
    assert (found.turns[0].text, text[place.start : place.end]) == ("y", "y")


def test_an_empty_file_is_a_problem() -> None:
    assert told("\n") == [Problem("chats.jsonl", "The file is empty.")]


@pytest.mark.parametrize("unit", ['\\"', "\\\\", '"', "[", '{"a":', "\\u0041", "x"])
def test_behind_a_very_long_broken_line_the_next_is_read(unit: str) -> None:
    text = '{"turns": [{"speaker": "agent", "text": "' + unit * 1_000_000 + "\n" + lines({"turns": [GREETING]})
    jsonlines.matches("x.jsonl", text)
    talk, problem = sorted(told(text), key=lambda found: isinstance(found, Problem))
    assert isinstance(problem, Problem)
    assert problem.line == 1
    assert isinstance(talk, Conversation)
    assert talk.turns[0].line == 2


@pytest.mark.parametrize(
    ("path", "text", "evidence"),
    [
        ("a.jsonl", lines({"turns": [GREETING]}), "a conversation"),
        ("a.txt", lines({"turns": [GREETING]}, {"turns": [ANSWER]}), "a conversation"),
        ("a.jsonl", "{broken\n" + lines({"role": "user", "content": "Hi"}), "a message"),
        ("a.jsonl", lines({"level": "info"}), ""),
        ("a.json", json.dumps({"turns": [GREETING]}, indent=1), ""),
        ("a.json", json.dumps({"turns": [GREETING]}), ""),
        ("a.jsonl", "Agent: hello", ""),
    ],
)
def test_the_first_lines_tell_whether_it_is_json_lines(path: str, text: str, evidence: str) -> None:
    reason = jsonlines.matches(path, text)
    assert reason.endswith(evidence)
    assert bool(reason) is bool(evidence)
