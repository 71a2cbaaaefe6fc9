"""`empathylint init`: settings that fit a repository, and what makes it easy to adopt."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from empathylint.errors import UserError

if TYPE_CHECKING:
    from empathylint.report import Report
    from empathylint.settings import Settings
    from empathylint.survey import Survey

EPILOG = """Examples:

empathylint init

empathylint init --yes

empathylint init --dry-run
"""


def init(
    folder: Annotated[str, typer.Argument(metavar="[FOLDER]", help="The root of the repository.")] = ".",
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do all that is offered, and do not ask.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be written, and write nothing.")] = False,
) -> None:
    """Write settings that fit a repository; offer a baseline, a pre-commit hook and a CI file.

    Nothing that is there is overwritten. Without a terminal, and without --yes, only the settings are written.
    """
    _refuse_a_second_one(folder)
    from empathylint.first_config import CONFIG, first_config, told

    found = _surveyed(folder)
    _say(f"Found {told(found)}.")
    path = os.path.normpath(os.path.join(folder, CONFIG))
    plan = _Plan(folder, asks=not (yes or dry_run))
    has_baseline = _baseline(plan, path, first_config(found, has_baseline=False))
    plan.files = {CONFIG: first_config(found, has_baseline=has_baseline).encode(), **plan.files}
    _hook(plan, found)
    _ci(plan, found)
    (plan.show if dry_run else plan.write)()
    for words in plan.remarks:
        _say(words)
    if dry_run:
        _say("Nothing was written. To write it: empathylint init")
        return
    if plan.left_out:
        _say(f"Not done, for nobody was asked: {', '.join(plan.left_out)}.")
        _say(f"For all of it, remove {CONFIG} and run: empathylint init --yes")
    _tell_what_is_next(folder)


class _Plan:
    """What is to be written where, by paths inside a folder, and what is to be told once it is."""

    def __init__(self, folder: str, *, asks: bool) -> None:
        self.folder = folder
        self.files: dict[str, bytes] = {}
        self.remarks: list[str] = []
        self.left_out: list[str] = []
        self._asks = asks

    def agrees(self, what: str, question: str) -> bool:
        """Whether something is to be done; what nobody can be asked about is left out."""
        if not self._asks:
            return True
        if sys.stdin is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
            self.left_out.append(what)
            return False
        try:
            return typer.confirm(question, default=True, err=True)
        except typer.Abort:
            _say("\nNothing was written.")
            raise KeyboardInterrupt from None

    def has(self, name: str) -> bool:
        """Whether there is something of that name already."""
        return os.path.lexists(os.path.join(self.folder, name))

    def show(self) -> None:
        """Prints what would be written."""
        for name, content in self.files.items():
            sys.stdout.write(f"--- {name}\n{content.decode()}\n")
        sys.stdout.flush()

    def write(self) -> None:
        """Writes all files, or none of them where one cannot be written: then UserError is raised."""
        from empathylint.written import write_new

        write_new({os.path.normpath(os.path.join(self.folder, name)): self.files[name] for name in self.files})
        for name in self.files:
            _say(f"Wrote {name}")


def _refuse_a_second_one(folder: str) -> None:
    from empathylint.config import own_config
    from empathylint.encoding import shown

    if not os.path.isdir(folder):
        raise UserError(f"{shown(folder)}: there is no such folder. Check the spelling.")
    if known := own_config(folder):
        raise UserError(f"{shown(known)}: there are settings already. Change them, or remove them and run init again.")


def _surveyed(folder: str) -> Survey:
    from empathylint.cli.progress import Progress
    from empathylint.settings import Settings
    from empathylint.survey import survey

    with Progress(shown=True) as progress:
        return survey(folder, Settings(root=os.path.abspath(folder)), progress.tick)


def _baseline(plan: _Plan, config: str, text: str) -> bool:
    """Whether there is to be a baseline; plans it, under the very settings of the text, where there is none yet."""
    from empathylint.baseline import NAME, Baseline, content
    from empathylint.config import settings_in
    from empathylint.first_config import CONFIG
    from empathylint.printable import counted, line_of

    report = _linted(plan.folder, settings_in(text, config))
    for problem in report.problems:
        plan.remarks.append(f"Mend this, for no baseline covers it: {line_of(str(problem))}")
    if foreign := report.counts.foreign:
        plan.remarks.append(
            f"{counted(foreign, 'text')} not in English, and so not judged; see `language` in {CONFIG}."
        )
    if plan.has(NAME):
        plan.remarks.append(f"{NAME} is there and stays as it is.")
        return True
    findings = counted(sum(1 for _ in report.findings), "finding")
    if not report.talks:
        plan.remarks.append("There is nothing to mend today, so there is no need of a baseline.")
        return False
    if not plan.agrees("the baseline", f"Accept the {findings} of today, so that only new ones are told ({NAME})?"):
        return False
    plan.files[NAME] = content(Baseline(os.path.join(plan.folder, NAME), {}).with_all(report))
    plan.remarks.append(f"{NAME} holds {findings}; from now on only new ones are told.")
    return True


def _linted(folder: str, settings: Settings) -> Report:
    from empathylint.cli.progress import Progress
    from empathylint.run import lint_paths
    from empathylint.workers import cores

    with Progress(shown=True) as progress:
        return lint_paths([folder], settings, tick=progress.tick, jobs=cores())


def _hook(plan: _Plan, found: Survey) -> None:
    """Plans the hook for pre-commit, or tells why there is none."""
    from empathylint.ci_files import HOOK
    from empathylint.survey import PRE_COMMIT

    if found.has_pre_commit:
        plan.remarks.append(f"{PRE_COMMIT} is there and stays as it is. Add this to its repos:\n\n{HOOK}")
    elif not found.is_git:
        plan.remarks.append("This is not the root of a git repository, so there is no pre-commit hook.")
    elif plan.agrees("the pre-commit hook", f"Lint before each commit ({PRE_COMMIT})?"):
        plan.files[PRE_COMMIT] = f"repos:\n{HOOK}".encode()
        plan.remarks.append("To lint before each commit, run once: pre-commit install")


def _ci(plan: _Plan, found: Survey) -> None:
    """Plans the file for the CI system that was found, or tells what to add to the one that is there."""
    from empathylint.ci_files import CI_SYSTEMS, REPOSITORY, ci_file

    if not found.ci:
        plan.remarks.append(f"No CI system was found. Files for six ways: {REPOSITORY}/tree/main/docs/ci")
        return
    system = CI_SYSTEMS[found.ci]
    if not plan.has(system.file):
        if plan.agrees("the CI file", f"Lint each change in CI ({system.file})?"):
            plan.files[system.file] = ci_file(found.ci).encode()
    elif system.is_ours:
        plan.remarks.append(f"{system.file} is there and stays as it is.")
    else:
        plan.remarks.append(
            f"{system.file} is there and stays as it is. Add to it what is in this:\n\n{ci_file(found.ci)}"
        )


def _tell_what_is_next(folder: str) -> None:
    from shlex import quote

    there = "" if os.path.normpath(folder) == "." else f"cd {quote(folder)} && "
    _say(f"Next: {there}empathylint check")


def _say(words: str) -> None:
    from empathylint.printable import printable

    sys.stderr.write(f"{printable(words)}\n")
