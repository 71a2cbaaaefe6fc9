"""A Checkstyle report, which many tools read.

A message ends with the words to use; `source` is `empathylint.GROUP.CODE`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from empathylint.reporters.advice import instead, message, path_in_repository
from empathylint.reporters.xml_text import document, valid

if TYPE_CHECKING:
    from empathylint.report import Report


def render(report: Report) -> str:
    """The report as XML: the findings of each file, and the problems."""
    root = Element("checkstyle", version="4.3")
    files: dict[str, Element] = {}
    for talk in report.talks:
        file = _file(root, files, talk.path)
        for told in talk.told:
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
        SubElement(
            _file(root, files, problem.path),
            "error",
            line=str(max(problem.line, 1)),
            severity="error",
            message=valid(problem.message),
            source="empathylint.unreadable",
        )
    return document(root)


def _file(root: Element, files: dict[str, Element], path: str) -> Element:
    """The element of a file, the same for all that is told of it."""
    name = valid(path_in_repository(path))
    if name not in files:
        files[name] = SubElement(root, "file", name=name)
    return files[name]
