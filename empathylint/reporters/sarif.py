"""SARIF 2.1.0, as GitHub's code scanning and editors read it.

Rules come with their reasons, columns count code points, paths are below `%SRCROOT%`, and `fixes` mend canned
replies. `primaryLocationLineHash` stays while lines move, so an alert is new only once. Of more than 25,000 findings,
which is what GitHub takes, the gravest are in it, and a notification tells of the rest; GitHub shows the gravest
5,000.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from empathylint import __version__
from empathylint.finding import Severity
from empathylint.fingerprint import numbered
from empathylint.printable import counted, line_of
from empathylint.reporters.advice import HOME, customer_said, instead, message, page, path_in_repository
from empathylint.reporters.json_text import document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from empathylint.readers.places import FilePlace
    from empathylint.report import Report, Talk, Told
    from empathylint.rule import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.OFF: "none"}
_LINK = re.compile(r"\[(?=[^\]]*\]\()")
_MOST_RESULTS = 25_000  # GitHub refuses a run with more: docs.github.com, SARIF support for code scanning


def render(report: Report) -> str:
    """One JSON object. Of more findings than GitHub takes, the gravest are in it, and a notice tells so."""
    results = sorted(numbered(report), key=lambda one: -one[1].finding.severity.rank)
    codes = sorted({told.finding.code for _, told, _ in results})
    left_out = len(results) - _MOST_RESULTS
    notices = [_notice("error", line_of(str(problem))) for problem in report.problems]
    if left_out > 0:
        notices.append(_notice("warning", f"{counted(left_out, 'finding')} beyond {_MOST_RESULTS} left out"))
    run = {
        "tool": {
            "driver": {
                "name": "empathylint",
                "semanticVersion": __version__,
                "informationUri": HOME,
                "rules": [_rule(report.rules[code]) for code in codes],
            }
        },
        "invocations": [{"executionSuccessful": not report.problems, "toolExecutionNotifications": notices}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(codes, *one) for one in results[:_MOST_RESULTS]],
    }
    whole = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return document(whole)


def _rule(rule: Rule) -> dict[str, Any]:
    told = rule.why + _listed("Instead", filter(None, rule.rewrite)) + _listed("Sources", rule.sources)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": told, "markdown": told},
        **({"helpUri": url} if (url := page(rule)) else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.group], "precision": "medium", "problem.severity": _problem_severity(rule)},
    }


def _listed(head: str, several: Iterable[str]) -> str:
    """A list under its head, empty without any."""
    lines = "".join(f"\n- {one}" for one in several)
    return f"\n\n{head}:\n{lines}" if lines else ""


def _problem_severity(rule: Rule) -> str:
    return {Severity.ERROR: "error", Severity.WARNING: "warning"}.get(rule.severity, "recommendation")


def _result(codes: list[str], talk: Talk, told: Told, mark: str) -> dict[str, Any]:
    finding = told.finding
    words = filter(None, (message(finding), customer_said(finding, talk), instead(finding)))
    artifact = _artifact(talk.path)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": _without_links("\n".join(words))},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": _region(told.place)}}],
        "partialFingerprints": {"primaryLocationLineHash": mark},
    }
    if told.change is not None:
        replacement = {"deletedRegion": _region(told.change.place), "insertedContent": {"text": told.change.text}}
        change = {"artifactLocation": artifact, "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": _put_in(told.change.text)}, "artifactChanges": [change]}]
    return result


def _artifact(path: str) -> dict[str, str]:
    """Where a file is: below the root of the checkout, which the reader knows, else as a whole address."""
    where = PurePath(path_in_repository(path))
    if where.is_absolute():
        return {"uri": where.as_uri()}
    return {"uri": quote(where.as_posix().encode(errors="surrogateescape")), "uriBaseId": "%SRCROOT%"}


def _without_links(words: str) -> str:
    """A message in which `[words](address)` is no link: SARIF 2.1.0, 3.11.6."""
    return _LINK.sub(r"\\[", words)


def _put_in(text: str) -> str:
    words = line_of(text)
    return _without_links(f"Put in: {words}") if words else "Leave the words out."


def _region(place: FilePlace) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _notice(level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": _without_links(text)}}
