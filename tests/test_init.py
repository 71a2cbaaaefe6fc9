"""`empathylint init`: settings that fit, offers that ask, and nothing overwritten."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
import yaml
from test_ci_files import CI, ROOT
from test_cli import CACHE, run
from test_encoding import NOBODY

from empathylint.baseline import NAME
from empathylint.ci_files import CI_SYSTEMS, ci_file
from empathylint.config import load_settings
from empathylint.config_values import CHECKS, HOUSE
from empathylint.errors import UserError
from empathylint.first_config import CONFIG
from empathylint.settings import Settings
from empathylint.survey import survey
from empathylint.written import write_new

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BAD = "Hi {{ticket.requester.first_name}}, we are sorry if you feel that way."
TALK = "Customer: My lamp arrived broken!\nAgent: We are sorry if you feel that way.\n"
INTERRUPTIBLE = """\
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # who started the tests may have it ignored
from empathylint.cli import main
main()
"""
HOOKS, WORKFLOW = ".pre-commit-config.yaml", ".github/workflows/empathylint.yml"
KINDS = {
    "yaml": ({"macros.yml": f"- title: Late\n  body: {BAD}\n- title: Lost\n  body: {BAD}\n"}, "macro", "zendesk"),
    "markdown": ({"macros/late.md": f"{BAD}\n"}, "macro", ""),
    "csv": ({"canned.csv": f'title,body\nA,"{BAD}"\nB,"{BAD}"\n'}, "macro", "zendesk"),
    "transcripts": ({"talk.txt": TALK}, "auto", ""),
    "mixed": ({"macros/a.md": BAD, "macros/b.md": BAD, "talk.txt": TALK}, "auto", "zendesk"),
    "two dialects": (
        {f"macros/{n}.md": BAD for n in range(4)} | {"macros/z.md": "Hi {%user.name%}, it left."},
        "macro",
        "zendesk",
    ),
    "nothing of ours": ({"setup.py": "print()\n", "notes.txt": "Buy milk.\n"}, "auto", ""),
    "empty": ({}, "auto", ""),
}


def put(folder: Path, contents: dict[str, str]) -> Path:
    for name, text in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".github").mkdir()
    return put(tmp_path, {"macros/late.md": f"{BAD}\n", "macros/list.csv": f'title,body\nA,"{BAD}"\n', "a.py": "\n"})


def files(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def all_on(text: str) -> str:
    """The config with all that is off switched on."""
    return re.sub(r"^(\s*)#(?=\S)", r"\1", text, flags=re.MULTILINE)


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_writes_fits_the_folder_and_the_next_check_is_clean(tmp_path: Path, kind: str) -> None:
    contents, profile, desk = KINDS[kind]
    put(tmp_path, contents)
    done = run("init", "--yes", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    settings = load_settings(tmp_path)
    assert (settings.profile, settings.house.help_desk) == (profile, desk)
    checked = run("check", cwd=tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_yes_does_all_and_what_is_new_is_told(repository: Path) -> None:
    before = files(repository)
    done = run("init", "--yes", cwd=repository)
    written = files(repository).items() - before.items()
    assert {name for name, _ in written} == {CONFIG, NAME, HOOKS, WORKFLOW}
    [hook] = yaml.safe_load((repository / HOOKS).read_text())["repos"]
    assert hook["hooks"] == [{"id": "empathylint"}]
    assert re.search(rf"{NAME} holds \d+ findings; from now on only new ones are told\.\n", done.stderr)
    assert done.stderr.endswith("run once: pre-commit install\nNext: empathylint check\n")
    put(repository, {"macros/new.md": f"{BAD}\n"})
    assert run("check", cwd=repository).returncode == 1


def test_without_a_terminal_the_settings_alone_are_written(repository: Path) -> None:
    before = files(repository)
    done = run("init", cwd=repository)
    assert done.returncode == 0, done.stderr
    assert files(repository).keys() - before.keys() == {CONFIG}
    assert "Not done, for nobody was asked: the baseline, the pre-commit hook, the CI file.\n" in done.stderr
    assert not load_settings(repository).baseline


def test_what_was_not_done_is_done_as_it_tells(repository: Path) -> None:
    done = run("init", cwd=repository)
    assert f"remove {CONFIG} and run: empathylint init --yes\n" in done.stderr
    (repository / CONFIG).unlink()
    assert run("init", "--yes", cwd=repository).returncode == 0
    assert run("check", cwd=repository).returncode == 0


def test_the_first_line_names_the_schema_of_this_release(repository: Path) -> None:
    run("init", cwd=repository)
    first, *rest = (repository / CONFIG).read_text().splitlines()
    address = (
        r"# yaml-language-server: \$schema=https://raw\.githubusercontent\.com/empathylint/empathylint/v[\d.]+/(\S+)"
    )
    found = re.fullmatch(address, first)
    assert found
    assert (ROOT / found[1]).is_file()
    assert rest[0].startswith("# Settings of empathylint. Found when they were written: 2 canned replies in 2 files (")
    assert max(map(len, rest)) <= 120


def test_every_key_is_there_with_an_example_that_is_right(repository: Path) -> None:
    run("init", cwd=repository)
    text = all_on((repository / CONFIG).read_text())
    written = yaml.safe_load(text)
    assert (set(written), set(written["house"])) == (set(CHECKS), set(HOUSE))
    settings = load_settings(repository, put(repository, {"all.yaml": text}) / "all.yaml")
    assert settings.house.placeholders == ("ticket.requester.first_name",)


def test_a_dry_run_prints_all_and_writes_nothing(repository: Path) -> None:
    before = files(repository)
    done = run("init", "--dry-run", cwd=repository)
    assert files(repository) == before
    shown = dict(re.findall(r"^--- (\S+)\n(.*?)\n(?=--- |\Z)", done.stdout, re.DOTALL | re.MULTILINE))
    assert done.stderr.endswith("Nothing was written. To write it: empathylint init\n")
    run("init", "--yes", cwd=repository)
    assert shown == dict(files(repository).items() - before.items())


def test_a_folder_elsewhere_is_told_how_to_check(repository: Path, tmp_path: Path) -> None:
    repository.rename(there := tmp_path.parent / f"{tmp_path.name} it's here")
    done = run("init", there.name, "--yes", cwd=there.parent)
    next_one = done.stderr.rpartition("Next: ")[2].replace("empathylint", f"{sys.executable} -m empathylint")
    assert next_one.startswith("cd '")
    where = {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": CACHE}
    checked = subprocess.run(["/bin/sh", "-c", next_one], cwd=there.parent, env=where, check=False, capture_output=True)
    assert checked.returncode == 0, checked.stderr


def test_what_no_baseline_covers_is_told(repository: Path) -> None:
    put(repository, {"talks.jsonl": '{"id": "a", "turns": [{"speaker": "agent", "text": "Hello!"}]}\n{"id": broken\n'})
    done = run("init", "--yes", cwd=repository)
    assert "Mend this, for no baseline covers it: talks.jsonl:2:8: " in done.stderr


def test_replies_in_other_languages_are_told(repository: Path) -> None:
    german = "Guten Tag, vielen Dank für Ihre Nachricht. Wir schauen uns das heute noch an und melden uns wieder."
    put(repository, {"macros/danke.md": f"{german}\n"})
    done = run("init", "--yes", cwd=repository)
    assert f"1 text not in English, and so not judged; see `language` in {CONFIG}.\n" in done.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (CONFIG, "profile: chat\n"),
        (CONFIG, ""),
        (".empathylint.yml", "profile: chat\n"),
        ("pyproject.toml", '[tool.empathylint]\nprofile = "chat"\n'),
    ],
)
def test_settings_that_are_there_are_left_alone(repository: Path, name: str, text: str) -> None:
    before = files(put(repository, {name: text}))
    done = run("init", "--yes", cwd=repository)
    told = f"empathylint: {name}: there are settings already. Change them, or remove them and run init again.\n"
    assert (done.returncode, done.stderr) == (2, told)
    assert files(repository) == before


def test_settings_of_other_tools_are_no_hindrance(repository: Path) -> None:
    put(repository, {"pyproject.toml": "[tool.ruff]\nline-length = 120\n"})
    assert run("init", cwd=repository).returncode == 0


def test_files_that_are_there_are_left_alone_and_told_what_to_add(repository: Path) -> None:
    before = files(put(repository, {HOOKS: "repos: []\n", NAME: '{"version": 1, "files": {}}', WORKFLOW: "mine\n"}))
    done = run("init", "--yes", cwd=repository)
    assert done.returncode == 0, done.stderr
    assert f"{HOOKS} is there and stays as it is. Add this to its repos:\n\n  - repo: https://" in done.stderr
    for name in (NAME, WORKFLOW):
        assert f"{name} is there and stays as it is.\n" in done.stderr
    after = files(repository)
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() == {CONFIG}


@pytest.mark.parametrize("name", [".gitlab-ci.yml", "azure-pipelines.yml", "Jenkinsfile"])
def test_the_file_of_another_ci_system_is_left_alone_and_told_what_to_add(repository: Path, name: str) -> None:
    put(repository, {name: "mine\n"})
    done = run("init", "--yes", cwd=repository)
    _, _, told = done.stderr.partition(f"{name} is there and stays as it is. Add to it what is in this:\n\n")
    [system] = [key for key in CI_SYSTEMS if CI_SYSTEMS[key].file == name]
    assert told.startswith(ci_file(system))
    assert (repository / name).read_text() == "mine\n"


@pytest.mark.parametrize("system", CI_SYSTEMS)
def test_a_ci_file_is_the_one_of_the_page_without_the_word_on_copying(system: str) -> None:
    text, page = ci_file(system), (CI / CI_SYSTEMS[system].text).read_text()
    assert "Copy" in page.splitlines()[0]
    assert "Copy" not in text.splitlines()[0]
    assert page.casefold().endswith(text.casefold().split(" ", 1)[1])


def test_the_wheel_holds_the_ci_files() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"]["docs/ci"] == "empathylint/ci"


@pytest.mark.parametrize(
    ("contents", "ci"),
    [
        ({".github/workflows/test.yml": "", "Jenkinsfile": ""}, "github"),
        ({".github/CODEOWNERS": "", ".gitlab-ci.yml": ""}, "gitlab"),
        ({".github/CODEOWNERS": ""}, "github"),
        ({"azure-pipelines.yml": ""}, "azure"),
        ({"Jenkinsfile": ""}, "jenkins"),
        ({".git/config": '[remote "origin"]\n\turl = git@gitlab.example:a/b.git\n'}, "gitlab"),
        ({".git": "gitdir: /elsewhere\n"}, ""),
        ({}, ""),
    ],
)
def test_the_ci_system_is_told_by_files_and_then_by_the_remote(
    tmp_path: Path, contents: dict[str, str], ci: str
) -> None:
    assert survey(str(put(tmp_path, contents)), Settings()).ci == ci


def test_a_folder_without_git_and_ci_is_told_why_it_gets_no_hook_and_no_ci_file(tmp_path: Path) -> None:
    done = run("init", "--yes", cwd=put(tmp_path, {"macros/late.md": BAD}))
    assert files(tmp_path).keys() == {"macros/late.md", CONFIG, NAME}
    assert "This is not the root of a git repository, so there is no pre-commit hook.\n" in done.stderr
    assert "No CI system was found. Files for six ways: https://" in done.stderr


@pytest.mark.parametrize(
    ("contents", "told"),
    [
        ({}, "no canned replies and no conversations yet"),
        ({"talk.txt": TALK}, "1 conversation in 1 file (.txt 1)"),
        (
            {"a/canned/x.md": BAD, "b/talk.txt": TALK},
            "1 canned reply and 1 conversation in 2 files (.md 1, .txt 1) under a/, b/",
        ),
        (
            {"macros/x.md": f"{BAD} {BAD}"},
            "1 canned reply in 1 file (.md 1) under macros/, with placeholders of zendesk",
        ),
        (
            {"macros/x.md": "Hi {{who}}, it left today. Yours, {{who}}"},
            "1 canned reply in 1 file (.md 1) under macros/, with placeholders between {{ and }}",
        ),
    ],
)
def test_what_was_found_is_told_in_a_line(tmp_path: Path, contents: dict[str, str], told: str) -> None:
    done = run("init", "--dry-run", cwd=put(tmp_path, contents))
    assert done.stderr.splitlines()[0] == f"Found {told}."


@pytest.mark.parametrize("folder", ["gone", "file"])
def test_what_is_no_folder_is_one_line(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("")
    done = run("init", folder, cwd=tmp_path)
    told = f"empathylint: {folder}: there is no such folder. Check the spelling.\n"
    assert (done.returncode, done.stderr) == (2, told)


def test_where_one_file_cannot_be_written_none_is(repository: Path) -> None:
    before = files(put(repository, {".github/workflows": "a file, and no folder"}))
    done = run("init", "--yes", cwd=repository)
    assert done.returncode == 2
    assert done.stderr.endswith(f"empathylint: {WORKFLOW}: cannot be written (File exists). Nothing was changed.\n")
    assert files(repository) == before


def test_new_folders_go_again_with_the_files_in_them(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    contents = {str(tmp_path / name): b"" for name in ("kept/a/b/c", "d", "kept")}
    with pytest.raises(UserError, match=r"kept: cannot be written"):
        write_new(contents)
    assert [path.name for path in tmp_path.rglob("*")] == ["kept"]


@pytest.fixture
def read_only(repository: Path) -> Iterator[Path]:
    repository.chmod(0o555)
    yield repository
    repository.chmod(0o755)


def test_who_may_not_write_in_a_folder_is_told_and_has_nothing_written(
    read_only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(read_only)
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        with pytest.raises(UserError, match=r"yaml: cannot be written \(Permission denied\)\. Nothing was changed\."):
            write_new({CONFIG: b""})
    finally:
        os.seteuid(user)
    assert CONFIG not in files(read_only)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_is_read_only_is_one_line(read_only: Path) -> None:
    done = run("init", "--yes", cwd=read_only)
    assert done.returncode == 2
    assert done.stderr.endswith(f"empathylint: {CONFIG}: cannot be written (Permission denied). Nothing was changed.\n")


def asked(folder: Path, *answers: bytes) -> tuple[int, str]:
    """The exit code of `init` on a terminal, and what is seen there. An empty answer is Ctrl-C."""
    ours, theirs = pty.openpty()
    where = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "XDG_CACHE_HOME": CACHE, "TERM": "dumb"}
    command = [sys.executable, "-c", INTERRUPTIBLE, "init"]
    seen = ""
    with subprocess.Popen(command, cwd=folder, env=where, stdin=theirs, stderr=theirs, stdout=theirs) as asking:
        os.close(theirs)
        for answer in answers:
            seen += seen_until("[Y/n]: ", ours)
            if answer:
                os.write(ours, answer)
            else:
                interrupt(asking, ours)
        seen += seen_until("", ours)
        os.close(ours)
        asking.terminate()  # one that still waits for an answer; nothing happens to one that has ended
    return asking.returncode, seen


def interrupt(asking: subprocess.Popen[bytes], terminal: int) -> None:
    """Sends SIGINT until there is an answer: just before the program begins to wait, one has no effect yet."""
    asking.send_signal(signal.SIGINT)
    while not select.select([terminal], [], [], 3)[0]:
        asking.send_signal(signal.SIGINT)


def seen_until(prompt: str, terminal: int) -> str:
    """What a terminal shows up to a prompt; without one, until nobody has its other end open."""
    seen = b""
    while (not prompt or not seen.endswith(prompt.encode())) and select.select([terminal], [], [], 60)[0]:
        try:
            more = os.read(terminal, 4096)
        except OSError:  # how Linux tells of the end
            break
        if not more:
            break
        seen += more
    return seen.decode()


@pytest.mark.parametrize(
    ("answers", "written"),
    [
        ([b"y\n", b"y\n", b"y\n"], {CONFIG, NAME, HOOKS, WORKFLOW}),
        ([b"n\n", b"n\n", b"n\n"], {CONFIG}),
        ([b"\n", b"n\n", b"\n"], {CONFIG, NAME, WORKFLOW}),
        ([b"what\n", b"n\n", b"y\n", b"n\n"], {CONFIG, HOOKS}),
    ],
)
def test_on_a_terminal_it_asks(repository: Path, answers: list[bytes], written: set[str]) -> None:
    before = files(repository)
    code, seen = asked(repository, *answers)
    assert code == 0, seen
    assert re.search(rf"Accept the \d+ findings of today, so that only new ones are told \({NAME}\)\? \[Y/n\]", seen)
    assert "Not done" not in seen
    assert files(repository).keys() - before.keys() == written


@pytest.mark.parametrize("key", [b"", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_who_breaks_off_the_questions_has_nothing_written(repository: Path, key: bytes) -> None:
    before = files(repository)
    code, seen = asked(repository, b"y\n", key)
    assert (code, seen.splitlines()[-1]) == (130, "Nothing was written.")
    assert files(repository) == before
