"""The report as JSON Lines: `{"finding": …}` for each finding, `{"problem": …}` for each problem, `{"summary": …}`.

Each kind is told by its one key, `unreadable` and `reply` too; the summary comes last and has the `version`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.reporters.json_report import as_json
from empathylint.reporters.json_text import one_line

if TYPE_CHECKING:
    from empathylint.report import Report


def render(report: Report) -> str:
    """A line for each finding and problem, and one that sums up, each as the one JSON object has it."""
    whole = as_json(report)
    lines: list[object] = [{"finding": finding} for finding in whole.findings]
    lines += [{"problem": problem} for problem in whole.problems]
    lines += [{"unreadable": problem} for problem in whole.unreadable]
    lines += [{"reply": reply} for reply in whole.replies]
    lines.append({"summary": whole.summary, "version": whole.version})
    return "".join(one_line(line) for line in lines)
