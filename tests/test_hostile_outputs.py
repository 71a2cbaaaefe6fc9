"""What people wrote, and how they named their files, never becomes a command, a mention, a link or a broken output."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace
from test_cli import run
from test_outputs import words_of
from test_reporters import FINDING, report

from empathylint.cli import outputs
from empathylint.finding import Edit, Note, Place
from empathylint.model import Problem
from empathylint.readers.places import Change, FilePlace
from empathylint.reporters import REPORTERS, sarif
from empathylint.reporters.markdown import escaped

if TYPE_CHECKING:
    from pathlib import Path

    from empathylint.report import Report

WORDS = (
    'Sorry 🙂 é if you feel ::error file=x::no ##[error]no ##vso[task.setvariable variable=x]no ]]> <b>%0A</b> | `x` '
    '@all #12 [x](https://e.example) \u202e\u0007\u009b31m \u2066 that "way".'
)  # fmt: skip
LINES = "Customer: It broke!\nAgent: Sorry if you feel\n::error::no\n  ::add-mask::no\nAgent: that way.\n"
NAMES = ("macros/ü  ,: %0A [x] @me #1 &<b>.md", "macros/new\nline \u202e\x1b[31m.md", "::error file=x::talk.txt")
JSON = ("json", "jsonl", "sarif", "gitlab", "rdjson")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Canned replies and transcripts that mean harm, by their words and by their names."""
    (tmp_path / "macros").mkdir()
    for name in NAMES[:2]:
        (tmp_path / name).write_text(f"Sorry if you feel that way.\n\n{WORDS}\n")
    (tmp_path / NAMES[2]).write_text(LINES)
    (tmp_path / os.fsdecode(b"macros/\xff.md")).write_text("Sorry if you feel that way.\n")
    said = json.dumps(f"{WORDS} \ud800")
    turns = ", ".join(f'{{"speaker": "{speaker}", "text": {said}}}' for speaker in ("customer", "agent"))
    (tmp_path / "talk.jsonl").write_text(f'{{"id": "h", "turns": [{turns}]}}\n{{broken \x07\u202e\n')
    return tmp_path


def drawn(folder: Path, name: str, **environment: str) -> str:
    done = run("check", ".", "talk.jsonl", "--format", name, "--no-cache", cwd=folder, **environment)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert hidden(done.stderr) == []
    return done.stdout


def hidden(text: str) -> list[str]:
    """What a terminal obeys or does not show, line ends and the joints of emoji aside."""
    return [sign for sign in text if unicodedata.category(sign) in {"Cc", "Cf", "Cs"} and sign not in "\n\u200d"]


@pytest.mark.parametrize("name", REPORTERS)
def test_no_control_character_and_no_direction_mark_gets_through(folder: Path, name: str) -> None:
    assert hidden(drawn(folder, name)) == []


@pytest.mark.parametrize("name", REPORTERS)
def test_no_words_become_a_command_to_a_ci_system(folder: Path, name: str) -> None:
    text = drawn(folder, name)
    begun = [line for line in text.splitlines() if line.lstrip().startswith("::")]
    assert begun == ([line for line in begun if " title=" in line] if name == "github" else [])
    assert re.findall(r"##\w*\[", text) == []


@pytest.mark.parametrize("name", JSON)
def test_json_names_files_as_they_are(folder: Path, name: str) -> None:
    told = [json.loads(line) for line in drawn(folder, name).splitlines()] if name == "jsonl" else drawn(folder, name)
    words = set(words_of(json.loads(told) if isinstance(told, str) else told))
    if name == "sarif":
        words = {os.fsdecode(unquote_to_bytes(word)) for word in words if "%" in word}
        assert os.fsdecode(b"macros/\xff.md") in words
    else:
        assert "macros/\\xff.md" in words
    assert words.issuperset(NAMES)


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_parses_whatever_the_words_and_the_locale(folder: Path, name: str) -> None:
    for environment in ({}, {"PYTHONIOENCODING": "latin-1"}):
        root = ET.fromstring(drawn(folder, name, **environment).encode())  # noqa: S314 - our own output
        assert {NAMES[0], NAMES[2], "talk.jsonl"} <= {part.get("name") for part in root}


@pytest.mark.parametrize("name", JSON)
def test_json_is_the_same_whatever_the_locale(folder: Path, name: str) -> None:
    assert drawn(folder, name, PYTHONIOENCODING="ascii") == drawn(folder, name)


@pytest.mark.parametrize("name", ["sarif", "gitlab", "rdjson"])
def test_messages_for_other_tools_hold_no_control_characters(folder: Path, name: str) -> None:
    told = json.loads(drawn(folder, name))
    told = [words for words in words_of(told) if words not in NAMES]
    assert [sign for words in told for sign in hidden(words)] == []


