"""`--since`: only findings on lines that git tells to have changed."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from test_cli import run

from empathylint.changed_lines import changed_lines

if TYPE_CHECKING:
    from pathlib import Path

BAD = "We apologize for any inconvenience.\n"
WORSE = "We are sorry if you feel that way.\n"
FINE = "Your parcel comes on Monday.\n"
AGENT = "Agent: Please send a photo.\n"


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Sam", "-c", "user.email=sam@shop.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "macros").mkdir()
    (tmp_path / "macros/delay.md").write_text(f"{BAD}\n{FINE}\n{FINE}")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def told(repository: Path, *arguments: str) -> list[str]:
    arguments = ("check", "macros", "--select", "APO", "--format", "concise", "--since", "HEAD", *arguments)
    done = run(*arguments, cwd=repository, PATH=os.environ["PATH"])
    assert "Traceback" not in done.stderr, done.stderr
    lines = (line.partition(": ") for line in done.stdout.splitlines())
    return [f"{place} {told.split()[1]}" for place, _, told in lines]


def test_a_finding_on_a_line_that_has_not_changed_is_quiet_and_counted(repository: Path) -> None:
    (repository / "macros/delay.md").write_text(f"{BAD}\n{FINE}\n{WORSE}")
    assert told(repository) == ["macros/delay.md:5:8 APO001"]
    arguments = ("check", "macros", "--select", "APO", "--format", "json", "--since", "HEAD")
    done = run(*arguments, cwd=repository, PATH=os.environ["PATH"])
    assert json.loads(done.stdout)["summary"]["untouched"] == 1


def test_nothing_changed_is_nothing_told(repository: Path) -> None:
    assert told(repository) == []


def test_files_that_git_does_not_know_are_new_from_top_to_bottom(repository: Path) -> None:
    (repository / "macros/ünd “odd”\t name.md").write_text(BAD)
    assert [line.split()[-1] for line in told(repository)] == ["APO003"]


def test_lines_that_look_like_a_diff_are_text(repository: Path) -> None:
    (repository / "macros/delay.md").write_text(f"{BAD}\n{FINE}\n++ b/macros/other.md\n@@ -1 +1 @@\n{WORSE}")
    assert told(repository) == ["macros/delay.md:7:8 APO001"]


def test_what_a_reply_lacks_counts_on_all_of_its_lines(tmp_path: Path) -> None:
    (tmp_path / "macros").mkdir()
    talk = f"Customer: My lamp arrived broken!\n{AGENT}Customer: The glass is off!\n{AGENT}"
    (tmp_path / "macros/talk.txt").write_text(talk)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    (tmp_path / "macros/talk.txt").write_text(talk.replace(AGENT, f"{AGENT}It helps our warehouse.\n"))
    assert told(tmp_path) != []


def test_what_others_did_since_the_branches_parted_does_not_count(repository: Path) -> None:
    git(repository, "switch", "-qc", "work")
    (repository / "macros/new.md").write_text(WORSE)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "work")
    git(repository, "switch", "-q", "main")
    (repository / "macros/delay.md").write_text(f"{FINE}\n{FINE}")
    git(repository, "commit", "-qam", "others")
    git(repository, "switch", "-q", "work")
    assert told(repository, "--since", "main") == ["macros/new.md:1:8 APO001"]


def test_ranges_are_told_by_real_path(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "macros/delay.md").write_text(f"{BAD}\n{FINE}")
    monkeypatch.chdir(repository / "macros")
    assert changed_lines("HEAD") == {os.path.realpath("delay.md"): [(3, 4)]}


@pytest.mark.parametrize("revision", ["nowhere", "-x", "--output=a", "HEAD^{tree}"])
def test_a_revision_that_git_does_not_know_is_one_line(repository: Path, revision: str) -> None:
    done = run("check", "macros", f"--since={revision}", cwd=repository, PATH=os.environ["PATH"])
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f"--since is “{revision}”, which git does not know" in done.stderr


def test_outside_a_repository_it_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BAD)
    done = run("check", "a.md", "--since", "HEAD", cwd=tmp_path, PATH=os.environ["PATH"], GIT_CEILING_DIRECTORIES="/")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "git cannot tell what has changed" in done.stderr


def test_without_git_it_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BAD)
    done = run("check", "a.md", "--since", "HEAD", cwd=tmp_path, PATH="/nowhere")
    assert (done.returncode, done.stderr) == (
        2,
        "empathylint: --since needs git, which cannot be run (No such file or directory).\n",
    )
