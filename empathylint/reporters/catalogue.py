"""The rules, as a list and one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from empathylint.finding import Severity
from empathylint.house import House
from empathylint.printable import printable
from empathylint.reporters.canvas import COLOURS, console

if TYPE_CHECKING:
    from rich.console import Console

    from empathylint.rule import Rule


_WIDE = 90  # columns from which on a rule and what it looks for stand side by side


def draw(rules: dict[str, Rule]) -> None:
    """Prints the rules by group."""
    canvas = console()
    groups: dict[str, list[Rule]] = {}
    for rule in rules.values():
        groups.setdefault(rule.group, []).append(rule)
    for group, members in groups.items():
        canvas.print(Text(group, "bold"))
        heads = [_head(rule) for rule in members]
        if canvas.width < _WIDE:
            for head, rule in zip(heads, members, strict=True):
                canvas.print(head, Padding(Text(rule.title, "dim"), (0, 0, 0, 4)))
        else:
            table = Table.grid(Column(no_wrap=True), Column(), padding=(0, 2, 0, 0))
            for head, rule in zip(heads, members, strict=True):
                table.add_row(head, Text(rule.title, "dim"))
            canvas.print(table)
        canvas.print()
    canvas.print(Text(f"{len(rules)} rules. `empathylint explain CODE` tells more of one.", "dim"))


def _head(rule: Rule) -> Text:
    """A rule's code, severity and name, and where it comes from, if not from us."""
    from empathylint.pack import origin

    severity = Text(f"{rule.severity.value:8}", COLOURS.get(rule.severity, "dim"))
    whence = f" ({origin(rule)})" if origin(rule) != "empathylint" else ""
    return Text.assemble(f"  {rule.code}  ", severity, f" {rule.name}", (whence, "dim"))


def draw_rule(rule: Rule) -> None:
    """Prints one rule: what it looks for, why, what to write instead, and its examples."""
    canvas = console()
    canvas.print(
        Text.assemble(
            (f"{rule.code} {rule.name}", "bold"),
            "  ",
            (rule.severity.value, COLOURS.get(rule.severity, "dim")),
        )
    )
    canvas.print(Text(rule.title))
    canvas.print()
    canvas.print(Text(rule.why))
    for source in rule.sources:
        canvas.print(Text.assemble(("  source  ", "dim"), (source, "dim")))
    if rule.error_when is not None and rule.severity is not Severity.OFF:
        canvas.print(Text("It is an error where the customer's words are strong.", "dim"))
    for template in rule.rewrite:
        canvas.print(Text.assemble(("  instead  ", "dim"), (template, "green")))
    _draw_examples(canvas, rule)


def _draw_examples(canvas: Console, rule: Rule) -> None:
    from empathylint.pack import rule_file
    from empathylint.rule import examples_of

    for example in examples_of(rule_file(rule)):
        text = example if isinstance(example, str) else example.text
        bad = any(line.startswith(">") for line in text.splitlines())
        canvas.print()
        canvas.print(Text("Flagged:" if bad else "Fine:", "red" if bad else "green"))
        for line in printable(text).splitlines():
            canvas.print(Text("  " + line, "underline" if line.startswith(">") else ""), overflow="fold")
        if not isinstance(example, str) and example.house != House():
            canvas.print(Text(f"  house: {printable(example.house.told())}", "dim"), overflow="fold")
        if not isinstance(example, str) and example.fixed:
            canvas.print(Text("  becomes: " + printable(example.fixed), "green"), overflow="fold")
