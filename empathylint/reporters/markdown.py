"""A table in Markdown, for the summary of a CI job or a comment.

The gravest come first: at most 1,000, and never more than the 1 MiB that GitHub takes for a summary. Nobody is
mentioned by it, and no words from a file become a link, an image or HTML.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from empathylint.finding import Severity
from empathylint.language.late import late
from empathylint.printable import counted, line_of
from empathylint.reporters.advice import instead, message, page, path_in_repository

if TYPE_CHECKING:
    from empathylint.report import Report, Talk, Told

_SIGNS = late(r"([\\`*_\[\]#~|$])")
_MARKUP = {ord("<"): "&lt;", ord(">"): "&gt;", ord("&"): "&amp;"}
# GitHub and GitLab look for mentions, references and addresses in the text that is shown, so no escape stops them
_MENTIONS = late(r"(?<=[@#!~$%^])(?=\w)|(?<=&amp;)(?=\d)|(?<=\bGH-)(?=\d)|(?<=:)(?=//)|(?<=\bwww)(?=\.)", re.IGNORECASE)
_BREAK = "<!-- -->"
_MOST = 1000  # rows
ROOM = 1_000_000  # bytes: GitHub takes 1 MiB for a summary


def render(report: Report, room: int = ROOM) -> str:
    """A heading with the counts, and a row for each finding, the gravest first, as many as there is room for.

    Nobody is mentioned by it, and nothing from a file becomes a link, an image or HTML.
    """
    told = [(talk, told) for talk in report.talks for told in talk.told]
    told.sort(key=lambda pair: -pair[1].finding.severity.rank)
    lines = ["## empathylint", "", _counts(report), ""]
    lines += _fitting([f"- {escaped(str(problem))}" for problem in report.problems], room // 4, "problem")
    if told:
        lines += [*([""] if report.problems else []), "| where | | what | the words to use |", "|---|---|---|---|"]
        lines += _fitting([_row(report, talk, one) for talk, one in told], room // 4 * 3 - 1000, "finding")
    return "\n".join(lines).rstrip("\n") + "\n"


def _fitting(rows: list[str], room: int, noun: str) -> list[str]:
    """As many of some lines as there is room for in bytes, and how many are left out."""
    sizes = accumulate(len(row.encode(errors="replace")) + 1 for row in rows[:_MOST])
    fitting = sum(size <= room for size in sizes)
    left_out = len(rows) - fitting
    return rows[:fitting] + (["", f"{counted(left_out, noun)} more, not listed here."] if left_out else [])


def escaped(text: str) -> str:
    """A text as Markdown that shows it as it is, on one line, without links, HTML or mentions."""
    return _MENTIONS.sub(_BREAK, _SIGNS.sub(r"\\\1", line_of(text)).translate(_MARKUP))


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
