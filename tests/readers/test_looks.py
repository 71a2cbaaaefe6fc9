"""First looks spare imports and never change which reader is chosen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from empathylint.encoding import read_text
from empathylint.readers import READERS, choose

ROOT = Path(__file__).parent.parent.parent
FILES = sorted([*ROOT.glob("examples/*/*.*"), *ROOT.glob("rules/cues/a*.yaml"), *ROOT.glob("*.md")])
PATHS = [
    "chat.txt",
    "-",
    "chat.json",
    "macros.yml",
    "a.csv",
    "macros/late.txt",
    "saved replies.md",
    "x.mdown",
    "a.vtt",
    "a.eml",
]
TALK = "Customer: Hi there, my lamp flickers.\nAgent: I am sorry, that is no fun.\n"
TEXTS = [
    *[TALK, f"\n \n{TALK}", TALK.replace("\n", "\r"), '"Customer: hi\nAgent: hello'],
    *["Name, text\nAna, hi", '"Customer\nmessage",role\nhi,agent\n', "title;body\nLate;It is late now\n"],
    *["\n\nrole\ttext\ncustomer\thi there\nagent\thello\n", "\u00a0text\u00a0,role\nhi there,agent\n", "a,b\n1,2\n"],
    *["- 'body' : x\n  title: y\n", "replies:\n  late:\n    text: It is late.\n", "  message: hi", "macros: {a: b}"],
    *["WEBVTT", "1\n00:00:01,000 --> 00:00:02,000\nAna: hi\n", "a --> b"],
    *["From: a@b.c\nTo: d@e.f\nSubject: x\n\nhi\n", "from: a\n to: b\n", "Date: today\nSubject: x\nTo: b\n\nhi"],
    *[
        "# Saved replies\n\n## Late\n\nIt is late.\n",
        "---\ntitle: x\n---\nhi\n",
        "Maya  0:05\nHi.\n\nAna  0:09\nHello.\n",
    ],
    *[' {"messages": [{"role": "user", "text": "hi"}]}', "[]", "{", "[1, 2]", '{"title": "a", "body": "b"}', ""],
]


def all_readers(path: str, text: str) -> str:
    """The name of the reader that would be chosen if every one were asked."""
    asked = ((name, late.reader.matches(path, text)) for name, late in READERS.items())
    return next((name for name, reason in asked if reason), "") if text.strip() else ""


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("path", PATHS)
def test_a_first_look_never_changes_the_choice(path: str, text: str) -> None:
    assert choose(path, text).name == all_readers(path, text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_first_look_never_changes_the_choice_of_a_file(file: Path) -> None:
    text = read_text(str(file)) if file.is_file() else ""
    for path in (str(file), *PATHS):
        assert choose(path, text).name == all_readers(path, text)


LOADED = """
import json, sys
from empathylint.readers import choose, read
from empathylint.readers.speakers import Speakers
path, text = json.loads(sys.argv[1])
assert list(read(path, text, Speakers()))
print(json.dumps([name.rpartition(".")[2] for name in sys.modules]))
"""
NEEDED = [
    ("chat.txt", TALK, {"transcript", "otter"}),
    ("chats.jsonl", '{"turns": [{"speaker": "agent", "text": "hi"}]}\n', {"jsonlines"}),
    ("chat.json", '{"messages": [{"role": "agent", "text": "hi"}]}', {"jsonlines", "json_chat"}),
    ("call.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Hi.\n", {"subtitles"}),
    ("late.md", "---\ntitle: Late\n---\nIt is late.\n", {"markdown"}),
]
COSTLY = {"email", "yaml", "pathlib", "csv", "html", "difflib", "json"}


@pytest.mark.parametrize(("path", "text", "needed"), NEEDED, ids=[case[0] for case in NEEDED])
def test_only_the_readers_that_may_fit_are_imported(path: str, text: str, needed: set[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, json.dumps([path, text])], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stdout))
    assert loaded & {late.module for late in READERS.values()} | (loaded & {"otter"}) == needed


def test_a_plain_transcript_costs_no_library() -> None:
    program = LOADED.replace("import json, sys", "import sys").replace("json.loads(sys.argv[1])", "sys.argv[1:]")
    program = program.replace("json.dumps", "' '.join").replace('.rpartition(".")[2]', "")
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{program}", "chat.txt", TALK],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not COSTLY & set(done.stdout.split())
