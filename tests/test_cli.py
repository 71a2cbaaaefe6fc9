from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CACHE = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
TALK = "Customer: My order arrived broken and I am furious!\nAgent: We are sorry if you feel that way.\n"


def run(*arguments: str, cwd: Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "empathylint", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "COLUMNS": "80", "XDG_CACHE_HOME": CACHE, **environment},
    )


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    (tmp_path / "talk.txt").write_text(TALK)
    return tmp_path


def test_a_finding_is_told_with_its_place_and_exit_code_1(talk: Path) -> None:
    done = run("check", "talk.txt", "--format", "concise", "--select", "APO001", cwd=talk)
    assert done.stdout.startswith("talk.txt:2:")
    assert "APO001" in done.stdout
    assert done.returncode == 1


def test_the_drawn_report_has_no_escape_codes_in_a_pipe_and_fits_80_columns(talk: Path) -> None:
    done = run("check", "talk.txt", cwd=talk)
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "acknowledge" in done.stdout


def test_a_clean_file_exits_with_0(tmp_path: Path) -> None:
    (tmp_path / "calm.txt").write_text(
        "Customer: Do you open on Sunday?\nAgent: Yes, from ten to four. Have a good week!\n"
    )
    done = run("check", "calm.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def test_standard_input_goes_by_the_name_that_it_is_given(talk: Path) -> None:
    done = run("check", "-", "--stdin-filename", "draft.txt", "--format", "concise", cwd=talk, stdin=TALK)
    assert done.stdout.startswith("draft.txt:2:")


def test_force_exclude_holds_for_standard_input_by_its_name(talk: Path) -> None:
    arguments = ("check", "-", "--stdin-filename", "drafts/a.txt", "--exclude", "drafts", "--format", "concise")
    assert run(*arguments, cwd=talk, stdin=TALK).returncode == 1
    left_out = run(*arguments, "--force-exclude", cwd=talk, stdin=TALK)
    assert (left_out.stdout, left_out.returncode) == ("", 0)


def test_formats_reads_standard_input(talk: Path) -> None:
    done = run("formats", "-", "--stdin-filename", "draft.txt", cwd=talk, stdin=TALK)
    assert done.stdout.startswith("draft.txt: transcript: ")


@pytest.mark.parametrize("command", [("check", "talk.txt"), ("rules",), ("--help",)])
def test_a_closed_pipe_ends_it_quietly(talk: Path, command: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    environment = {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": CACHE}
    done = subprocess.run(
        [sys.executable, "-m", "empathylint", *command],
        cwd=talk,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        env=environment,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (-signal.SIGPIPE, b"")


def test_the_json_report_names_codes_places_and_rewrites(talk: Path) -> None:
    report = json.loads(run("check", "talk.txt", "--format", "json", cwd=talk).stdout)
    assert report["version"] == 1
    assert {finding["path"] for finding in report["findings"]} == {"talk.txt"}
    assert all(finding["rewrite"] for finding in report["findings"])


def test_show_prints_cues_steps_and_findings_as_json(talk: Path) -> None:
    (shown,) = json.loads(run("show", "--format", "json", "talk.txt", cwd=talk).stdout)["conversations"]
    assert [turn["role"] for turn in shown["turns"]] == ["customer", "agent"]
    assert "problem" in shown["turns"][0]["cues"]
    assert shown["steps"]["apologize"] == "fail"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "nowhere.txt"), "nowhere.txt: there is no such file or folder"),
        (
            ("check", "talk.txt", "--format", "jsn"),
            "--format is “jsn”; it is one of rich, concise, json, jsonl,",
        ),
        (("check", "talk.txt", "--select", "APX"), "Did you mean “APO”?"),
        (("check", "talk.txt", "--severity", "APO001"), "--severity takes CODE=LEVEL"),
        (("check", "talk.txt", "--profile", "chatt"), "Did you mean “chat”?"),
        (("check", "talk.txt", "--input-format", "jsonline"), "Did you mean “jsonlines”?"),
        (("check", "talk.txt", "--output-file", "no/such/folder.txt"), "cannot be written"),
        (("explain", "APO04"), "Did you mean “APO004”"),
        (("explain", "non-apolgy"), "Did you mean “non-apology”?"),
        (("test", "nowhere"), "there is no such folder"),
        (("chek", "talk.txt"), "Did you mean 'check'"),
    ],
)
def test_a_mistake_of_the_users_is_one_line_on_stderr_and_exit_code_2(
    talk: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run(*arguments, cwd=talk)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("slect: [APO]\n", ".empathylint.yaml: unknown key “slect”. Did you mean “select”?"),
        ("severity: {APO004: warn}\n", "Did you mean “warning”?"),
        ("select: [APO\n", ".empathylint.yaml"),
        ("rules: [house]\n", "there is no such folder of rules"),
    ],
)
def test_a_mistake_in_the_config_is_one_line(talk: Path, config: str, said: str) -> None:
    (talk / ".empathylint.yaml").write_text(config)
    done = run("check", "talk.txt", cwd=talk)
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.returncode == 2


