"""What reports say of a finding in sentences, and where its rule is explained."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from empathylint.finding import EditKind
from empathylint.pack import origin
from empathylint.printable import line_of

if TYPE_CHECKING:
    from empathylint.finding import Finding
    from empathylint.report import Talk
    from empathylint.rule import Rule

HOME = "https://github.com/empathylint/empathylint"
_LEADS = {
    EditKind.REPLACE: "Instead: ",
    EditKind.INSERT_BEFORE: "Say first: ",
    EditKind.INSERT_AFTER: "Add: ",
}
_CI_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def instead(finding: Finding) -> str:
    """The words to use, in one line: `Instead: …`, `Say first: …`, `Add: …`; empty without a rewrite."""
    edit = finding.edit
    if edit is None:
        return ""
    return _LEADS[edit.kind] + (line_of(edit.text) or "(leave it out)")


def message(finding: Finding) -> str:
    """What is wrong, in one line, with the codes of what is told beside it."""
    also = f" (also {', '.join(finding.also)})" if finding.also else ""
    return line_of(finding.message) + also


def customer_said(finding: Finding, talk: Talk) -> str:
    """The customer's words that raised the matter, in one line; empty where nothing did."""
    for note in finding.notes:
        said = line_of(talk.turns[note.place.turn].text[note.place.start : note.place.end])
        return f"The {talk.turns[note.place.turn].role.value} said: {said}"
    return ""


def page(rule: Rule) -> str:
    """The address of the page that explains a rule; empty for a rule that is not ours."""
    if origin(rule) != "empathylint":
        return ""
    return f"{HOME}/blob/main/docs/rules/{rule.group}.md#{rule.code.lower()}-{rule.name}"


def path_in_repository(path: str) -> str:
    """A path from the root of the checkout on, as CI systems want it, else from the working directory on."""
    here = os.getcwd()
    return _below(path, next((os.environ[name] for name in _CI_ROOTS if os.environ.get(name)), here), here)


@lru_cache(maxsize=4096)
def _below(path: str, root: str, here: str) -> str:
    whole = PurePath(os.path.normpath(os.path.join(here, path)))
    for folder in (root, os.path.realpath(root), here):
        if whole.is_relative_to(folder):
            return whole.relative_to(folder).as_posix()
    return whole.as_posix()
