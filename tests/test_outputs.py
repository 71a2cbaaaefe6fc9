"""Each output is held to the structure that its readers require, and lets nothing hostile through."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator
from test_cli import run

from empathylint.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOSTILE = 'Sorry 🙂 é if you feel ::error file=x::no ]]> <b>%0A</b> | `x` @all \u202e\u0007 \u2066 that "way".'
ESCAPED = json.dumps(f"{HOSTILE} \ud800")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A canned reply that can be mended, a transcript, a broken file, and a hostile reply under a hostile name."""
    (tmp_path / "macros").mkdir()
    (tmp_path / "macros/refund.md").write_text("Hello 🙂 é,\n\nWe wish you Ünde. READ THE RULES FIRST!!\n")
    (tmp_path / "talk.txt").write_text("Customer: My lamp arrived broken!\nAgent: We are sorry if you feel that way.\n")
    (tmp_path / "broken.jsonl").write_text('{"id": "a", "turns": [{"speaker": "agent", "text": "ok"}]}\n{broken\n')
    (tmp_path / "macros/ü ,: %0A [x].md").write_text(f"Sorry if you feel that way.\n\n{HOSTILE}\n")
    turns = ", ".join(f'{{"speaker": "{speaker}", "text": {ESCAPED}}}' for speaker in ("customer", "agent"))
    talk = f'{{"id": "h", "turns": [{turns}]}}'
    (tmp_path / "hostile.jsonl").write_text(f"{talk}\n{talk}\n")
    return tmp_path


def drawn(folder: Path, name: str, *paths: str, **environment: str) -> str:
    done = run("check", *(paths or (".", "broken.jsonl")), "--format", name, "--no-cache", cwd=folder, **environment)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == (1 if paths else 2)
    return done.stdout


def test_json_and_json_lines_tell_the_same(folder: Path) -> None:
    whole = json.loads(drawn(folder, "json"))
    lines = [json.loads(line) for line in drawn(folder, "jsonl").splitlines()]
    assert [line["finding"] for line in lines if "finding" in line] == whole["findings"]
    assert [line["problem"] for line in lines if "problem" in line] == whole["problems"]
    assert [line["unreadable"] for line in lines if "unreadable" in line] == whole["unreadable"]
    assert lines[-1]["summary"] == whole["summary"]
    assert whole["version"] == lines[-1]["version"] == 1


def test_a_fix_of_a_canned_reply_tells_what_to_put_where_in_the_file(folder: Path) -> None:
    findings = json.loads(drawn(folder, "json", "macros/refund.md"))["findings"]
    fix = next(finding["fix"] for finding in findings if finding["code"] == "TON005")
    lines = (folder / "macros/refund.md").read_text().split("\n")
    line = lines[fix["line"] - 1]
    assert fix["safe"]
    assert line[fix["column"] - 1 : fix["end_column"] - 1] == "READ THE RULES FIRST!"
    assert fix["text"] == "Read the rules first"


def test_a_transcript_has_rewrites_and_no_fix(folder: Path) -> None:
    findings = json.loads(drawn(folder, "json", "talk.txt"))["findings"]
    assert all(finding["fix"] is None for finding in findings)
    assert any(finding["rewrite"] for finding in findings)


def test_the_json_is_what_its_schema_promises(folder: Path) -> None:
    written = json.loads(drawn(folder, "json"))
    assert list(Draft202012Validator(json.loads(schema("report"))).iter_errors(written)) == []
    assert written["findings"]


def results(folder: Path, *paths: str) -> list[dict[str, Any]]:
    return list(json.loads(drawn(folder, "sarif", *paths))["runs"][0]["results"])


