"""Findings counted by rule."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from empathylint.printable import counted

if TYPE_CHECKING:
    from empathylint.report import Report


def render(report: Report) -> str:
    """A line for each rule that spoke, the most frequent first, and a sum."""
    spoken = Counter(code for finding in report.findings for code in (finding.code, *finding.also))
    lines = [
        f"{times:6}  {code}  {report.rules[code].name} ({report.rules[code].title})"
        for code, times in sorted(spoken.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    counts, several = report.counts, sum(len(finding.also) for finding in report.findings)
    replies = counted(counts.replies, "canned reply", "canned replies")
    told = f"{counted(counts.conversations, 'conversation')} and {replies}"
    lines.append(f"{spoken.total():6}  in {told}, {several} of them told beside a graver one")
    return "\n".join(lines) + "\n"
