"""The report for a person at a terminal: per conversation its steps, then each finding with the words to use.

Colours and links where the terminal has them, and as wide as it is; in a file, plain text. Nothing is promised to
scripts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from empathylint.finding import EditKind, Severity
from empathylint.mending import mended_replies
from empathylint.printable import counted, line_of, printable
from empathylint.reporters.canvas import COLOURS, console, excerpt, legend, steps_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from empathylint.finding import Finding
    from empathylint.report import Report, Talk, Told
    from empathylint.rule import Rule

_LABEL = 12  # columns before the words of a finding
_NARROWEST = 20
_SHORTEST_WHY = 20


def render(report: Report) -> str:
    """The report as it is seen, in the width and with the colours that standard output allows."""
    return drawn(report, console())


def drawn(report: Report, canvas: Console, *, summary: bool = True) -> str:
    """The report as a console draws it, with or without the lines that sum it up."""
    with canvas.capture() as captured:
        draw(report, canvas, summary=summary)
    return captured.get()


def draw(report: Report, canvas: Console, *, summary: bool = True) -> None:
    """Draws the report on a console."""
    for talk in report.talks:
        _draw_talk(canvas, talk, report)
    if summary:
        _draw_summary(canvas, report)


def _draw_talk(canvas: Console, talk: Talk, report: Report) -> None:
    title = talk.title or talk.id
    head = Text(line_of(talk.path), "bold")
    if title and title not in talk.path:
        head.append(f"  {line_of(title)[:60]}", "not bold")
    canvas.print(head, overflow="fold")
    if talk.steps:
        canvas.print(steps_line(talk.steps))
    for told in talk.told:
        canvas.print()
        _draw_finding(canvas, told, talk, report.rules)
    for text in mended_replies(talk).values() if report.whole_replies else ():
        canvas.print()
        _say(canvas, "reply", line_of(text), "green")
    canvas.print()


def _draw_finding(canvas: Console, told: Told, talk: Talk, rules: Mapping[str, Rule]) -> None:
    finding = told.finding
    rule = rules[finding.code]
    head = Text.assemble(
        ("● ", COLOURS[finding.severity]),
        (finding.severity.value, COLOURS[finding.severity]),
        (f" {finding.code} ", "bold"),
        rule.name,
    )
    place = f"line {told.place.line}, column {told.place.column}"
    gap = canvas.width - head.cell_len - len(place)
    head.append(" " * gap + place if gap > 1 else f"  {place}", "dim")
    canvas.print(head)
    _say(canvas, "", line_of(finding.message))
    for code in finding.also:
        _say(canvas, "also", f"{code} {rules[code].title}", "dim")
    width = canvas.width - _LABEL
    for note in finding.notes:
        turn = talk.turns[note.place.turn]
        words = excerpt(turn.text, note.place.start, note.place.end, width, "italic")
        _say(canvas, turn.role.value, words)
    turn = talk.turns[finding.place.turn]
    _say(
        canvas,
        turn.role.value,
        excerpt(turn.text, finding.place.start, finding.place.end, width, "underline"),
    )
    _say(canvas, "why", _first_sentence(rule.why), "dim")
    if finding.edit:
        _draw_rewrite(canvas, finding, talk)


def _draw_rewrite(canvas: Console, finding: Finding, talk: Talk) -> None:
    edit = finding.edit
    if edit is None:
        return
    text = talk.turns[edit.place.turn].text
    if edit.kind is EditKind.REPLACE:
        _say(canvas, "before", line_of(text[edit.place.start : edit.place.end]), "red")
        _say(canvas, "after", line_of(edit.text) or "(leave it out)", "green")
    else:
        _say(canvas, "add" if edit.kind is EditKind.INSERT_AFTER else "say first", line_of(edit.text), "green")


def _say(canvas: Console, label: str, words: str | Text, style: str = "") -> None:
    indent = _LABEL if label else 2
    first = Text(f"{label:>{_LABEL - 2}}  ", "dim") if label else Text("  ")
    body = words if isinstance(words, Text) else Text(printable(words), style)
    for at, part in enumerate(body.wrap(canvas, max(canvas.width - indent, _NARROWEST))):
        part.rstrip()
        canvas.print(Text.assemble(first if not at else " " * indent, part), overflow="fold")


def _first_sentence(why: str) -> str:
    end = why.find(". ", _SHORTEST_WHY)
    return why if end < 0 else why[: end + 1]


def _clean(report: Report) -> str:
    """That there is nothing to mend, as far as that is known."""
    if report.counts.conversations + report.counts.replies == 0:
        return "Nothing was linted"
    partly = report.problems or report.counts.unjudged or report.counts.foreign
    return "Nothing to mend" + (" in what could be read and judged" if partly else "")


def _kept_quiet(report: Report) -> str:
    """How many findings are not told, by why."""
    counts = report.counts
    reasons = (
        (counts.known, "known to the baseline"),
        (counts.untouched, "on lines that have not changed"),
        (counts.silenced, "silenced by comments"),
    )
    return ", ".join(f"{number} {reason}" for number, reason in reasons if number)


def _draw_summary(canvas: Console, report: Report) -> None:
    counts = report.counts
    read = ", ".join(
        counted(number, noun, several)
        for number, noun, several in (
            (counts.conversations, "conversation", ""),
            (counts.replies, "canned reply", "canned replies"),
        )
        if number
    )
    found = [(report.count(severity), severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
    canvas.print(Text("Read " + (read or "no conversations") + f" in {counted(counts.files, 'file')}."))
    line = Text()
    if not any(number for number, _ in found):
        line.append(_clean(report), "green")
    for at, (number, severity) in enumerate((number, severity) for number, severity in found if number):
        plural = "" if number == 1 or severity is Severity.INFO else "s"
        line.append(", " if at else "")
        line.append(f"{number} {severity.value}{plural}", COLOURS[severity])
    line.append(".")
    if counts.left_out:
        line.append(f" {counts.left_out} more left out by max-per-conversation.", "dim")
    canvas.print(line)
    if quiet := _kept_quiet(report):
        canvas.print(Text(f"Not told: {quiet}.", "dim"))
    if counts.unjudged:
        told = "1 conversation was" if counts.unjudged == 1 else f"{counts.unjudged} conversations were"
        canvas.print(Text(f"{told} not judged: nobody in it is known to be the agent; see `speakers`.", "yellow"))
    if counts.foreign:
        told = "1 text is" if counts.foreign == 1 else f"{counts.foreign} texts are"
        canvas.print(Text(f"{told} not in English and not judged; see `language`.", "yellow"))
    if report.passed_over:
        canvas.print(Text(report.passed_over, "dim"))
    if any(talk.steps for talk in report.talks):
        canvas.print(legend())
    if report.talks:
        canvas.print(Text("More: empathylint explain CODE · empathylint show FILE", "dim"))