def test_sarif_has_what_code_scanning_asks_for(folder: Path) -> None:
    (told,) = json.loads(drawn(folder, "sarif"))["runs"]
    assert told["columnKind"] == "unicodeCodePoints"
    assert told["invocations"][0]["executionSuccessful"] is False
    assert "broken.jsonl:2" in told["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    rules = told["tool"]["driver"]["rules"]
    for rule in rules:
        assert rule["help"]["markdown"]
        assert "security-severity" not in rule["properties"]
    for result in told["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert re.fullmatch(r"[0-9a-f]{16}:\d+", result["partialFingerprints"]["primaryLocationLineHash"])


def test_sarif_names_files_from_the_root_on_percent_encoded(folder: Path) -> None:
    paths = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results(folder)}
    assert "macros/%C3%BC%20%2C%3A%20%250A%20%5Bx%5D.md" in paths
    assert not any(path.startswith("/") for path in paths)


def test_a_fingerprint_stays_while_lines_move(folder: Path) -> None:
    before = [one["partialFingerprints"] for one in results(folder, "macros/refund.md")]
    text = (folder / "macros/refund.md").read_text()
    (folder / "macros/refund.md").write_text(text.replace("\n\n", "\n\n\n\n"))
    assert [one["partialFingerprints"] for one in results(folder, "macros/refund.md")] == before


def test_sarif_fixes_replace_the_flagged_words(folder: Path) -> None:
    (fix,) = (one["fixes"][0] for one in results(folder, "macros/refund.md") if one["ruleId"] == "TON005")
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert replacement["deletedRegion"] == {"startLine": 3, "startColumn": 19, "endLine": 3, "endColumn": 40}
    assert replacement["insertedContent"] == {"text": "Read the rules first"}


COMMAND = re.compile(r"::(error|warning|notice) title=([^:,]+),file=([^:,]+),(?:[a-zA-Z]+=\d+,?)+::(.+)")


def test_github_commands_are_a_line_each_and_nothing_else_is_one(folder: Path) -> None:
    lines = drawn(folder, "github", GITHUB_WORKSPACE=str(folder)).splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(lines) - len(commands) <= 1
    assert all(COMMAND.fullmatch(line) for line in commands), commands
    assert any("file=macros/ü %2C%3A %250A [x].md" in line for line in commands)


def test_github_gets_no_columns_for_words_on_several_lines(folder: Path) -> None:
    for line in drawn(folder, "github").splitlines():
        if places := re.search(r",line=(\d+),endLine=(\d+)", line):
            assert (places[1] == places[2]) is (",col=" in line)


def test_github_gets_the_gravest_first(folder: Path) -> None:
    kinds = [line.split(" ")[0] for line in drawn(folder, "github").splitlines() if line.startswith("::")]
    assert kinds == sorted(kinds, key=["::error", "::warning", "::notice"].index)


def test_the_summary_of_a_github_job_gets_the_table(folder: Path) -> None:
    summary = folder / "summary.md"
    summary.write_text("before\n")
    drawn(folder, "github", GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text()
    assert "broken.jsonl:2" in text
    assert text.startswith("before\n## empathylint\n")
    assert "| error [APO001](" in text


def test_a_full_summary_is_left_as_it_is(folder: Path) -> None:
    summary = folder / "summary.md"
    summary.write_text("full\n" * 200_000)
    drawn(folder, "github", GITHUB_STEP_SUMMARY=str(summary))
    assert summary.read_text() == "full\n" * 200_000


def test_paths_begin_at_the_root_of_the_checkout_and_others_are_whole(folder: Path) -> None:
    done = run("check", "refund.md", "../talk.txt", "--format", "sarif", cwd=folder / "macros")
    inside = run("check", "refund.md", "--format", "sarif", cwd=folder / "macros", GITHUB_WORKSPACE=str(folder))
    places = [one for one in words_of(json.loads(done.stdout)) if one.endswith(("refund.md", "talk.txt"))]
    assert set(places) == {"refund.md", (folder / "talk.txt").as_uri()}
    assert "macros/refund.md" in set(words_of(json.loads(inside.stdout)))


def test_gitlab_fingerprints_are_each_their_own(folder: Path) -> None:
    entries = json.loads(drawn(folder, "gitlab"))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    for entry in entries:
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not entry["location"]["path"].startswith("/")
    assert [entry["check_name"] for entry in entries if entry["severity"] == "critical"] == ["unreadable"]


@pytest.mark.parametrize("name", ["gitlab", "junit"])
def test_what_tells_runs_apart_stays_while_lines_move(folder: Path, name: str) -> None:
    pattern = r'"fingerprint": "(.+)"' if name == "gitlab" else r'testcase name="(.+?)"'
    before = re.findall(pattern, drawn(folder, name, "talk.txt"))
    (folder / "talk.txt").write_text("\n\n" + (folder / "talk.txt").read_text())
    assert re.findall(pattern, drawn(folder, name, "talk.txt")) == before != []


def test_junit_has_a_suite_for_each_file_and_counts_that_add_up(folder: Path) -> None:
    (folder / "fine.txt").write_text("Customer: Open on Sunday?\nAgent: Yes, from ten to four.\n")
    root = ET.fromstring(drawn(folder, "junit"))  # noqa: S314 - our own output
    suites = {suite.attrib["name"]: suite for suite in root}
    assert suites.keys() >= {"broken.jsonl", "fine.txt", "macros/refund.md", "talk.txt"}
    for suite in suites.values():
        cases = list(suite)
        assert int(suite.attrib["tests"]) == len(cases) == len({case.attrib["name"] for case in cases})
        assert int(suite.attrib["failures"]) == sum(case.find("failure") is not None for case in cases)
    assert suites["broken.jsonl"].attrib["errors"] == "1"
    assert root.attrib["tests"] == str(sum(len(suite) for suite in suites.values()))


def test_checkstyle_has_a_place_and_a_source_for_each_error(folder: Path) -> None:
    root = ET.fromstring(drawn(folder, "checkstyle"))  # noqa: S314 - our own output
    errors = [error for file in root for error in file]
    assert errors
    assert len({file.attrib["name"] for file in root}) == len(root)
    for error in errors:
        assert error.attrib["severity"] in {"error", "warning", "info"}
        assert int(error.attrib["line"]) >= 1
        assert error.attrib["source"].startswith("empathylint.")


def test_rdjson_counts_bytes_and_suggests_rewrites(folder: Path) -> None:
    diagnostics = json.loads(drawn(folder, "rdjson", "macros/refund.md"))["diagnostics"]
    (shouting,) = (one for one in diagnostics if one["code"]["value"] == "TON005")
    (suggestion,) = shouting["suggestions"]
    line = (folder / "macros/refund.md").read_bytes().split(b"\n")[suggestion["range"]["start"]["line"] - 1]
    start, end = (suggestion["range"][side]["column"] - 1 for side in ("start", "end"))
    assert line[start:end] == b"READ THE RULES FIRST!"
    assert suggestion["text"] == "Read the rules first"


def test_the_markdown_table_has_a_row_for_each_finding(folder: Path) -> None:
    rows = [line for line in drawn(folder, "markdown").splitlines() if line.startswith("| ")][1:]
    assert len(rows) == len(json.loads(drawn(folder, "json"))["findings"])
    for row in rows:
        assert len(re.findall(r"(?<!\\)\|", row)) == 5


@pytest.mark.parametrize(
    ("environment", "begins"),
    [({"GITHUB_ACTIONS": "true"}, "::error"), ({"GITLAB_CI": "true"}, "[\n"), ({}, "talk.txt")],
)
def test_auto_follows_the_ci_system(folder: Path, environment: dict[str, str], begins: str) -> None:
    assert drawn(folder, "auto", "talk.txt", **environment).startswith(begins)


def test_several_formats_go_to_files_and_one_to_standard_output(folder: Path) -> None:
    formats = ("--format", "sarif:out.sarif", "--format", "concise", "--format", "junit:out.xml")
    done = run("check", "talk.txt", *formats, cwd=folder)
    assert done.stdout.startswith("talk.txt:2:")
    assert json.loads((folder / "out.sarif").read_text())["version"] == "2.1.0"
    assert ET.parse(folder / "out.xml").getroot().tag == "testsuites"  # noqa: S314 - our own output
    assert done.stderr == "Report written to out.sarif\nReport written to out.xml\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "json", "--format", "sarif"), "json and sarif cannot share standard output"),
        (("--format", "json", "--format", "sarif", "-o", "x"), "--output-file is for one format"),
        (("--format", "junit:no/where.xml"), "no/where.xml: cannot be written"),
        (("--format", "sarfi:x"), "Did you mean “sarif”?"),
        (("--format", "json:x", "--format", "sarif:./x"), "x is named for two formats"),
        (("--format", "json:"), "json: names no file"),
    ],
)
def test_formats_that_do_not_fit_together_are_one_line(folder: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run("check", "talk.txt", *arguments, cwd=folder)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert told in done.stderr


def words_of(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from words_of(one)
    elif isinstance(value, str):
        yield value
