"""A JUnit report: a suite for each file, a failed case for each finding, as Jenkins, Azure and GitLab read it.

A file without findings is a case that passes; what cannot be read is an error. A case is named after its rule and
message, so that it keeps its name while lines move.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from empathylint.printable import line_of
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
    titles = _titles(told, problems)
    for (talk, one), title in zip(told, titles, strict=False):
        case = _case(suite, title, name, str(one.place.line))
        failure = SubElement(case, "failure", message=valid(message(one.finding)), type=one.finding.severity.value)
        failure.text = valid(_detail(report, talk, one))
    for problem, title in zip(problems, titles[len(told) :], strict=True):
        case = _case(suite, title, name, str(max(problem.line, 1)))
        SubElement(case, "error", message=valid(problem.message), type="unreadable")
    if not titles:
        _case(suite, "nothing to mend", name, "1")


def _case(suite: Element, title: str, name: str, line: str) -> Element:
    return SubElement(suite, "testcase", name=title, classname=name, file=name, line=line, time="0")


def _titles(told: list[tuple[Talk, Told]], problems: list[Problem]) -> list[str]:
    """A name for each case that no other of its suite has and that stays while lines move, for readers compare runs."""
    found = [valid(f"{one.finding.code} {message(one.finding)}") for _, one in told]
    found += [valid(f"unreadable: {line_of(problem.message)}") for problem in problems]
    seen: Counter[str] = Counter()
    for number, title in enumerate(found):
        seen[title] += 1
        found[number] = f"{title} ({seen[title]})" if seen[title] > 1 else title
    return found


def _detail(report: Report, talk: Talk, told: Told) -> str:
    """What stands in a failure: where, which rule, what the customer said, and the words to use."""
    finding, place = told.finding, told.place
    where = f"{path_in_repository(talk.path)}:{place.line}:{place.column}"
    rule = report.rules[finding.code]
    words = (where, f"{rule.code} {rule.name}: {rule.title}.", customer_said(finding, talk), instead(finding))
    return "\n".join(filter(None, words))
