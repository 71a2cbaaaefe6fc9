"""The cache: the same report with and without it, shared by runs, private, and never in the way."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from test_cli import CACHE, ROOT, run

from empathylint.cache import FOLDER, Cache
from empathylint.run import lint_paths
from empathylint.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

ASIDE = "Good morning, this is Ana Ruiz, desk 4711."
TALK = f"Agent: {ASIDE}\nCustomer: My lamp arrived broken!\nAgent: We are sorry if you feel that way.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talk.txt").write_text(TALK)
    (tmp_path / "calm.txt").write_text("Customer: Open on Sunday?\nAgent: Yes, from ten to four.\n")
    (tmp_path / "broken.jsonl").write_text('{"id": "a", "turns": [{"speaker": "agent", "text": "ok"}]}\n{broken\n')
    (tmp_path / "unknown.txt").write_text("nobody speaks here\n")
    return tmp_path


def told(folder: Path, *arguments: str) -> dict[str, object]:
    done = run("check", ".", "--format", "json", *arguments, cwd=folder)
    assert "Traceback" not in done.stderr
    return dict(json.loads(done.stdout))


def kept(folder: Path) -> int:
    with sqlite3.connect(folder / FOLDER / "reports.sqlite") as connection:
        (count,) = connection.execute("SELECT count(*) FROM reports").fetchone()
    return int(count)


def test_the_report_is_the_same_with_and_without_it(folder: Path) -> None:
    without = told(folder, "--no-cache")
    assert not (folder / FOLDER).exists()
    assert told(folder) == told(folder) == without
    assert kept(folder) == 4


@pytest.mark.parametrize(
    "arguments",
    [("--select", "APO"), ("--profile", "strict"), ("--max-per-conversation", "1"), ("--severity", "APO001=info")],
)
def test_other_settings_are_other_reports(folder: Path, arguments: tuple[str, ...]) -> None:
    told(folder)
    assert told(folder, *arguments) == told(folder, *arguments, "--no-cache")


def test_a_file_that_has_changed_is_linted_anew(folder: Path) -> None:
    told(folder)
    (folder / "talk.txt").write_text(TALK.replace("if you feel that way", "about your lamp"))
    assert told(folder) == told(folder, "--no-cache")


def test_house_rules_that_have_changed_count(folder: Path) -> None:
    rule = folder / "house/tone/my_rule.yaml"
    rule.parent.mkdir(parents=True)
    rule.write_text(
        "code: HSE001\ntitle: x\nseverity: warning\nscope: reply\nwhy: x\nsources: [x]\n"
        "forbid: {says: apologizes}\nmessage: one\nrewrite: [x]\n"
    )
    (folder / ".empathylint.yaml").write_text("rules: [house]\nselect: [HSE]\n")
    (folder / "talk.txt").write_text("Customer: My lamp is broken!\nAgent: I'm so sorry about your lamp.\n")
    assert "one" in json.dumps(told(folder))
    rule.write_text(rule.read_text().replace("message: one", "message: two and more"))
    assert "two and more" in json.dumps(told(folder))


def test_a_mistake_in_the_settings_is_told_each_time(folder: Path) -> None:
    told(folder)
    for _ in range(2):
        done = run("check", ".", "--select", "APX001", cwd=folder)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_it_is_for_its_owner_alone_and_git_leaves_it_out(folder: Path) -> None:
    told(folder)
    assert stat.S_IMODE((folder / FOLDER).stat().st_mode) == 0o700
    assert (folder / FOLDER / ".gitignore").read_text().endswith("*\n")


def test_it_holds_no_words_beyond_the_turns_that_findings_point_to(folder: Path) -> None:
    told(folder)
    raw = b"".join(path.read_bytes() for path in (folder / FOLDER).iterdir())
    assert b"sorry if you feel" in raw
    assert ASIDE.encode() not in raw


@pytest.mark.parametrize("content", [b"", b"no database at all, " * 99, b"SQLite format 3\0" + b"x" * 4096])
def test_a_broken_cache_is_begun_anew(folder: Path, content: bytes) -> None:
    without = told(folder, "--no-cache")
    (folder / FOLDER).mkdir()
    (folder / FOLDER / "reports.sqlite").write_bytes(content)
    assert told(folder) == without
    assert told(folder) == without


def test_what_cannot_be_kept_is_done_without(folder: Path) -> None:
    (folder / FOLDER).write_text("a file, where the folder belongs")
    assert told(folder) == told(folder, "--no-cache")


def test_a_cache_that_is_broken_within_is_begun_anew(folder: Path) -> None:
    for number in range(40):
        (folder / f"talk{number}.txt").write_text(TALK.replace("4711", str(number)))
    without = told(folder)
    database = folder / FOLDER / "reports.sqlite"
    raw = database.read_bytes()
    database.write_bytes(raw[:4096] + b"\xff" * (len(raw) - 4096))
    assert told(folder) == told(folder) == without
    assert kept(folder) == 44


def test_nothing_is_written_or_removed_behind_a_link(folder: Path) -> None:
    (folder / "theirs").mkdir()
    (folder / "theirs/.gitignore").write_text("*.pyc\n")
    (folder / FOLDER).symlink_to("theirs")
    told(folder)
    run("clean", cwd=folder, XDG_CACHE_HOME=str(folder / "home"))
    assert os.listdir(folder / "theirs") == [".gitignore"]


def test_runs_side_by_side_share_it(folder: Path) -> None:
    for number in range(40):
        (folder / f"talk{number}.txt").write_text(TALK.replace("4711", str(number)))
    without = told(folder, "--no-cache")
    command = [sys.executable, "-m", "empathylint", "check", ".", "--format", "json", "--jobs", "1"]
    where = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "XDG_CACHE_HOME": CACHE}
    runs = [subprocess.Popen(command, cwd=folder, env=where, stdout=subprocess.PIPE) for _ in range(4)]
    assert [json.loads(one.communicate()[0]) for one in runs] == [without] * 4
    assert kept(folder) == 44
    assert told(folder) == without


def test_what_was_refused_is_not_kept(folder: Path) -> None:
    (folder / "bytes.txt").write_bytes(b"\0\1\2")
    told(folder)
    assert kept(folder) == 4


def test_a_cache_in_a_program_gives_the_same_report(folder: Path) -> None:
    settings = Settings(root=str(folder))
    plain = lint_paths([str(folder)], settings)
    for _ in range(2):
        cached = lint_paths([str(folder)], settings, cache=Cache(str(folder), settings, "rules"))
        assert (cached.talks, cached.problems, cached.counts, cached.paths) == (
            plain.talks,
            plain.problems,
            plain.counts,
            plain.paths,
        )


def test_clean_tells_what_it_cannot_remove(folder: Path) -> None:
    (folder / FOLDER / "reports.sqlite").mkdir(parents=True)
    done = run("clean", cwd=folder, XDG_CACHE_HOME=str(folder / "home"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "it cannot be removed" in done.stderr


def test_clean_removes_what_was_kept_and_nothing_else(folder: Path) -> None:
    run("check", ".", cwd=folder, XDG_CACHE_HOME=str(folder / "home"))
    (folder / FOLDER / "mine.txt").write_text("mine")
    done = run("clean", cwd=folder, XDG_CACHE_HOME=str(folder / "home"))
    assert done.returncode == 0, done.stderr
    assert os.listdir(folder / FOLDER) == ["mine.txt"]
    assert os.listdir(folder / "home") == []
    assert (folder / "talk.txt").is_file()
    assert run("clean", cwd=folder, XDG_CACHE_HOME=str(folder / "home")).stdout == "0 files removed.\n"
