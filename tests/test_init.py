"""`empathylint init`: settings that fit, offers that ask, and nothing overwritten."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml
from test_ci_files import ROOT
from test_cli import CACHE, run

from empathylint.baseline import NAME
from empathylint.config import load_settings
from empathylint.first_config import ci_file
from empathylint.settings import Settings
from empathylint.survey import survey

if TYPE_CHECKING:
    from pathlib import Path

BAD = "Hi {{ticket.requester.first_name}}, we are sorry if you feel that way."
TALK = "Customer: My lamp arrived broken!\nAgent: We are sorry if you feel that way.\n"
CONFIG, HOOKS, WORKFLOW = ".empathylint.yaml", ".pre-commit-config.yaml", ".github/workflows/empathylint.yml"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".github").mkdir()
    (tmp_path / "macros").mkdir()
    (tmp_path / "macros/late.md").write_text(f"{BAD}\n")
    (tmp_path / "macros/list.csv").write_text(f'title,body\nA,"{BAD}"\n')
    (tmp_path / "setup.py").write_text("print()\n")
    return tmp_path


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_without_a_terminal_the_settings_alone_are_written(repository: Path) -> None:
    before = files(repository)
    done = run("init", cwd=repository)
    assert done.returncode == 0, done.stderr
    assert files(repository) - before == {CONFIG}
    assert (
        "Not done, for nobody was asked: the baseline, the pre-commit hook, the CI file. --yes does all." in done.stderr
    )


def test_yes_does_all_and_the_next_check_is_clean(repository: Path) -> None:
    before = files(repository)
    done = run("init", "--yes", cwd=repository)
    assert done.returncode == 0, done.stderr
    assert files(repository) - before == {CONFIG, NAME, HOOKS, WORKFLOW}
    assert (repository / WORKFLOW).read_text() == ci_file("github")
    assert [repo["hooks"] for repo in yaml.safe_load((repository / HOOKS).read_text())["repos"]] == [
        [{"id": "empathylint"}]
    ]
    assert run("check", cwd=repository).returncode == 0
    (repository / "macros/new.md").write_text(f"{BAD}\n")
    assert run("check", cwd=repository).returncode == 1


def test_the_settings_load_and_fit(repository: Path) -> None:
    run("init", "--yes", cwd=repository)
    settings = load_settings(repository)
    assert (settings.profile, os.path.basename(settings.baseline)) == ("macro", NAME)
    text = (repository / CONFIG).read_text()
    assert text.startswith("# yaml-language-server: $schema=https://")
    assert "# 2 canned replies in 2 files (" in text
    assert "placeholders are those of zendesk" in text
    assert settings.house.help_desk == "zendesk"


def test_what_is_commented_out_is_right_too(repository: Path) -> None:
    run("init", cwd=repository)
    text = re.sub(r"^# ((?:  )?(?!yaml-)[a-z-]+:)", r"\1", (repository / CONFIG).read_text(), flags=re.MULTILINE)
    (repository / "all.yaml").write_text(text)
    settings = load_settings(repository, repository / "all.yaml")
    assert (settings.house.names, os.path.basename(os.path.normpath(settings.rules[0]))) == (
        ("Acme PLUS",),
        "house-rules",
    )


def test_a_dry_run_prints_all_and_writes_nothing(repository: Path) -> None:
    before = files(repository)
    done = run("init", "--dry-run", cwd=repository)
    assert files(repository) == before
    assert [line for line in done.stdout.splitlines() if line.startswith("--- ")] == [
        f"--- {CONFIG}",
        f"--- {HOOKS}",
        f"--- {WORKFLOW}",
    ]


@pytest.mark.parametrize("name", [CONFIG, "pyproject.toml"])
def test_settings_that_are_there_are_left_alone(repository: Path, name: str) -> None:
    text = "profile: chat\n" if name == CONFIG else '[tool.empathylint]\nprofile = "chat"\n'
    (repository / name).write_text(text)
    before = files(repository)
    done = run("init", "--yes", cwd=repository)
    assert (done.returncode, done.stderr) == (
        2,
        f"empathylint: {name}: there are settings already. Change them, or remove them and run init again.\n",
    )
    assert files(repository) == before
    assert (repository / name).read_text() == text


def test_files_that_are_there_are_left_alone_and_told_what_to_add(repository: Path) -> None:
    (repository / HOOKS).write_text("repos: []\n")
    (repository / NAME).write_text('{"version": 1, "files": {}}')
    (repository / ".github/workflows").mkdir()
    (repository / WORKFLOW).write_text("mine\n")
    done = run("init", "--yes", cwd=repository)
    assert done.returncode == 0, done.stderr
    assert f"{HOOKS} is there; add this to its repos:\n  - repo: https://" in done.stderr
    assert f"{WORKFLOW} is there and stays as it is." in done.stderr
    assert (repository / HOOKS).read_text() == "repos: []\n"
    assert (repository / NAME).read_text() == '{"version": 1, "files": {}}'
    assert (repository / WORKFLOW).read_text() == "mine\n"


def test_gitlab_is_told_the_job_to_add(repository: Path) -> None:
    (repository / ".github").rmdir()
    (repository / ".gitlab-ci.yml").write_text("stages: []\n")
    done = run("init", "--yes", cwd=repository)
    assert "Add this to .gitlab-ci.yml:\n# Copy into" in done.stderr
    assert (repository / ".gitlab-ci.yml").read_text() == "stages: []\n"


@pytest.mark.parametrize(
    ("name", "text", "profile"),
    [("talk.txt", TALK, "auto"), ("macros/a.md", BAD, "macro"), ("notes.py", "print()\n", "auto")],
)
def test_the_profile_fits_what_is_there(tmp_path: Path, name: str, text: str, profile: str) -> None:
    (tmp_path / "macros").mkdir()
    (tmp_path / name).write_text(text)
    assert survey(str(tmp_path), Settings()).profile == profile
    assert run("init", cwd=tmp_path).returncode == 0
    assert load_settings(tmp_path).profile == profile
    assert ("speakers:" in (tmp_path / CONFIG).read_text()) is (name == "talk.txt")


def test_a_remote_tells_the_ci_system(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text('[remote "origin"]\n\turl = git@gitlab.example:a/b.git\n')
    assert survey(str(tmp_path), Settings()).ci == "gitlab"


@pytest.mark.parametrize("folder", ["gone", "file"])
def test_what_is_no_folder_is_one_line(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("")
    done = run("init", folder, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        f"empathylint: {folder}: there is no such folder. Check the spelling.\n",
    )


@pytest.mark.parametrize(
    ("answers", "written"),
    [("y\ny\ny\n", {CONFIG, NAME, HOOKS, WORKFLOW}), ("n\nn\nn\n", {CONFIG}), ("\nn\n\n", {CONFIG, NAME, WORKFLOW})],
)
def test_on_a_terminal_it_asks(repository: Path, answers: str, written: set[str]) -> None:
    before = files(repository)
    ours, theirs = pty.openpty()
    where = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "XDG_CACHE_HOME": CACHE, "TERM": "dumb"}
    command = [sys.executable, "-m", "empathylint", "init"]
    with subprocess.Popen(command, cwd=repository, env=where, stdin=theirs, stderr=theirs, stdout=theirs) as asking:
        os.write(ours, answers.encode())
        assert asking.wait(60) == 0
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    os.close(theirs)
    assert f"so that only new ones are told ({NAME})? [Y/n]" in shown
    assert files(repository) - before == written
