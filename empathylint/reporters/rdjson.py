"""Reviewdog's diagnostics, with the rewrites as suggestions that a reviewer can accept.

Columns count the bytes of UTF-8, as reviewdog does. Suggestions are for canned replies alone: nobody mends what was
said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from empathylint.finding import Severity
from empathylint.printable import line_of
from empathylint.reporters.advice import HOME, customer_said, instead, message, page, path_in_repository
from empathylint.reporters.json_text import document

if TYPE_CHECKING:
    from empathylint.readers.places import FilePlace
    from empathylint.report import Report, Talk, Told

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(report: Report) -> str:
    """One JSON object. Its columns count the bytes of UTF-8, as reviewdog's do."""
    diagnostics = [_diagnostic(report, talk, told) for talk in report.talks for told in talk.told]
    diagnostics += [
        {
            "message": line_of(problem.message),
            "location": {
                "path": path_in_repository(problem.path),
                "range": {"start": {"line": max(problem.line, 1)}},
            },
            "severity": "ERROR",
            "code": {"value": "unreadable"},
        }
        for problem in report.problems
    ]
    whole = {"source": {"name": "empathylint", "url": HOME}, "diagnostics": diagnostics}
    return document(whole)


def _diagnostic(report: Report, talk: Talk, told: Told) -> dict[str, Any]:
    finding, rule = told.finding, report.rules[told.finding.code]
    words = (message(finding), customer_said(finding, talk), instead(finding))
    diagnostic: dict[str, Any] = {
        "message": "\n".join(filter(None, words)),
        "location": {"path": path_in_repository(talk.path), "range": _range(told.place)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code, **({"url": url} if (url := page(rule)) else {})},
    }
    if told.change is not None:
        diagnostic["suggestions"] = [{"range": _range(told.change.place), "text": told.change.text}]
    return diagnostic


def _range(place: FilePlace) -> dict[str, Any]:
    return {
        "start": {"line": place.line, "column": place.byte_column},
        "end": {"line": place.end_line, "column": place.end_byte_column},
    }
