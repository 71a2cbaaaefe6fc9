"""What scripts lean on: lists of files, settings in print, a stable order, quiet runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_cli import run

from empathylint.config import load_settings

if TYPE_CHECKING:
    from pathlib import Path

BAD = "We are sorry if you feel that way.\n"


@pytest.fixture
def macros(tmp_path: Path) -> Path:
    (tmp_path / "macros").mkdir()
    for name in ("a.md", "b c.md", "ü.md"):
        (tmp_path / "macros" / name).write_text(BAD)
    (tmp_path / "macros/notes.bin").write_bytes(b"\0\1")
    return tmp_path


def told(folder: Path, *arguments: str, stdin: str = "") -> list[str]:
    done = run("check", "--select", "APO001", "--format", "concise", *arguments, cwd=folder, stdin=stdin)
    assert done.returncode == 1, done.stderr
    return [line.partition(":")[0] for line in done.stdout.splitlines()]


@pytest.mark.parametrize("ended", ["\n", "\r\n", "\0"])
def test_paths_come_from_standard_input_a_line_each_or_ended_by_nul(macros: Path, ended: str) -> None:
    listed = ended.join(["macros/ü.md", "macros/b c.md", ""])
    assert told(macros, "--files-from", "-", stdin=listed) == ["macros/ü.md", "macros/b c.md"]


def test_paths_come_from_a_file_beside_those_that_are_named(macros: Path) -> None:
    (macros / "list").write_text("macros/a.md\n\n")
    assert told(macros, "macros/b c.md", "--files-from", "list") == ["macros/b c.md", "macros/a.md"]


def test_an_empty_list_is_nothing_to_do(macros: Path) -> None:
    done = run("check", "--files-from", "-", cwd=macros)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "Read no conversations in 0 files.")


def test_a_list_that_is_not_there_is_one_line(macros: Path) -> None:
    done = run("check", "--files-from", "gone", cwd=macros)
    assert (done.returncode, done.stderr) == (
        2,
        "empathylint: gone: there is no such file. Check the spelling and the folder you are in.\n",
    )


def test_the_files_to_read_are_listed(macros: Path) -> None:
    done = run("check", "macros", "--show-files", "--exclude", "macros/a.md", cwd=macros)
    assert done.stdout.splitlines() == ["macros/b c.md", "macros/ü.md"]


def test_the_settings_in_print_can_be_read_as_settings(macros: Path) -> None:
    (macros / ".empathylint.yaml").write_text("ignore: [TON]\nseverity: {CLO001: off}\nhouse: {names: [Acme]}\n")
    done = run("check", "--show-settings", "--fail-on", "error", cwd=macros)
    assert done.stdout.startswith("# from .empathylint.yaml\n")
    (macros / "again.yaml").write_text(done.stdout)
    again = load_settings(macros, macros / "again.yaml")
    assert (again.ignore, again.severity, again.fail_on, again.house.names) == (
        ("TON",),
        {"CLO001": "off"},
        "error",
        ("Acme",),
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--unsafe-fixes",), "--unsafe-fixes goes with --fix"),
        (("--write-baseline", "--update-baseline"), "use one"),
        (("--statistics", "--format", "json"), "--statistics is a table for people"),
    ],
)
def test_options_that_contradict_each_other_are_one_line(macros: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run("check", *arguments, cwd=macros)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert told in done.stderr


def test_quiet_prints_findings_alone(macros: Path) -> None:
    done = run("check", "macros", "--select", "APO001", "--quiet", cwd=macros)
    assert done.stderr == ""
    assert "Read 3" not in done.stdout
