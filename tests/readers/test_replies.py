"""Canned replies in YAML and JSON."""

from __future__ import annotations

import json

import pytest

from empathylint.model import Conversation, Problem, Quoting, Role
from empathylint.readers import replies
from empathylint.readers.places import locate
from empathylint.readers.speakers import Speakers

BODY = "Your refund is on its way."


def told(text: str, path: str) -> list[Conversation | Problem]:
    return list(replies.read(path, text, Speakers()))


def read(text: str, path: str) -> list[tuple[str, str]]:
    assert replies.matches(path, text), text
    found = told(text, path)
    assert all(isinstance(each, Conversation) and each.is_template for each in found), found
    return [(each.title, each.turns[0].text) for each in found if isinstance(each, Conversation)]


YAMLS = {
    "list": ("a.yml", f"- title: Refund\n  body: {BODY}\n"),
    "replies": ("a.yml", f"replies:\n  - body: |\n      {BODY}\n    name: Refund\n"),
    "macros": ("a.yaml", f"macros:\n- {{subject: Refund, comment_value: '{BODY}'}}\n"),
    "holder of a map": ("a.yaml", f"replies:\n  Refund:\n    text: {BODY}\n"),
    "map": ("macros.yml", f"Refund:\n  response: {BODY}\n"),
    "map elsewhere": ("a.yml", f"Refund: {{message: {BODY}}}\nOther: {{message: Hello there}}\n"),
    "categories": ("a.yml", f"billing:\n  - label: Refund\n    content: {BODY}\n"),
    "categories of a map": ("canned/a.yml", f"billing:\n  Refund:\n    content: {BODY}\n"),
    "plain map": ("saved_replies.yml", f"Refund: {BODY}\n"),
    "plain map of categories": ("macros/en.yaml", f"billing:\n  Refund: >\n    {BODY}\n"),
    "one a file": ("macros/refund.yml", f"title: Refund\nbody: {BODY}\ntags: [a]\n"),
    "without a suffix": ("-", f"- title: Refund\n  body: {BODY}\n"),
    "alias": ("a.yml", f"x: &b {BODY}\nreplies:\n  - name: Refund\n    body: *b\n"),
    "two documents": (
        "macros.yml",
        f"---\ntitle: Refund\nbody: {BODY}\n---\n- title: Other\n  body: Hello there\n",
    ),
}


@pytest.mark.parametrize(("path", "text"), YAMLS.values(), ids=YAMLS)
def test_each_usual_shape_of_yaml_gives_the_reply(path: str, text: str) -> None:
    assert read(text, path)[0] == ("Refund", BODY)


JSONS = {
    "list": ("a.json", [{"name": "Refund", "body": BODY}]),
    "short code": ("a.json", [{"id": 1, "short_code": "Refund", "content": BODY}]),
    "folder": (
        "a.json",
        {"responses": [{"id": 1, "title": "Refund", "content": BODY, "content_html": "<p>x</p>"}]},
    ),
    "macro": ("a.json", {"type": "macro", "name": "Refund", "body": f"<p>{BODY}</p>", "body_text": BODY}),
    "actions": (
        "a.json",
        {
            "macros": [
                {
                    "title": "Refund",
                    "actions": [
                        {"field": "status", "value": "open"},
                        {"field": "comment_value", "value": BODY},
                    ],
                }
            ]
        },
    ),
    "channel and text": (
        "a.json",
        {"macros": [{"title": "Refund", "actions": [{"field": "comment_value", "value": ["channel:all", BODY]}]}]},
    ),
    "arguments": (
        "a.json",
        {"data": [{"name": "Refund", "actions": [{"name": "setResponseText", "arguments": {"body_text": BODY}}]}]},
    ),
    "plain map": ("templates/en.json", {"Refund": BODY}),
}


@pytest.mark.parametrize(("path", "value"), JSONS.values(), ids=JSONS)
def test_each_usual_shape_of_json_gives_the_reply(path: str, value: object) -> None:
    assert read(json.dumps(value, indent=1), path)[0] == ("Refund", BODY)


