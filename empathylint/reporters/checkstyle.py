"""A Checkstyle report, which many tools read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from empathylint.reporters.advice import instead, message, path_in_repository
from empathylint.reporters.xml_text import document, valid

if TYPE_CHECKING:
    from empathylint.report import Report


def render(report: Report) -> str:
    """The report as XML: the findings of each file, and the problems."""
    root = Element("checkstyle", version="4.3")
    for path, talks in groupby(report.talks, key=lambda talk: talk.path):
        file = SubElement(root, "file", name=valid(path_in_repository(path)))
        for told in (told for talk in talks for told in talk.told):
            finding = told.finding
            SubElement(
                file,
                "error",
                line=str(told.place.line),
                column=str(told.place.column),
                severity=finding.severity.value,
                message=valid(" ".join(filter(None, (message(finding), instead(finding))))),
                source=f"empathylint.{report.rules[finding.code].group}.{finding.code}",
            )
    for problem in report.problems:
        file = SubElement(root, "file", name=valid(path_in_repository(problem.path)))
        SubElement(
            file,
            "error",
            line=str(max(problem.line, 1)),
            severity="error",
            message=valid(problem.message),
            source="empathylint.unreadable",
        )
    return document(root)
