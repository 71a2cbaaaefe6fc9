"""A table in Markdown, for the summary of a CI job or a comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.finding import Severity
from empathylint.language.late import late
from empathylint.printable import counted, line_of
from empathylint.reporters.advice import instead, message, page, path_in_repository

if TYPE_CHECKING:
    from empathylint.report import Report, Talk, Told

_SIGNS = late(r"([\\`*_\[\]#~|$])")
_MARKUP = {ord("<"): "&lt;", ord(">"): "&gt;", ord("&"): "&amp;", ord("@"): "&#64;"}
_LINKS = late(r"(?<=:)/(?=/)|(?<=www)\.", re.IGNORECASE)
_MOST = 1000  # rows: GitHub takes 1 MiB for a summary


def render(report: Report) -> str:
    """A heading with the counts, and a row for each finding, the gravest first; nobody is mentioned by it."""
    told = [(talk, told) for talk in report.talks for told in talk.told]
    told.sort(key=lambda pair: -pair[1].finding.severity.rank)
    lines = ["## empathylint", "", _counts(report)]
    for problem in report.problems:
        lines += ["", f"- {escaped(str(problem))}"]
    if told:
        lines += ["", "| where | | what | the words to use |", "|---|---|---|---|"]
        lines += [_row(report, talk, one) for talk, one in told[:_MOST]]
    if len(told) > _MOST:
        lines += ["", f"{counted(len(told) - _MOST, 'finding')} more, not listed here."]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """A text as Markdown that shows it as it is, on one line, without links, HTML or mentions."""
    shown = _SIGNS.sub(r"\\\1", line_of(text)).translate(_MARKUP)
    return _LINKS.sub(lambda sign: f"&#{ord(sign[0])};", shown)


def _counts(report: Report) -> str:
    found = [(report.count(severity), severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
    counts = report.counts
    told = ", ".join(counted(number, severity.value) for number, severity in found if number) or "Nothing to mend"
    replies = counted(counts.replies, "canned reply", "canned replies")
    return f"{told} in {counted(counts.conversations, 'conversation')} and {replies}."


def _row(report: Report, talk: Talk, told: Told) -> str:
    finding, url = told.finding, page(report.rules[told.finding.code])
    code = f"[{finding.code}]({url})" if url else finding.code
    where = f"{escaped(path_in_repository(talk.path))}:{told.place.line}"
    return f"| {where} | {finding.severity.value} {code} | {escaped(message(finding))} | {escaped(instead(finding))} |"
