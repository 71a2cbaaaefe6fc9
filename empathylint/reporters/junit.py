"""A JUnit report: a suite for each file, a failed case for each finding, as Jenkins, Azure and GitLab read it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from empathylint.reporters.advice import customer_said, instead, message, path_in_repository
from empathylint.reporters.xml_text import document, valid

if TYPE_CHECKING:
    from empathylint.model import Problem
    from empathylint.report import Report, Talk, Told


def render(report: Report) -> str:
    """The report as XML. A file without findings is a suite whose one case passes."""
    told = {
        path: [(talk, told) for talk in talks for told in talk.told]
        for path, talks in groupby(report.talks, key=lambda talk: talk.path)
    }
    problems: dict[str, list[Problem]] = {}
    for problem in report.problems:
        problems.setdefault(problem.path, []).append(problem)
    paths = list(dict.fromkeys((*report.paths, *told, *problems)))
    root = Element("testsuites", name="empathylint")
    for path in paths:
        _suite(root, report, path, told.get(path, []), problems.get(path, []))
    suites = list(root)
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    return document(root)


def _suite(root: Element, report: Report, path: str, told: list[tuple[Talk, Told]], problems: list[Problem]) -> None:
    name = valid(path_in_repository(path))
    cases = max(len(told) + len(problems), 1)
    suite = SubElement(
        root, "testsuite", name=name, tests=str(cases), failures=str(len(told)), errors=str(len(problems)), time="0"
    )
    if not told and not problems:
        SubElement(suite, "testcase", name="nothing to mend", classname=name, time="0")
    for talk, one in told:
        finding, place = one.finding, one.place
        title = f"{finding.code} {report.rules[finding.code].name} (line {place.line}, column {place.column})"
        case = SubElement(suite, "testcase", name=title, classname=name, file=name, line=str(place.line), time="0")
        failure = SubElement(case, "failure", message=valid(message(finding)), type=finding.severity.value)
        words = [
            f"{path_in_repository(path)}:{place.line}:{place.column}",
            customer_said(finding, talk),
            instead(finding),
        ]
        failure.text = valid("\n".join(filter(None, words)))
    for problem in problems:
        case = SubElement(suite, "testcase", name=f"readable (line {problem.line})", classname=name, time="0")
        SubElement(case, "error", message=valid(problem.message), type="unreadable")
