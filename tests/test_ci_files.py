"""The files of docs/ci: they parse, ask for little, run nothing unpinned, and name what exists."""

from __future__ import annotations

import itertools
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from empathylint import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
CI = ROOT / "docs" / "ci"

WORKFLOWS: Final = ("github-actions.yml", "github-code-scanning.yml", "reviewdog.yml")
FILES: Final = (*WORKFLOWS, "gitlab-ci.yml", "azure-pipelines.yml", "Jenkinsfile", "README.md")
FORMATS: Final = frozenset(
    {"auto", "checkstyle", "concise", "github", "gitlab", "json", "jsonl", "junit", "markdown", "rdjson", "rich"}
    | {"sarif"}
)
OWN_ACTION: Final = f"empathylint/empathylint@v{__version__}"
ARCHIVE: Final = f"https://github.com/empathylint/empathylint/archive/refs/tags/v{__version__}.tar.gz"


def read(name: str) -> str:
    return (CI / name).read_text(encoding="utf-8")


def parsed(name: str) -> dict[str | bool, Any]:
    found: dict[str | bool, Any] = yaml.safe_load(read(name))
    return found


def job(name: str) -> dict[str, Any]:
    """The one job of a workflow."""
    jobs: dict[str, Any] = parsed(name)["jobs"]
    assert list(jobs) == ["empathylint"]
    found: dict[str, Any] = jobs["empathylint"]
    return found


def action() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return found


def commands(text: str) -> list[list[str]]:
    """The words behind `empathylint check` of each command line in a text."""
    found = re.findall(r"\bempathylint\"? check\b([^\n`'|&;<>]*)", text)
    return [shlex.split(words) for words in found]


