"""Reporters: each draws a report in one format, `render(report) -> str`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from empathylint.report import Report

REPORTERS = {
    "rich": "empathylint.reporters.drawn",
    "concise": "empathylint.reporters.concise",
    "json": "empathylint.reporters.json_report",
    "jsonl": "empathylint.reporters.json_lines",
    "sarif": "empathylint.reporters.sarif",
    "github": "empathylint.reporters.github",
    "gitlab": "empathylint.reporters.gitlab",
    "junit": "empathylint.reporters.junit",
    "rdjson": "empathylint.reporters.rdjson",
    "checkstyle": "empathylint.reporters.checkstyle",
    "markdown": "empathylint.reporters.markdown",
}


class Reporter(Protocol):
    """A module that draws reports."""

    def render(self, report: Report) -> str:
        """The report as text, its last line ended."""


def reporter(name: str) -> Reporter:
    """The reporter of a format, imported only now."""
    module: Reporter = import_module(REPORTERS[name])
    return module
