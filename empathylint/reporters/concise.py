"""One line a finding, `path:line:column: severity CODE message`, for editors, problem matchers and grep.

Lines hold no control characters; in paths these stand as escapes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.encoding import shown
from empathylint.printable import line_of, printable

if TYPE_CHECKING:
    from empathylint.report import Report, Told


def render(report: Report) -> str:
    """The findings, a line each."""
    return "".join(_line(talk.path, told) + "\n" for talk in report.talks for told in talk.told)


def _line(path: str, told: Told) -> str:
    finding = told.finding
    codes = " ".join((finding.code, *(f"+{code}" for code in finding.also)))
    where = f"{printable(shown(path))}:{told.place.line}:{told.place.column}"
    return f"{where}: {finding.severity} {codes} {line_of(finding.message)}"
