"""The baseline: known findings are not told, new ones are, and what is gone is dropped on demand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

NAME = ".empathylint-baseline.json"
OLD = "We apologize for any inconvenience.\n"
NEW = "We are sorry if you feel that way.\n"


@pytest.fixture
def macros(tmp_path: Path) -> Path:
    (tmp_path / "macros").mkdir()
    (tmp_path / "macros/delay.md").write_text(OLD)
    (tmp_path / "macros/refund.md").write_text(f"Hello there,\n\n{OLD}")
    (tmp_path / ".empathylint.yaml").write_text(f"baseline: {NAME}\nselect: [APO]\n")
    assert run("check", "--write-baseline", cwd=tmp_path).returncode == 0
    return tmp_path


def told(macros: Path, *arguments: str) -> list[str]:
    done = run("check", "macros", "--format", "concise", *arguments, cwd=macros)
    return [f"{line.split(':')[0]} {line.split()[2]}" for line in done.stdout.splitlines()]


def test_known_findings_are_quiet_and_new_ones_are_told(macros: Path) -> None:
    assert told(macros) == []
    (macros / "macros/refund.md").write_text(f"{OLD}\n{NEW}")
    assert told(macros) == ["macros/refund.md APO001"]


def test_the_baseline_holds_no_words_and_a_line_for_each_finding(macros: Path) -> None:
    written = (macros / NAME).read_text()
    assert "inconvenience" not in written
    assert json.loads(written)["files"].keys() == {"macros/delay.md", "macros/refund.md"}
    assert sum("APO003" in line for line in written.splitlines()) == 2


def test_the_same_words_once_more_are_a_new_finding(macros: Path) -> None:
    (macros / "macros/list.csv").write_text(f"title,body\nLate,{OLD}")
    assert run("check", "--write-baseline", cwd=macros).returncode == 0
    (macros / "macros/list.csv").write_text(f"title,body\nLate,{OLD}Later,{OLD}")
    assert told(macros) == ["macros/list.csv APO003"]


@pytest.mark.parametrize("text", [f"\n\nDear Sam,\n\n{OLD}", OLD.upper().replace("WE", "We")])
def test_lines_and_capitals_may_change(macros: Path, text: str) -> None:
    (macros / "macros/delay.md").write_text(text)
    assert "macros/delay.md APO003" not in told(macros)


def test_a_reply_may_move_to_another_file(macros: Path) -> None:
    (macros / "macros/delay.md").rename(macros / "macros/late.md")
    assert told(macros) == []


def test_what_is_gone_is_told_and_dropped_on_demand(macros: Path) -> None:
    (macros / "macros/delay.md").write_text("Your parcel comes on Monday.\n")
    done = run("check", "macros", cwd=macros)
    assert "note: 1 finding of the baseline is gone (APO003): --update-baseline drops it" in done.stderr
    assert run("check", "macros", "--update-baseline", cwd=macros).returncode == 0
    assert json.loads((macros / NAME).read_text())["files"].keys() == {"macros/refund.md"}


def test_what_was_not_asked_about_is_not_gone(macros: Path) -> None:
    before = (macros / NAME).read_text()
    done = run("check", "macros", "--select", "TON", "--update-baseline", cwd=macros)
    assert "gone" not in done.stderr
    assert (macros / NAME).read_text() == before


def test_an_update_adds_nothing(macros: Path) -> None:
    (macros / "macros/refund.md").write_text(f"{OLD}\n{NEW}")
    before = (macros / NAME).read_text()
    assert run("check", "macros", "--update-baseline", cwd=macros).returncode == 1
    assert (macros / NAME).read_text() == before


@pytest.mark.parametrize("option", ["--write-baseline", "--update-baseline"])
def test_files_that_were_not_read_keep_what_is_known_of_them(macros: Path, option: str) -> None:
    before = (macros / NAME).read_text()
    run("check", "macros/delay.md", option, cwd=macros)
    assert (macros / NAME).read_text() == before


def test_a_run_on_one_file_tells_nothing_of_the_others(macros: Path) -> None:
    assert "baseline" not in run("check", "macros/delay.md", cwd=macros).stderr


@pytest.mark.parametrize("folder", [".", "macros"])
def test_it_holds_from_whatever_folder_it_is_used(macros: Path, folder: str) -> None:
    assert run("check", ".", cwd=macros / folder).returncode == 0


def test_known_findings_are_counted(macros: Path) -> None:
    done = run("check", "macros", "--format", "json", cwd=macros)
    assert json.loads(done.stdout)["summary"]["known"] == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "this is no baseline"),
        ('{"version": 9, "files": {}}', "this baseline is of version 9, not 1"),
        ('{"version": 1, "files": {"a.md": "APO003"}}', "this is no baseline"),
    ],
)
def test_a_broken_baseline_is_one_line(macros: Path, content: str, told: str) -> None:
    (macros / NAME).write_text(content)
    done = run("check", "macros", cwd=macros)
    assert done.returncode == 2
    assert done.stderr.startswith(f"empathylint: {NAME}: {told}")
    assert done.stderr.count("\n") == 1


def test_a_baseline_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = run("check", ".", "--baseline", "gone.json", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "gone.json: there is no such file" in done.stderr