@pytest.mark.parametrize("word", ["apologize", "APO", "apo0"])
def test_a_group_or_the_beginning_of_a_code_explains_all_its_rules(tmp_path: Path, word: str) -> None:
    done = run("explain", word, cwd=tmp_path)
    heads = re.findall(r"^[A-Z]{3}\d{3}(?= [a-z-]+  )", done.stdout, re.MULTILINE)
    assert heads[:2] == ["APO001", "APO002"]
    assert all(head.startswith("APO") for head in heads)


HOUSE_RULE = """
code: HSE001
title: Nobody says bananas
severity: warning
scope: reply
why: We sell apples.
sources: [House style]
{how}
message: “{{said}}” is not ours.
rewrite: [Say apples.]
examples: ["> Agent: Bananas!", "Agent: Apples!"]
"""


def house(folder: Path, how: str) -> None:
    (folder / "house/tone").mkdir(parents=True)
    (folder / "house/cues").mkdir()
    (folder / "house/cues/bananas.yaml").write_text(
        "cue: bananas\nby: agent\nwhat: The fruit.\nphrases: [bananas]\nexamples: {yes: [Bananas!], no: [Apples]}\n"
    )
    (folder / "house/tone/bananas.yaml").write_text(HOUSE_RULE.format(how=how))
    (folder / ".empathylint.yaml").write_text("rules: [house]\n")


def test_a_house_rule_speaks_and_its_examples_are_tested(talk: Path) -> None:
    house(talk, "forbid: {says: bananas}")
    (talk / "talk.txt").write_text("Customer: hi\nAgent: Have bananas.\n")
    assert "HSE001 “bananas” is not ours." in run("check", "talk.txt", "--format", "concise", cwd=talk).stdout
    assert "1 rule and 1 cue tested, 0 examples wrong" in run("test", "house", cwd=talk).stdout


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("forbid: {says: banana}", "forbid names “banana”, which is no cue. Did you mean “bananas”?"),
        ("forbid: {sais: bananas}", "bananas.yaml: "),
        ("forbidden: {says: bananas}", "unknown key “forbidden”. Did you mean “forbid”?"),
        ("forbid: {says: bananas, in: next-turn 2}", "is no window. Did you mean “next-turns”?"),
        ("", "a rule has one of expect, forbid, step"),
    ],
)
def test_a_mistake_in_a_house_rule_names_file_key_and_the_right_word(talk: Path, how: str, said: str) -> None:
    house(talk, how)
    done = run("check", "talk.txt", cwd=talk)
    assert said in done.stderr
    assert "house/tone/bananas.yaml" in done.stderr
    assert done.returncode == 2


def test_house_code_runs_only_when_it_is_allowed(talk: Path) -> None:
    house(talk, "")
    (talk / "house/tone/bananas.py").write_text("def check(rule, conversation):\n    return iter(())\n")
    assert "--allow-code" in run("check", "talk.txt", cwd=talk).stderr
    assert run("check", "talk.txt", "--allow-code", "--select", "HSE001", cwd=talk).returncode == 0


def test_escape_sequences_of_a_transcript_never_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text(
        "Customer: It broke\x1b]0;x\x07!!! I am furious\nAgent: \x1b[31mSorry if you feel that way\x9b.\n"
    )
    for arguments in (
        ("check", "evil.txt"),
        ("check", "evil.txt", "--format", "concise"),
        ("show", "evil.txt"),
    ):
        done = run(*arguments, cwd=tmp_path, FORCE_COLOR="")
        assert not {"\x1b", "\x07", "\x9b"} & set(done.stdout), arguments


def test_the_version_is_printed_without_loading_anything(tmp_path: Path) -> None:
    assert run("--version", cwd=tmp_path).stdout.startswith("empathylint 0.")


def test_every_command_has_help(tmp_path: Path) -> None:
    for command in ("check", "show", "rules", "explain", "test", "formats"):
        assert run(command, "--help", cwd=tmp_path).returncode == 0


def test_statistics_count_by_rule(talk: Path) -> None:
    done = run("check", "talk.txt", "--statistics", "--select", "APO001", cwd=talk)
    assert "1  APO001" in done.stdout


def test_exit_zero_holds_for_findings_alone(talk: Path) -> None:
    assert run("check", "talk.txt", "--exit-zero", cwd=talk).returncode == 0
    assert run("check", "talk.txt", "nowhere", "--exit-zero", cwd=talk).returncode == 2


def test_files_of_no_known_shape_are_counted_on_a_walk_and_an_error_when_named(talk: Path) -> None:
    (talk / "notes.txt").write_text("Nothing to see.\n")
    assert "Passed over: 1 file of no known shape. See:" in run("check", ".", cwd=talk).stdout
    named = run("check", "notes.txt", cwd=talk)
    assert named.returncode == 2
    assert named.stderr.startswith("empathylint: notes.txt: ")


