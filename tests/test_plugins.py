from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from empathylint.errors import UserError
from empathylint.plugins import Plugin, plugins

ROOT = Path(__file__).parent.parent
RULE = "acme_empathy/canned/no_survey.yaml"
TALK = "Customer: It works.\nAgent: Here is our survey.\nCustomer: Bye.\nAgent: Please fill in the survey!\n"
LONG_AGO = 1_700_000_000
FIND = plugins.__wrapped__


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages with the example plug-in installed."""
    folder = tmp_path_factory.mktemp("site")
    options = ["--no-build-isolation", "--no-deps", "--no-index", "--quiet", "--target", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(ROOT / "examples/plugin")], check=True)
    return folder


def run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line with the packages of a folder installed."""
    places = os.pathsep.join((str(ROOT), str(site)))
    known = {**os.environ, "PYTHONPATH": places, "XDG_CACHE_HOME": str(site.parent / "cache")}
    command = [sys.executable, "-m", "empathylint", *arguments]
    return subprocess.run(command, env=known, cwd=site.parent, capture_output=True, text=True, check=False)


def package(place: Path, told: str) -> None:
    """Something that looks like an installed package, with its list of entry points."""
    (place / "house_words-1.0.dist-info").mkdir(parents=True)
    (place / "house_words-1.0.dist-info/entry_points.txt").write_text(told)
    (place / "house_words/rules").mkdir(parents=True)


def test_the_rules_of_an_installed_package_run_with_their_code_and_are_tested(site: Path) -> None:
    (site.parent / "chat.txt").write_text(TALK)
    checked = run(site, "check", "chat.txt", "--format", "concise", "--select", "ACM")
    assert checked.stdout.startswith("chat.txt:4:27: warning ACM001 “survey” asks a second time; the first was 2 turns")
    listed = {rule["code"]: rule["from"] for rule in json.loads(run(site, "rules", "--format", "json").stdout)}
    assert (listed["ACM001"], listed["APO004"]) == ("acme-empathy", "empathylint")
    assert "(acme-empathy)" in run(site, "rules").stdout
    tested = run(site, "test", str(site / "acme_empathy"))
    assert tested.stdout == "1 rule and 1 cue tested, 0 examples wrong\n"


def test_a_plug_in_that_changes_is_noticed(site: Path) -> None:
    rule = site / RULE
    rule.write_text(rule.read_text().replace("asks a second time", "asks once more"))
    (site.parent / "chat.txt").write_text(TALK)
    assert "asks once more" in run(site, "check", "chat.txt", "--format", "concise", "--select", "ACM").stdout


def test_code_in_a_folder_of_house_rules_needs_leave_beside_plug_ins(site: Path) -> None:
    (site.parent / "copy/cues").mkdir(parents=True)
    (site.parent / "copy/canned").mkdir()
    for name in ("cues/survey.yaml", "canned/no_survey.yaml", "canned/no_survey.py"):
        text = (site / "acme_empathy" / name).read_text()
        (site.parent / "copy" / name).write_text(text.replace("ACM001", "COP001"))
    refused = run(site, "test", "copy")
    assert (refused.returncode, "--allow-code" in refused.stderr) == (2, True)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("[empathylint.rules]\nhouse = house_words.rules\n", True),
        ("[console_scripts]\na = b:c\n\n[empathylint.rules]\n# ours\nhouse=house_words.rules\n", True),
        ("[empathylint.rules]\n[console_scripts]\nhouse = house_words.rules\n", False),
        ("[empathylint.rules.more]\nhouse = house_words.rules\n", False),
        ("", False),
    ],
)
def test_an_entry_point_in_our_group_names_a_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, found: bool
) -> None:
    package(tmp_path, told)
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "gone"), ""])
    named = (Plugin("house-words", str(tmp_path / "house_words/rules")),)
    assert FIND() == (named if found else ())


def test_nothing_in_the_working_directory_counts_as_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package(tmp_path, "[empathylint.rules]\nhouse = house_words.rules\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.chdir(tmp_path)
    assert FIND() == ()


def test_a_package_that_is_installed_to_be_edited_is_found_where_python_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package(tmp_path / "site", "[empathylint.rules]\nhouse = edited_words\n")
    (tmp_path / "work/edited_words").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site"), str(tmp_path / "work")])
    assert FIND() == (Plugin("house-words", str(tmp_path / "work/edited_words")),)


def test_a_package_that_is_not_there_is_told_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package(tmp_path, "[empathylint.rules]\nhouse = gone_words.rules\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with pytest.raises(UserError, match=r"house-words names “gone_words\.rules” as its rules, and there is no such"):
        FIND()


def test_the_search_is_kept_until_a_package_comes_or_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    package(site, "[empathylint.rules]\nhouse = house_words.rules\n")
    monkeypatch.setattr(sys, "path", [str(site)])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    os.utime(site, (LONG_AGO, LONG_AGO))
    assert len(FIND()) == 1
    (site / "house_words-1.0.dist-info/entry_points.txt").unlink()
    assert len(FIND()) == 1, "the kept search was not read"
    (site / "house_words-1.0.dist-info").rmdir()
    assert FIND() == ()
