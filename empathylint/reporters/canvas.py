"""What everything that is drawn with rich shares: the console, the colours, and safe text."""

from __future__ import annotations

import sys
from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from empathylint.finding import Severity
from empathylint.printable import line_of
from empathylint.steps import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from empathylint.steps import Verdict

COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_STEPS = {
    Status.PASS: ("✓", "+", "green"),
    Status.FAIL: ("✗", "x", "red"),
    Status.NOT_APPLICABLE: ("–", "-", "dim"),
}  # the sign, one for output that has no such letters, and the colour
_WIDEST = 110
_IN_A_FILE = 100


def console(*, for_file: bool = False) -> Console:
    """A console on standard output, never wider than is comfortable to read; for a file, plain and of one width."""
    if for_file:
        return Console(file=StringIO(), highlight=False, force_terminal=False, no_color=True, width=_IN_A_FILE)
    drawn = Console(file=sys.stdout, highlight=False, soft_wrap=False)
    drawn.width = min(drawn.width, _WIDEST)
    return drawn


def steps_line(verdicts: Iterable[Verdict]) -> Text:
    """The five steps, each with its sign: passed, failed, not called for."""
    line = Text()
    for verdict in verdicts:
        sign, colour = _sign(verdict.status)
        line.append(f"{sign}\u00a0{verdict.step}", colour)
        line.append("   ")
    line.rstrip()
    return line


def legend() -> Text:
    """What the signs of the steps mean."""
    meanings = {Status.PASS: "done", Status.FAIL: "missed", Status.NOT_APPLICABLE: "not called for"}
    return Text("Steps: " + ", ".join(f"{_sign(status)[0]} {meaning}" for status, meaning in meanings.items()), "dim")


def _sign(status: Status) -> tuple[str, str]:
    """A step's sign, in letters that the output has, and its colour."""
    drawn, plain, colour = _STEPS[status]
    try:
        drawn.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return plain, colour
    return drawn, colour


def excerpt(text: str, start: int, end: int, width: int, style: str) -> Text:
    """The words around `start` to `end` on one line, those marked, and the rest cut at a word with … where too long."""
    reach = 4 * width
    before, after = line_of(text[max(start - reach, 0) : start]), line_of(text[end : end + reach])
    said = line_of(text[start : min(end, start + reach)])
    before += " " if before and text[start - 1].isspace() else ""
    after = (" " if after and text[end].isspace() else "") + after
    if len(said) > width:
        return Text(said[: width - 1].rsplit(" ", 1)[0] + "…", style)
    room = width - len(said)
    left = _last_words(before, max(room // 2, room - len(after)))
    right = _first_words(after, room - len(left))
    return Text.assemble((left, "dim"), (said, style), (right, "dim"))


def _last_words(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    kept = text[len(text) - max(room - 1, 0) :]
    return "…" + kept[kept.find(" ") :] if " " in kept.rstrip() else "…"[:room]


def _first_words(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    kept = text[: max(room - 1, 0)]
    return kept[: kept.rfind(" ")] + " …" if " " in kept.strip() else "…"[:room]
