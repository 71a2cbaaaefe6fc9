"""The action: what it says of itself, and its steps run by a shell as a runner does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "ci" / "README.md"
COLD = "Customer: My order arrived broken and I am furious!\nAgent: We are sorry if you feel that way.\n"


def action() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return found


def action_steps() -> dict[str, dict[str, Any]]:
    return {step["name"]: step for step in action()["runs"]["steps"]}


def test_the_action_says_of_each_input_and_output_what_it_is() -> None:
    inputs = action()["inputs"]
    assert list(inputs) == ["paths", "args", "version", "format", "python-version"]
    assert list(action()["outputs"]) == ["exit-code", "sarif-file"]
    assert all(told["description"] for told in (*inputs.values(), *action()["outputs"].values()))
    rows = re.findall(r"^\| `([\w-]+)` \| (?:`(.+?)`)? ?\|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert dict(rows) == {name: told["default"] for name, told in inputs.items()}


def test_each_input_reaches_a_shell_through_a_variable_only() -> None:
    steps = action_steps().values()
    assert action()["runs"]["using"] == "composite"
    for step in (step for step in steps if "run" in step):
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
    passed = " ".join(str(value) for step in steps for value in (step.get("env", {}) | step.get("with", {})).values())
    assert set(re.findall(r"inputs\.([\w-]+)", passed)) == set(action()["inputs"])


def test_outputs_come_from_a_step_that_writes_them() -> None:
    for name, output in action()["outputs"].items():
        assert output["value"] == f"${{{{ steps.check.outputs.{name} }}}}"
        assert f'echo "{name}=' in action_steps()["Run empathylint"]["run"]


class Runner:
    """A folder with what a runner gives the steps of an action."""

    def __init__(self, folder: Path) -> None:
        self.workspace = folder / "workspace"
        self.workspace.mkdir()
        self._temp = folder / "temp"
        self._temp.mkdir()
        self._written = folder / "outputs"
        self.summary = folder / "summary"

    def run(self, step: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run one step of the action as the runner does, with the inputs as variables."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        files = {"GITHUB_OUTPUT": self._written, "GITHUB_STEP_SUMMARY": self.summary, "RUNNER_TEMP": self._temp}
        given = {**{name: str(path) for name, path in files.items()}, "GITHUB_ACTION_PATH": str(ROOT)}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", action_steps()[step]["run"]],
            cwd=self.workspace,
            env={**kept, **given, **inputs},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def install(self, script: str) -> None:
        """Put a script where the action installs empathylint."""
        program = self._temp / "empathylint" / "bin" / "empathylint"
        program.parent.mkdir(parents=True)
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)

    def outputs(self) -> dict[str, str]:
        lines = self._written.read_text(encoding="utf-8").splitlines()
        return {name: value for name, _, value in (line.partition("=") for line in lines)}


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def check(runner: Runner, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the check of the action with its defaults and some inputs."""
    defaults = {name: action()["inputs"][name.lower()]["default"] for name in ("PATHS", "ARGS", "FORMAT")}
    return runner.run("Run empathylint", **(defaults | inputs))


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({}, "check|--format|github|--|."),
        ({"PATHS": "macros\n  saved replies/*.md\n\n"}, "check|--format|github|--|macros|saved replies/*.md"),
        ({"PATHS": ""}, "check|--format|github|--"),
        ({"ARGS": "--exclude **\n --exit-zero"}, "check|--exclude|**|--exit-zero|--format|github|--|."),
        ({"FORMAT": "sarif concise"}, "check|--format|sarif:empathylint.sarif|--format|concise|--|."),
        ({"FORMAT": ""}, "check|--|."),
        ({"PATHS": "$(touch owned)`touch owned`; touch owned"}, None),
        ({"ARGS": "$(touch owned) ;touch owned", "FORMAT": "`touch owned`"}, None),
    ],
)
def test_inputs_become_words_of_the_command_line_and_nothing_else(
    inputs: dict[str, str], words: str | None, runner: Runner
) -> None:
    runner.install('printf "|%s" "$@"')
    (runner.workspace / "a.md").write_text("a file that a glob would name")
    done = check(runner, **inputs)
    assert done.returncode == 0, done.stderr
    assert words is None or done.stdout == f"|{words}"
    assert [path.name for path in runner.workspace.iterdir()] == ["a.md"]


def test_markdown_without_a_file_goes_to_the_summary_of_the_job(runner: Runner) -> None:
    runner.install('printf "|%s" "$@"')
    assert f"|markdown:{runner.summary}|" in check(runner, FORMAT="markdown").stdout


@pytest.mark.parametrize("code", [0, 1, 2, 3])
def test_the_exit_code_is_told_and_kept(code: int, runner: Runner) -> None:
    runner.install(f"exit {code}")
    assert check(runner, FORMAT="sarif").returncode == code
    assert runner.outputs() == {"exit-code": str(code)}, "no SARIF file was written"


@pytest.mark.parametrize(("asked", "file"), [("sarif", "empathylint.sarif"), ("github sarif:out.sarif", "out.sarif")])
def test_the_sarif_file_is_told_where_it_was_written(asked: str, file: str, runner: Runner) -> None:
    runner.install(f"echo > {file}; exit 1")
    assert check(runner, FORMAT=asked).returncode == 1
    assert runner.outputs() == {"exit-code": "1", "sarif-file": file}


@pytest.mark.slow
def test_the_action_installs_this_checkout_and_lints_with_it(runner: Runner) -> None:
    installed = runner.run("Install empathylint", PYTHON=sys.executable, VERSION="")
    assert installed.returncode == 0, installed.stderr
    (runner.workspace / "cold.txt").write_text(COLD)
    done = check(runner, FORMAT="concise", ARGS="--select APO001")
    assert done.stdout.startswith("cold.txt:2:15: error APO001"), done.stderr
    assert runner.outputs() == {"exit-code": "1"}