def everywhere() -> Report:
    """A report in which every word that could come from a file means harm."""
    words = f"{WORDS}\n::error::no\n##[group] \ud800"
    plain = report()
    change = Change(FilePlace(40, 57, 3, 19, 3, 36), words)
    finding = replace(FINDING, message=words, edit=Edit(FINDING.place, words), notes=(Note(words, Place(0, 0, 999)),))
    told = replace(plain.talks[0].told[0], finding=finding, change=change)
    turns = {index: replace(said, text=words) for index, said in plain.talks[0].turns.items()}
    talk = replace(plain.talks[0], path=f"{NAMES[1]}{WORDS}\n\udcff", id=words, title=words, turns=turns, told=(told,))
    return replace(plain, talks=(talk,), problems=(Problem(f"::error::{words}", words, 2, 5),))


@pytest.mark.parametrize("name", REPORTERS)
def test_nothing_gets_through_from_any_field(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    text = outputs.drawn(everywhere(), name, quiet=False, for_file=False)
    assert "that" in text
    assert hidden(text) == []
    assert re.findall(r"##\w*\[", text) == []
    begun = [line for line in text.splitlines() if line.lstrip().startswith("::")]
    assert len(begun) == (2 if name == "github" else 0)


@pytest.mark.parametrize("name", ["json", "sarif", "gitlab", "rdjson"])
def test_json_parses_whatever_a_field_holds(name: str) -> None:
    words = list(words_of(json.loads(outputs.drawn(everywhere(), name, quiet=False, for_file=True))))
    assert any("🙂 é if you feel ::error file=x::no ##" in word for word in words)


def test_sarif_messages_hold_no_links() -> None:
    (told,) = json.loads(sarif.render(everywhere()))["runs"]
    (result,) = told["results"]
    notice = told["invocations"][0]["toolExecutionNotifications"][0]
    for message in (result["message"], result["fixes"][0]["description"], notice["message"]):
        assert "\\[x](https://e.example)" in message["text"]
        assert not re.search(r"(?<!\\)\[[^\]]*\]\(", message["text"])


def test_github_commands_name_files_as_they_are(folder: Path) -> None:
    named = [re.search(r",file=([^,]*),", line) for line in drawn(folder, "github").splitlines()]
    files = {found[1] for found in named if found}
    assert "macros/ü  %2C%3A %250A [x] @me #1 &<b>.md" in files
    assert "macros/new%0Aline \\u202e\\x1b[31m.md" in files


def test_concise_names_files_with_escapes_and_both_of_two_blanks(folder: Path) -> None:
    text = drawn(folder, "concise")
    assert "macros/ü  ,: %0A [x] @me #1 &<b>.md:1:1: error APO001" in text
    assert "macros/new\\nline \\u202e\\x1b[31m.md:1:1: error APO001" in text


def test_columns_are_right_behind_emoji(folder: Path) -> None:
    (folder / "macros/face.md").write_text("Hello 👩‍🔧 é, sorry if you feel that way.\n")
    done = [run("check", "macros/face.md", "--select", "APO001", "--format", name, cwd=folder).stdout for name in JSON]
    place = json.loads(done[0])["findings"][0]
    region = json.loads(done[2])["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    column = json.loads(done[4])["diagnostics"][0]["location"]["range"]["start"]["column"]
    text = (folder / "macros/face.md").read_text()
    assert text[place["column"] - 1 :].startswith("sorry if you feel")
    assert region["startColumn"] == place["column"]
    assert text.encode()[column - 1 :].startswith(b"sorry if you feel")


def test_markdown_has_no_links_but_ours_no_images_and_no_html(folder: Path) -> None:
    parts = [
        part
        for block in MarkdownIt("commonmark").enable("table").parse(drawn(folder, "markdown"))
        for part in block.children or [block]
    ]
    addresses = [str(part.attrs["href"]) for part in parts if part.type == "link_open"]
    assert addresses
    assert all(address.startswith("https://github.com/empathylint/empathylint/") for address in addresses)
    assert not [part for part in parts if part.type in {"image", "html_block", "code_inline"}]
    assert {part.content for part in parts if part.type == "html_inline"} <= {"<!-- -->"}


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("ask @team/all", "ask @<!-- -->team/all"),
        ("a@b.example", "a@<!-- -->b.example"),
        ("see #12, GH-12 and !3", "see \\#<!-- -->12, GH-<!-- -->12 and !<!-- -->3"),
        ("https://e.example", "https:<!-- -->//e.example"),
        ("www.e.example", "www<!-- -->.e.example"),
        ("[x](y) ![x](y)", "\\[x\\](y) !\\[x\\](y)"),
        ("<img> &amp; `x` | *y*", "&lt;img&gt; &amp;amp; \\`x\\` \\| \\*y\\*"),
        ("20 % off, {{name}}", "20 % off, {{name}}"),
    ],
)
def test_markdown_shows_words_and_does_nothing_else_with_them(words: str, written: str) -> None:
    assert escaped(words) == written
