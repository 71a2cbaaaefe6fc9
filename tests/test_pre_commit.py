"""The hooks for pre-commit, run by pre-commit itself in repositories of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

ROOT = Path(__file__).parent.parent
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
TRANSCRIPTS = ROOT / "examples" / "transcripts"
READ: Final = "md mdx mdown markdown txt json jsonl ndjson yaml yml csv tsv vtt srt eml html htm liquid".split()  # noqa: SIM905
NOT_READ: Final = "py png lock svg toml docx jsonlx".split()  # noqa: SIM905
CALM = "Customer: Do you open on Sunday?\nAgent: Yes, from ten to four. Have a good week!\n"
COLD = "Customer: My order arrived broken and I am furious!\nAgent: We are sorry if you feel that way.\n"
HOOKS_IN = "hooks"
RELEASE = "v0.0.1"


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A temporary folder that all processes of this test run share, so that the hooks are installed once."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def surroundings(home: Path) -> dict[str, str]:
    """Variables under which git and pre-commit know nothing of this checkout and of its owner's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "PYTHON"))}
    who = {f"GIT_{role}_{part}": "a@shop.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PRE_COMMIT_HOME": str(home)}
    return {**kept, **who, **settings, "PRE_COMMIT_COLOR": "never"}


class Repository:
    """A git repository whose commits pre-commit looks at first."""

    def __init__(self, path: Path, environment: dict[str, str]) -> None:
        self.path = path
        self._environment = environment
        path.mkdir(exist_ok=True)
        self.git("init", "--quiet")

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._run("git", *arguments)

    def pre_commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._run(sys.executable, "-m", "pre_commit", *arguments)

    def write(self, name: str, text: str, encoding: str = "utf-8") -> None:
        file = self.path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding=encoding)

    def guard(self, repo: dict[str, Any]) -> None:
        """Let hooks of one `repo` run before each commit."""
        self.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [repo]}))
        done = self.pre_commit("install")
        assert done.returncode == 0, done.stdout

    def commit(self) -> subprocess.CompletedProcess[str]:
        self.git("add", "--all")
        return self.git("commit", "--message", "Replies")

    def commits(self) -> int:
        return len(self.git("log", "--all", "--format=%h").stdout.split())

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.path,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A git repository with the files of the checkout as they are now, and one release."""
    shared = shared_folder(tmp_path_factory)
    made = Repository(tmp_path_factory.mktemp(HOOKS_IN), surroundings(shared / "home"))
    made.git(f"--work-tree={ROOT}", "add", "--all", str(ROOT))
    committed = made.git(f"--work-tree={ROOT}", "commit", "--quiet", "--message", "A release")
    assert committed.returncode == 0, committed.stdout
    made.git("tag", RELEASE)
    try:
        made.path.rename(shared / HOOKS_IN)
    except OSError:  # another process of this run was the first, with the same files
        assert (shared / HOOKS_IN / ".git").is_dir()
    return shared / HOOKS_IN


@pytest.fixture
def repository(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return Repository(tmp_path / "replies", surroundings(shared_folder(tmp_path_factory) / "home"))


@pytest.fixture
def guarded(repository: Repository, hooks: Path) -> Repository:
    """A repository that uses the hook as the README says, with lines that a test can read."""
    hook = {"id": "empathylint", "args": ["--format", "concise"], "verbose": True}
    repository.guard({"repo": str(hooks), "rev": RELEASE, "hooks": [hook]})
    return repository


def declared() -> dict[str, dict[str, Any]]:
    return {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}


@pytest.mark.slow
def test_a_calm_conversation_is_committed(guarded: Repository) -> None:
    guarded.write("calm.txt", CALM)
    done = guarded.commit()
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout
    assert guarded.commits() == 1


@pytest.mark.slow
def test_a_cold_reply_stops_the_commit_with_its_file_and_line(guarded: Repository) -> None:
    guarded.write("calm.txt", CALM)
    guarded.write("late/cold.txt", COLD)
    done = guarded.commit()
    assert done.returncode == 1, done.stdout
    assert "\nlate/cold.txt:2:15: error APO001" in done.stdout
    assert "\ncalm.txt" not in done.stdout
    assert guarded.commits() == 0


@pytest.mark.slow
def test_what_the_settings_exclude_is_committed_although_the_hook_names_it(guarded: Repository) -> None:
    guarded.write("archive/cold.txt", COLD)
    guarded.write(".empathylint.yaml", 'exclude: ["archive/**"]\n')
    done = guarded.commit()
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout
    assert "cold.txt:" not in done.stdout
    assert guarded.commits() == 1


@pytest.mark.slow
def test_each_kind_of_export_is_linted_before_the_commit(guarded: Repository) -> None:
    lines = {"jsonl": 1, "vtt": 7, "srt": 7, "eml": 43}
    for suffix in lines:
        shutil.copy(TRANSCRIPTS / f"late-parcel.{suffix}", guarded.path)
    done = guarded.commit()
    assert done.returncode == 1, done.stdout
    told = {line.rpartition(": warning APO003 ")[0].rpartition(":")[0] for line in done.stdout.splitlines()}
    assert {f"late-parcel.{suffix}:{line}" for suffix, line in lines.items()} <= told


@pytest.mark.slow
def test_the_fixing_hook_mends_a_reply_and_lets_it_pass_the_next_time(repository: Repository, hooks: Path) -> None:
    hook = {"id": "empathylint-fix", "args": ["--select", "TON005"]}
    repository.guard({"repo": str(hooks), "rev": RELEASE, "hooks": [hook]})
    repository.write("macros/rules.md", "Hello there,\n\nREAD THE RULES FIRST!!\n")
    stopped = repository.commit()
    assert stopped.returncode == 1, stopped.stdout
    assert "files were modified by this hook" in stopped.stdout
    assert (repository.path / "macros/rules.md").read_text() == "Hello there,\n\nRead the rules first!\n"
    assert repository.commit().returncode == 0
    assert repository.commits() == 1


@pytest.mark.parametrize("hook", ["empathylint", "empathylint-fix"])
def test_a_hook_is_handed_all_that_can_be_read_and_nothing_else(hook: str, repository: Repository) -> None:
    kinds = {key: declared()[hook][key] for key in ("files", "types", "require_serial")}
    echo = {"id": "echo", "name": "echo", "entry": "echo", "language": "system", "verbose": True, **kinds}
    for name in [*(f"a.{suffix}" for suffix in (*READ, *NOT_READ)), "loud.TXT"]:
        repository.write(f"utf-8/{name}", "Agent: Hello!\n")
        repository.write(f"utf-16/{name}", "Agent: Hello!\n", encoding="utf-16")
    repository.guard({"repo": "local", "hooks": [echo]})
    repository.git("add", "--all")
    handed = {word for word in repository.pre_commit("run").stdout.split() if word.startswith("utf-")}
    readable = [*(f"a.{suffix}" for suffix in READ), "loud.TXT"]
    assert handed == {f"{encoding}/{name}" for encoding in ("utf-8", "utf-16") for name in readable}


def test_the_manifest_is_one_that_pre_commit_takes(repository: Repository) -> None:
    done = repository.pre_commit("validate-manifest", str(MANIFEST))
    assert done.returncode == 0, done.stdout


def test_both_hooks_hold_exclude_against_the_files_that_they_are_handed() -> None:
    entries = {name: hook["entry"] for name, hook in declared().items()}
    assert entries == {
        "empathylint": "empathylint check --force-exclude",
        "empathylint-fix": "empathylint check --fix --force-exclude",
    }
