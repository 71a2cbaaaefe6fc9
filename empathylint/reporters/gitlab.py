"""A Code Quality report, which GitLab shows beside the lines of a merge request.

It is read from a file: `--format gitlab:gl-code-quality-report.json`, named under `artifacts: reports: codequality`.
An error is `major`, a warning `minor`, a remark `info`, and what cannot be read `critical`. Fingerprints stay while
lines move.
"""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING

from empathylint.finding import Severity
from empathylint.fingerprint import numbered
from empathylint.printable import line_of
from empathylint.reporters.advice import instead, message, path_in_repository
from empathylint.reporters.json_text import document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from empathylint.model import Problem
    from empathylint.report import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """A JSON list: an entry for each finding, each with a fingerprint of its own, and for each problem."""
    entries = [
        {
            "check_name": told.finding.code,
            "description": " ".join(
                filter(None, (f"{told.finding.code}:", message(told.finding), instead(told.finding)))
            ),
            "severity": _SEVERITIES[told.finding.severity],
            "fingerprint": _digest(path, told.finding.code, mark),
            "location": {
                "path": path,
                "positions": {
                    "begin": {"line": told.place.line, "column": told.place.column},
                    "end": {"line": told.place.end_line, "column": told.place.end_column},
                },
            },
        }
        for talk, told, mark in numbered(report)
        if (path := path_in_repository(talk.path))
    ]
    entries += [
        {
            "check_name": "unreadable",
            "description": line_of(problem.message),
            "severity": "critical",
            "fingerprint": _digest(path, "unreadable", problem.message, f"{number}"),
            "location": {"path": path, "lines": {"begin": max(problem.line, 1)}},
        }
        for problem, number in _repeated(report.problems)
        if (path := path_in_repository(problem.path))
    ]
    return document(entries)


def _repeated(problems: Iterable[Problem]) -> Iterator[tuple[Problem, int]]:
    """Each problem with a number that tells it from those that say the same of the same file."""
    seen: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        seen[problem.path, problem.message] += 1
        yield problem, seen[problem.path, problem.message]


def _digest(*parts: str) -> str:
    return blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=16).hexdigest()
