"""Whatever is in a file, it gets one clear line, and the other files are linted."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from test_cli import TALK, run

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = "No conversations or canned replies were recognised"
ALIASES = "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
BOMB = f"a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n{ALIASES}"
SAID = '{"role": "customer", "content": %s}'
NESTED = '{"text": ' * 400 + "1" + "}" * 400
BAD: dict[str, tuple[str | bytes, str]] = {
    "empty.txt": ("", "empty.txt: The file is empty."),
    "blank.jsonl": (" \n\n", "blank.jsonl: The file is empty."),
    "bytes.txt": (bytes(range(256)) * 40, "bytes.txt: this is not a text file."),
    "picture.md": (b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 99, "picture.md: this is not a text file."),
    "nul.txt": ("Customer: hi\0\nAgent: hello\n", "nul.txt: this is not a text file."),
    "half.txt": (
        "Customer: café, naïve, déjà vu\nAgent: hello ".encode() + b"\xff",
        "half.txt: a byte in line 2 is not UTF-8",
    ),
    "prose.txt": ("Nothing to see.\n", f"prose.txt: {NOTHING}"),
    "colons.txt": ("a:" * 1_000_000, f"colons.txt: {NOTHING}"),
    "cut.json": (
        '{"messages": [{"role": "user"',
        "cut.json:1:30: This is not valid JSON: a comma or a closing bracket",
    ),
    "comma.json": ('{"messages": [\n,]}', "comma.json:2:1: This is not valid JSON: a value is expected here"),
    "number.json": ("42", "number.json: This is JSON of an unknown shape"),
    "deep.json": ("[" * 100_000, "deep.json:1:1: This JSON cannot be read: it is nested too deeply."),
    "deep-text.json": (
        f'{{"messages": [{SAID % NESTED}]}}',
        "deep-text.json: Nobody says anything in this file: its messages have no text.",
    ),
    "odd.json": (f'{{"messages": [{SAID % "NaN"}]}}', "odd.json:1:1: messages.0: “content” is nan, not a text"),
    "line.jsonl": ('{"turns": [}\n', "line.jsonl:1:12: This is not valid JSON: a value is expected here"),
    "quote.csv": (
        'role,text\nagent,"hi\n',
        "quote.csv:2:7: This row cannot be read: a quote is opened here and never closed.",
    ),
    "fields.csv": (
        "role,text\nagent,hi, you\n",
        "fields.csv:2:1: This row has 3 fields, the header 2: put quotes round",
    ),
    "columns.csv": ("a,b\n1,2\n", "columns.csv:1:1: No column of this table is known; its header is: a, b."),
    "list.yaml": ("replies:\n- title: A\n  body: [oops\n", "list.yaml:4:1: This is not valid YAML: "),
    "tab.yml": ("replies:\n\t- title: A\n", "tab.yml:2:1: This is not valid YAML: "),
    "bomb.yaml": (f"{BOMB}replies: *i\n", "bomb.yaml:3:28: This YAML is not read: its aliases multiply"),
    "bomb.md": (
        f"---\ntitle: x\n{BOMB}---\nHello there.\n",
        "bomb.md:5:1: The front matter cannot be read: its aliases",
    ),
    "deep.yaml": (
        "replies: " + "[" * 60,
        "deep.yaml:1:59: This YAML is not read: it is nested more than 50 levels deep.",
    ),
    "arrow.vtt": (
        "WEBVTT\n\n00:01.000 -> 00:02.000\nHello\n",
        "arrow.vtt:3:1: Expected a timing line such as 00:00:05.000 -->",
    ),
    "letters.srt": ("1\n00:00:0x,000 --> 00:00:02,000\nhi\n", "letters.srt:2:1: Expected a timing line such as"),
    "parts.eml": (
        "From: a@b.example\nTo: c@d.example\nSubject: x\n"
        + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(1_000)),
        "parts.eml: The parts of this mail are nested too deeply to be read.",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talk.txt").write_text(TALK)
    return tmp_path


def put(folder: Path, name: str) -> None:
    content = BAD[name][0]
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def refused(folder: Path, *paths: str) -> str:
    """What is told of files that cannot be read, when the other file beside them is linted all the same."""
    done = run("check", *paths, "talk.txt", "--format", "concise", "--select", "APO001", cwd=folder)
    assert done.returncode == 2, done.stderr
    assert done.stdout.startswith("talk.txt:2:")
    return done.stderr


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_line_with_its_name_its_place_and_what_was_expected(folder: Path, name: str) -> None:
    put(folder, name)
    told = refused(folder, name)
    assert told.startswith(f"empathylint: {BAD[name][1]}")
    assert len(told.splitlines()) == 1


def test_all_bad_files_at_once_are_told_one_by_one(folder: Path) -> None:
    for name in BAD:
        put(folder, name)
    told = refused(folder, *BAD).splitlines()
    assert [line.split(" ")[1].partition(":")[0] for line in told] == list(BAD)


def test_what_is_no_file_is_told_and_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "here.txt").symlink_to("there.txt")
    (folder / "there.txt").symlink_to("here.txt")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    pipe, loop, gone = refused(folder, "pipe.txt", "here.txt", "gone.txt").splitlines()
    assert "pipe.txt: this is a pipe, not a file." in pipe
    assert "here.txt: it cannot be read (Too many levels of symbolic links)." in loop
    assert "gone.txt: there is no such file or folder." in gone


def test_a_folder_that_is_named_like_a_file_is_walked(folder: Path) -> None:
    (folder / "old.txt").mkdir()
    (folder / "old.txt/talk.txt").write_text(TALK)
    (folder / "old.txt/again").symlink_to(".")
    done = run("check", "old.txt", "--format", "concise", "--select", "APO001", cwd=folder)
    assert [line.split(":")[0] for line in done.stdout.splitlines() if "APO001" in line] == ["old.txt/talk.txt"]
    assert done.returncode == 1


def test_bad_files_that_nobody_named_are_counted_and_stop_nothing(folder: Path) -> None:
    for name in ("bytes.txt", "cut.json", "bomb.yaml", "columns.csv"):
        put(folder, name)
    done = run("check", ".", "--format", "concise", "--select", "APO001", cwd=folder)
    assert done.returncode == 1
    assert "1 file of no known shape and 3 files that cannot be read (first: bomb.yaml:3:28: This YAML" in done.stderr
    assert done.stderr.endswith("See: empathylint formats FOLDER\n")


def test_formats_tells_of_each_file_in_a_folder_why_it_cannot_be_read(folder: Path) -> None:
    for name in ("bytes.txt", "cut.json", "columns.csv"):
        put(folder, name)
    (folder / "log.jsonl").write_text('{"level": "info"}\n' * 2)
    done = run("formats", ".", cwd=folder)
    assert [line[: line.index(": ", line.index(": ") + 2)] for line in done.stdout.splitlines()] == [
        "bytes.txt: unreadable",
        "columns.csv: unknown",
        "cut.json: unreadable",
        "log.jsonl: unknown",
        "talk.txt: transcript",
    ]
    assert "cut.json: unreadable: line 1: This is not valid JSON" in done.stdout
    assert done.returncode == 0


def test_a_broken_line_of_many_leaves_the_others_to_be_linted(folder: Path) -> None:
    turns = '{"speaker": "customer", "text": "It broke!"}, {"speaker": "agent", "text": "Sorry if you feel that way."}'
    line = f'{{"turns": [{turns}]}}\n'
    (folder / "talks.jsonl").write_text(line + '{"turns": [\n' + line)
    done = run("check", "talks.jsonl", "--format", "concise", "--select", "APO001", cwd=folder)
    assert [found.split(":")[1] for found in done.stdout.splitlines() if "APO001" in found] == ["1", "3"]
    assert done.stderr.startswith("empathylint: talks.jsonl:2:12: This is not valid JSON: a value is expected here.")
    assert done.returncode == 2


@pytest.mark.slow
def test_a_single_line_of_200_megabytes_is_refused(folder: Path) -> None:
    (folder / "huge.txt").write_text("my order is late and " * 9_500_000)
    assert refused(folder, "huge.txt").startswith(f"empathylint: huge.txt: {NOTHING}")
