"""`empathylint init`: settings that fit a repository, and what makes it easy to adopt."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from empathylint.errors import UserError

if TYPE_CHECKING:
    from empathylint.report import Report
    from empathylint.survey import Survey

EPILOG = """Examples:

empathylint init

empathylint init --yes

empathylint init --dry-run
"""
_CONFIG = ".empathylint.yaml"
_WORKFLOW = os.path.join(".github", "workflows", "empathylint.yml")


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
    from empathylint.first_config import told
    from empathylint.settings import Settings
    from empathylint.survey import survey

    found = survey(folder, Settings(root=os.path.abspath(folder)))
    _say(f"Found {told(found)}.")
    plan = _Plan(folder, yes=yes, dry_run=dry_run)
    _settings_and_baseline(plan, found)
    _hook(plan, found)
    _ci(plan, found)
    if plan.left_out:
        _say(f"Not done, for nobody was asked: {', '.join(plan.left_out)}. --yes does all.")
    _say(f"Next: empathylint check {folder}")


class _Plan:
    """What is to be written where, and who is asked."""

    def __init__(self, folder: str, *, yes: bool, dry_run: bool) -> None:
        self.folder = folder
        self.dry_run = dry_run
        self.left_out: list[str] = []
        self._yes = yes

    def agrees(self, what: str, question: str) -> bool:
        """Whether something is to be done; what nobody can be asked about is left out."""
        if self._yes or self.dry_run:
            return True
        if sys.stdin is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
            self.left_out.append(what)
            return False
        return typer.confirm(question, default=True, err=True)

    def write(self, name: str, text: str) -> None:
        """Writes a new file, or prints it."""
        if self.dry_run:
            sys.stdout.write(f"--- {name}\n{text}\n")
            return
        path = os.path.join(self.folder, name)
        try:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            with open(path, "x", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            from empathylint.encoding import shown

            raise UserError(f"{shown(path)}: cannot be written ({error.strerror}). Nothing was changed.") from None
        _say(f"Wrote {name}")


def _refuse_a_second_one(folder: str) -> None:
    from empathylint.config import own_config
    from empathylint.encoding import shown

    if not os.path.isdir(folder):
        raise UserError(f"{shown(folder)}: there is no such folder. Check the spelling.")
    if known := own_config(folder):
        raise UserError(f"{shown(known)}: there are settings already. Change them, or remove them and run init again.")


def _settings_and_baseline(plan: _Plan, found: Survey) -> None:
    from empathylint.baseline import NAME, Baseline
    from empathylint.first_config import first_config

    report = _linted(plan.folder, found.profile)
    count = sum(1 for _ in report.findings)
    is_there = os.path.exists(os.path.join(plan.folder, NAME))
    question = f"Accept the {count} findings of today, so that only new ones are told ({NAME})?"
    accepted = count > 0 and not is_there and plan.agrees("the baseline", question)
    plan.write(_CONFIG, first_config(found, NAME, has_baseline=accepted or is_there))
    if accepted and not plan.dry_run:
        baseline = Baseline(os.path.join(plan.folder, NAME), {})
        baseline.write(baseline.with_all(report))
        _say(f"Wrote {NAME}")


def _linted(folder: str, profile: str) -> Report:
    from empathylint.run import lint_paths
    from empathylint.settings import Profile, Settings
    from empathylint.workers import cores

    return lint_paths([folder], Settings(profile=Profile(profile), root=os.path.abspath(folder)), jobs=cores())


def _hook(plan: _Plan, found: Survey) -> None:
    from empathylint.first_config import HOOK
    from empathylint.survey import PRE_COMMIT

    if found.pre_commit:
        _say(f"{found.pre_commit} is there; add this to its repos:\n{HOOK}")
    elif found.is_git and plan.agrees("the pre-commit hook", f"Lint before each commit ({PRE_COMMIT[0]})?"):
        plan.write(PRE_COMMIT[0], f"repos:\n{HOOK}")
        _say("Run once: pre-commit install")


def _ci(plan: _Plan, found: Survey) -> None:
    from empathylint.first_config import ci_file

    if found.ci == "gitlab":
        _say(f"Add this to .gitlab-ci.yml:\n{ci_file('gitlab')}")
    elif found.ci == "github" and os.path.exists(os.path.join(plan.folder, _WORKFLOW)):
        _say(f"{_WORKFLOW} is there and stays as it is.")
    elif found.ci == "github" and plan.agrees("the CI file", f"Lint each pull request ({_WORKFLOW})?"):
        plan.write(_WORKFLOW, ci_file("github"))


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