def test_every_reply_is_found_where_it_stands() -> None:
    texts = [*YAMLS.values(), *((path, json.dumps(value, indent=1)) for path, value in JSONS.values())]
    for path, text in texts:
        for found in told(text, path):
            assert isinstance(found, Conversation)
            turn = found.turns[0]
            place = locate(text, turn, 0, len(turn.text))
            assert text[place.start : place.end] == turn.text
            assert (place.line, place.column) == (turn.line, turn.column)


def test_a_private_macro_is_internal() -> None:
    actions = [
        {"field": "comment_mode_is_public", "value": "false"},
        {"field": "comment_value", "value": BODY},
    ]
    [found] = told(json.dumps({"macros": [{"title": "Note", "actions": actions}]}), "a.json")
    assert isinstance(found, Conversation)
    assert found.turns[0].internal
    assert found.turns[0].role is Role.AGENT


def test_a_text_that_is_no_text_is_told_with_its_place() -> None:
    problem, found = told("replies:\n- name: Refund\n  body: 42\n- name: Other\n  body: Hello\n", "a.yml")
    assert problem == Problem("a.yml", "“body” of “Refund” is not a text.", 3, 9)
    assert isinstance(found, Conversation)
    assert found.turns[0].source is not None
    assert found.turns[0].source.quoting is Quoting.YAML


FOREIGN = {
    "services": (
        "docker-compose.yml",
        "services:\n  web:\n    image: nginx\n    command: run it now please\n",
    ),
    "workflow": (
        ".github/workflows/ci.yml",
        "name: CI\non: push\njobs:\n  test:\n    steps:\n    - name: Say\n      run: ls\n",
    ),
    "issue form": (
        ".github/ISSUE_TEMPLATE/bug.yml",
        "name: Bug\nbody:\n- type: markdown\n  attributes:\n    value: Thanks for it all\n",
    ),
    "manifest": ("templates/deployment.yaml", "apiVersion: v1\nkind: Deployment\nmetadata:\n  name: a\n"),
    "chart": ("templates/values.yaml", "name: web\nimage: nginx\nport: '80'\n"),
    "locale": ("locales/en.yml", "en:\n  message: Hello you all\n  title: Hello\n"),
    "package": ("package.json", '{"name": "x", "version": "1", "description": "A long text of words"}'),
    "error": ("error.json", '{"id": "7", "message": "Not found on this server"}'),
    "playbook": ("play.yml", "- name: Say\n  debug:\n    msg: hello\n"),
    "front matter": ("a.md", "---\ntitle: Refund\nbody: Hello\n---\nText\n"),
    "prose": ("macros/readme.txt", "Agent: hello there you all\nCustomer: hi\n"),
    "empty": ("macros.yml", ""),
}


@pytest.mark.parametrize(("path", "text"), FOREIGN.values(), ids=FOREIGN)
def test_files_of_other_kinds_do_not_match(path: str, text: str) -> None:
    assert replies.matches(path, text) == ""


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
PROBLEMS = {
    "empty": ("", "The file is empty.", 0),
    "broken": ("replies:\n  - name: 'a\n", "not valid YAML", 3),
    "tab": ("replies:\n\t- name: a\n", "not valid YAML", 2),
    "control": ("replies: \x01\n", "a character that YAML does not allow", 1),
    "surrogate": ("replies: \ud800\n", "a character that YAML does not allow", 1),
    "bomb": (BOMB, "multiply", 3),
    "endless": ("a: &a [*a, *a]\n", "the alias *a holds itself", 1),
    "unknown alias": ("replies: *nobody\n", "the alias *nobody stands for nothing", 1),
    "deep": ("[" * 100_000, "nest", 1),
    "deep block": ("- " * 100_000, "nested more than 50", 1),
    "deep map": ("{a: " * 100_000, "nest", 1),
    "unknown": ("services: {web: {image: a}}\n", "under the keys services", 0),
    "scalar": ("just words", "No canned replies", 0),
    "broken json": ('{"replies": [}', "a value is expected here", 1),
}


@pytest.mark.parametrize(("text", "said", "line"), PROBLEMS.values(), ids=PROBLEMS)
def test_what_cannot_be_read_is_one_clear_problem(text: str, said: str, line: int) -> None:
    path = "a.json" if text.startswith('{"') else "a.yml"
    replies.matches(path, text)
    [problem] = told(text, path)
    assert isinstance(problem, Problem)
    assert said in problem.message
    assert problem.line == line
