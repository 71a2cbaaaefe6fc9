"""Conversations with their cues marked: what was seen, and which turn decided each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from empathylint.model import Role
from empathylint.printable import line_of, printable
from empathylint.reporters.canvas import COLOURS, console, legend, steps_line
from empathylint.steps import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from empathylint.engine import Result
    from empathylint.model import Turn

_QUOTED = 50  # characters of the words that gave a cue
_NAMES = {
    Role.AGENT: "green",
    Role.CUSTOMER: "cyan",
    Role.BOT: "magenta",
    Role.SYSTEM: "dim",
    Role.UNKNOWN: "dim",
}


def draw(results: Iterable[Result]) -> None:
    """Prints conversations, each turn with its cues and the words that gave them."""
    canvas = console()
    for result in results:
        talk = result.conversation
        canvas.print(Text(f"{line_of(result.path)}  {line_of(talk.title or talk.id)}", "bold"), overflow="fold")
        if result.steps:
            canvas.print(steps_line(result.steps))
            canvas.print(legend())
            for verdict in result.steps:
                if verdict.status is not Status.NOT_APPLICABLE:
                    canvas.print(
                        Text(
                            f"  {verdict.step}: {_reason(verdict.raised_by, verdict.decided_by, verdict.status)}",
                            "dim",
                        )
                    )
        for turn in talk.turns:
            _draw_turn(canvas, turn, result)
        canvas.print()


def _reason(raised_by: int, decided_by: int, status: Status) -> str:
    if status is Status.PASS:
        return f"turn {raised_by + 1} calls for it, turn {decided_by + 1} does it"
    return f"turn {raised_by + 1} calls for it, and no reply to it from turn {decided_by + 1} on does it soon enough"


def _cut(words: str) -> str:
    return words if len(words) <= _QUOTED else words[:_QUOTED].rsplit(" ", 1)[0] + " …"


def _draw_turn(canvas: Console, turn: Turn, result: Result) -> None:
    canvas.print()
    name = f"{turn.index + 1} {turn.role.value}" + (f" ({line_of(turn.speaker)})" if turn.speaker else "")
    canvas.print(Text.assemble((name, _NAMES[turn.role]), ("  private note" if turn.internal else "", "dim")))
    body = Text(printable(turn.text))
    if len(body) == len(turn.text):
        for hit in turn.hits:
            body.stylize("underline", hit.start, hit.end)
    canvas.print(body, overflow="fold")
    seen: dict[str, list[str]] = {}
    for hit in turn.hits:
        seen.setdefault(hit.cue, []).append(_cut(line_of(turn.text[hit.start : hit.end])))
    for cue, words in seen.items():
        canvas.print(Text(f"  {cue}: " + " · ".join(f"“{word}”" for word in words[:4]), "dim"), overflow="fold")
    for finding in result.findings:
        if finding.place.turn == turn.index:
            canvas.print(
                Text.assemble(
                    (f"  {finding.severity.value} {finding.code} ", COLOURS[finding.severity]),
                    line_of(finding.message),
                )
            )