def blocks(name: str) -> list[Any]:
    """The YAML that a file is, or that stands in a page."""
    if name.endswith(".yml"):
        return [parsed(name)]
    return [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", read(name), re.DOTALL)]


def uses_of_the_action(name: str) -> Iterator[dict[str, str]]:
    """What each use of the action in a file is given."""
    for block in blocks(name):
        steps = block if isinstance(block, list) else block.get("jobs", {}).get("empathylint", {}).get("steps", [])
        yield from (step.get("with", {}) for step in steps if step.get("uses") == OWN_ACTION)


def uses_of_the_hook(name: str) -> Iterator[list[str]]:
    """The arguments of each use of the hook for pre-commit in a file."""
    for repo in itertools.chain(*(block.get("repos", []) for block in blocks(name) if isinstance(block, dict))):
        yield from (hook["args"] for hook in repo["hooks"])


def options() -> frozenset[str]:
    """The options that `empathylint check` has."""
    from typer.main import get_command

    from empathylint.cli.app import app

    command: Any = get_command(app())
    return frozenset(name for option in command.commands["check"].params for name in option.opts)


def formats_in(words: list[str]) -> dict[str, str]:
    """The formats that a command line asks for, with the file that each is written to."""
    asked = [after for word, after in itertools.pairwise(words) if word == "--format"]
    return {name: file for name, _, file in (format_.partition(":") for format_ in asked)}


def command_of(name: str) -> list[str]:
    """The one command line of a file."""
    [words] = commands(read(name))
    return words


def test_every_file_is_told_on_the_page_and_held_by_these_tests() -> None:
    assert {path.name for path in CI.iterdir()} == set(FILES)
    told = set(re.findall(r"\]\(([^)]+)\)", read("README.md")))
    assert told == set(FILES) - {"README.md"} | {"../outputs.md"}


@pytest.mark.parametrize("name", FILES)
def test_a_command_line_uses_options_and_formats_that_exist(name: str) -> None:
    lines = [*commands(read(name)), *uses_of_the_hook(name)]
    for use in uses_of_the_action(name):
        asked = use.get("format", action()["inputs"]["format"]["default"]).split()
        lines += [["--format", format_] for format_ in asked] + [use.get("args", "").split()]
    assert any(lines), "a file without a command line"
    for words in lines:
        assert {word.partition("=")[0] for word in words if word.startswith("-")} <= options()
        assert formats_in(words).keys() <= FORMATS


@pytest.mark.parametrize("name", FILES)
def test_a_file_names_the_release_that_it_comes_with(name: str) -> None:
    named = re.findall(r"(?:empathylint@|tags/|rev: )v(\d[\w.]*?)(?:\.tar\.gz)?(?=\s|'|$)", read(name))
    assert named
    assert set(named) == {__version__}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_may_do_no_more_than_its_job_needs(name: str) -> None:
    needed = {
        "github-actions.yml": {"contents": "read"},
        "github-code-scanning.yml": {"actions": "read", "contents": "read", "security-events": "write"},
        "reviewdog.yml": {"contents": "read", "pull-requests": "write"},
    }
    workflow = parsed(name)
    assert job(name).get("permissions", workflow["permissions"]) == needed[name]
    assert "write" not in workflow["permissions"].values()
    checkout = next(step for step in job(name)["steps"] if step.get("uses", "").startswith("actions/checkout@"))
    assert checkout["with"]["persist-credentials"] is False


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_runs_on_pull_requests_and_never_with_the_rights_of_their_target(name: str) -> None:
    triggers = parsed(name)[True]  # YAML 1.1 reads the key `on` as a truth value
    assert "pull_request" in triggers
    assert "pull_request_target" not in triggers
    assert job(name)["timeout-minutes"] <= 10
    assert job(name)["runs-on"] == "ubuntu-latest"


@pytest.mark.parametrize("path", [ROOT / "action.yml", *(CI / name for name in WORKFLOWS)], ids=lambda path: path.name)
def test_actions_of_others_are_pinned_by_commit_with_their_tag_beside(path: Path) -> None:
    lines = [line.partition("uses: ")[2] for line in path.read_text(encoding="utf-8").splitlines() if "uses: " in line]
    assert lines
    for line in lines:
        assert line == OWN_ACTION or re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_expression_is_pasted_into_a_shell(name: str) -> None:
    scripts = [step["run"] for step in job(name)["steps"] if "run" in step]
    assert [script for script in scripts if "${{" in script] == []


def test_code_scanning_uploads_the_file_that_the_action_tells() -> None:
    _, lint, upload = job("github-code-scanning.yml")["steps"]
    assert "sarif:" in lint["with"]["format"]
    told = f"steps.{lint['id']}.outputs.sarif-file"
    assert upload["with"]["sarif_file"] == f"${{{{ {told} }}}}"
    assert told in upload["if"]
    assert told.rpartition(".")[2] in action()["outputs"]


def test_reviewdog_reads_the_file_that_the_action_writes() -> None:
    *_, lint, comment = job("reviewdog.yml")["steps"]
    file = lint["with"]["format"].removeprefix("rdjson:")
    assert comment["run"].endswith(f"< {file}")
    assert "--exit-zero" in lint["with"]["args"]


def test_gitlab_takes_the_report_as_code_quality_also_when_there_are_findings() -> None:
    lint = parsed("gitlab-ci.yml")["empathylint"]
    assert lint["artifacts"]["reports"] == {"codequality": formats_in(command_of("gitlab-ci.yml"))["gitlab"]}
    assert lint["artifacts"]["when"] == "always"
    assert lint["variables"]["EMPATHYLINT"] == f"empathylint @ {ARCHIVE}"
    assert lint["before_script"] == ['pip install --quiet "$EMPATHYLINT"']


def test_azure_publishes_the_report_also_when_there_are_findings() -> None:
    pipeline = parsed("azure-pipelines.yml")
    *_, install, lint, publish = pipeline["steps"]
    assert publish["task"].partition("@")[0] == "PublishTestResults"
    assert publish["condition"] == "succeededOrFailed()"
    assert publish["inputs"]["testResultsFormat"] == "JUnit"
    assert publish["inputs"]["testResultsFiles"] == formats_in(command_of("azure-pipelines.yml"))["junit"]
    assert commands(lint["script"])
    assert "$EMPATHYLINT" in install["script"]
    assert pipeline["variables"]["EMPATHYLINT"] == f"empathylint @ {ARCHIVE}"


def test_the_jenkinsfile_is_balanced_and_keeps_the_report_also_when_there_are_findings() -> None:
    text = re.sub(r"(?m)^\s*//.*$", "", read("Jenkinsfile"))
    assert unbalanced(re.sub(r"'[^'\n]*'", "''", text)) == ""
    assert text.count("'") % 2 == 0
    post = text.partition("    post {")[2]
    assert re.search(r"always \{\s*junit testResults: '([^']+)'", post)
    assert f"'{formats_in(command_of('Jenkinsfile'))['junit']}'" in post
    assert f"EMPATHYLINT = 'empathylint @ {ARCHIVE}'" in text


def unbalanced(text: str) -> str:
    """The brackets of a text that lack their other half."""
    brackets = "".join(re.findall(r"[(){}\[\]]", text))
    while (shorter := re.sub(r"\(\)|\{\}|\[\]", "", brackets)) != brackets:
        brackets = shorter
    return brackets


@pytest.mark.parametrize(("text", "left"), [("{ ( ) [ ] }", ""), ("{ ( }", "{(}"), ("} {", "}{")])
def test_brackets_that_lack_their_other_half_are_seen(text: str, left: str) -> None:
    assert unbalanced(text) == left


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_gives_the_action_inputs_that_it_has(name: str) -> None:
    given = list(uses_of_the_action(name))
    assert given
    assert {key for use in given for key in use} <= action()["inputs"].keys()
