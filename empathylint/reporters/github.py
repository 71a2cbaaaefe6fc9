"""Annotations on the lines of a pull request, by GitHub's workflow commands.

The gravest come first, for GitHub shows ten of a kind for each step. All are in the table that goes to the summary of
the job, where `GITHUB_STEP_SUMMARY` names its file.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from empathylint.finding import Severity
from empathylint.printable import counted, line_of, printable
from empathylint.reporters.advice import customer_said, instead, message, path_in_repository

if TYPE_CHECKING:
    from empathylint.report import Report, Talk, Told

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SHOWN = 10  # annotations of a kind that GitHub shows for a step


def render(report: Report) -> str:
    """A command for each finding, the gravest first, for GitHub shows no more than ten of a kind, and for problems."""
    told = [(talk, told) for talk in report.talks for told in talk.told]
    told.sort(key=lambda pair: -pair[1].finding.severity.rank)
    lines = [
        f"::error title=empathylint,file={_property(path_in_repository(problem.path))}"
        f"{f',line={problem.line}' if problem.line else ''}::{_text(line_of(problem.message))}"
        for problem in report.problems
    ]
    lines += [_command(report, talk, one) for talk, one in told]
    kinds = Counter(line.partition(" ")[0] for line in lines)
    hidden = sum(max(0, number - _SHOWN) for number in kinds.values())
    if hidden:
        lines.append(f"{counted(hidden, 'line')} beyond the {_SHOWN} of a kind that GitHub shows; see the summary.")
    return "".join(f"{line}\n" for line in lines)


def _command(report: Report, talk: Talk, told: Told) -> str:
    finding, place = told.finding, told.place
    rule = report.rules[finding.code]
    properties = {
        "title": f"{finding.code} {rule.name}",
        "file": path_in_repository(talk.path),
        "line": str(place.line),
        "endLine": str(place.end_line),
    }
    if place.line == place.end_line:  # GitHub takes columns for a single line only
        properties |= {"col": str(place.column), "endColumn": str(max(place.end_column - 1, place.column))}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    words = [message(finding), customer_said(finding, talk), instead(finding)]
    return f"::{_COMMANDS[finding.severity]} {listed}::{_text(chr(10).join(filter(None, words)))}"


def _text(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _text(printable(words)).replace(":", "%3A").replace(",", "%2C")