@pytest.mark.parametrize("name", ["draft.txt", "draft.md", ""])
def test_a_draft_without_speakers_is_linted_as_a_reply(tmp_path: Path, name: str) -> None:
    arguments = ("--stdin-filename", name) if name else ()
    draft = "Hi Sam,\n\nWe are sorry if you feel that way.\n"
    done = run("check", "-", "--format", "concise", *arguments, cwd=tmp_path, stdin=draft)
    assert f"{name or 'stdin.txt'}:3:" in done.stdout, done.stderr


def test_output_that_is_no_utf_8_is_no_crash(talk: Path) -> None:
    done = run("check", "talk.txt", cwd=talk, PYTHONIOENCODING="ascii")
    assert done.returncode == 1


def test_the_readmes_house_rule_works_as_it_is_written(talk: Path) -> None:
    for block in (ROOT / "README.md").read_text(encoding="utf-8").split("```yaml\n# house-rules/")[1:]:
        name, _, text = block.partition("\n")
        file = talk / "house-rules" / name.split(":")[0]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.split("```")[0], encoding="utf-8")
    assert "1 rule and 1 cue tested, 0 examples wrong" in run("test", "house-rules", cwd=talk).stdout


def test_quiet_prints_findings_alone(talk: Path) -> None:
    done = run("check", "talk.txt", "--quiet", cwd=talk)
    assert "Read 1 conversation" not in done.stdout
    assert "APO001" in done.stdout
    assert done.stderr == ""


def test_a_report_in_a_file_has_no_colours(talk: Path) -> None:
    run("check", "talk.txt", "--output-file", "report.txt", cwd=talk, FORCE_COLOR="1")
    written = (talk / "report.txt").read_text(encoding="utf-8")
    assert "\x1b" not in written
    assert "APO001" in written


def test_a_draft_is_a_canned_reply_whatever_its_name(talk: Path) -> None:
    done = run("check", "-", "--stdin-filename", "to-anna.txt", "--format", "concise", cwd=talk, stdin="Calm down.")
    assert done.stdout.startswith("to-anna.txt:1:1: error ACK005")
    assert done.returncode == 1


def test_markdown_is_a_canned_reply_where_it_is_named_or_the_folder_says_so(tmp_path: Path) -> None:
    for folder in ("billing", "macros"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "refund.md").write_text("# Refund\n\nCalm down.\n")
    assert "ACK005" in run("check", "billing/refund.md", cwd=tmp_path).stdout
    assert "ACK005" in run("check", ".", cwd=tmp_path / "macros").stdout
    assert "1 file of no known shape" in run("check", ".", cwd=tmp_path / "billing").stdout


def test_a_conversation_in_which_nobody_is_the_agent_is_told_and_not_called_clean(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Anna: Where is it?\nBen: Calm down.\nAnna: Well.\n")
    done = run("check", "talk.txt", cwd=tmp_path)
    assert "1 conversation was not judged" in done.stdout
    assert "Nothing to mend in what could be read and judged." in done.stdout
    (tmp_path / ".empathylint.yaml").write_text("speakers: {Anna: customer, Ben: agent}\n")
    assert "ACK005" in run("check", "talk.txt", cwd=tmp_path).stdout


def test_escapes_hide_no_words_and_a_line_is_a_line(tmp_path: Path) -> None:
    (tmp_path / "two\nlines.txt").write_text("Customer: It broke.\nAgent: \x1b[31mCalm down\x1b[0m.\n")
    done = run("check", ".", "--format", "concise", cwd=tmp_path)
    assert "ACK005 “Calm down" in done.stdout
    assert all(": " in line for line in done.stdout.splitlines())


def test_excludes_of_a_hook_do_not_hold_for_standard_input_without_a_name(talk: Path) -> None:
    arguments = ("check", "-", "--exclude", "*.txt", "--force-exclude", "--format", "concise")
    assert "ACK005" in run(*arguments, cwd=talk, stdin="Calm down.").stdout
    assert run(*arguments, "--stdin-filename", "a.txt", cwd=talk, stdin="Calm down.").stdout == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [("--version",), ("rules",), ("check", "talk.txt")])
def test_output_that_cannot_be_written_is_one_line_and_exit_code_2(talk: Path, command: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "empathylint", *command],
            cwd=talk,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={"PYTHONPATH": str(ROOT), "PATH": "", "XDG_CACHE_HOME": CACHE},
        )
    assert done.stderr.splitlines()[-1].startswith("empathylint: standard output cannot be written")
    assert "Traceback" not in done.stderr
    assert done.returncode == 2


def test_the_list_of_rules_as_json_tells_what_is_on_and_what_can_be_put_in_without_a_person(tmp_path: Path) -> None:
    listed = {rule["code"]: rule for rule in json.loads(run("rules", "--format", "json", cwd=tmp_path).stdout)}
    assert listed["ACK001"]["on"]
    assert not listed["REF003"]["on"]
    assert listed["REF003"]["severity"] == "off"
    assert any(rule["fixable"] for rule in listed.values())
    assert {"name", "group", "scope", "why", "sources", "title"} <= set(listed["APO004"])
