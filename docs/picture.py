"""Draws docs/check.svg, the README's picture of `empathylint check`, from one of the examples."""

from __future__ import annotations

import io
import os
from pathlib import Path

from rich.console import Console

from empathylint import lint_paths
from empathylint.reporters.drawn import draw

ROOT = Path(__file__).parent.parent
EXAMPLE = "examples/transcripts/wet-phone.txt"


def main() -> None:
    """Writes the picture."""
    os.chdir(ROOT)
    canvas = Console(record=True, width=84, file=io.StringIO(), force_terminal=True, highlight=False)
    canvas.print(f"[bold]$[/bold] empathylint check {EXAMPLE}\n")
    draw(lint_paths([EXAMPLE]), canvas)
    canvas.save_svg("docs/check.svg", title="empathylint")


if __name__ == "__main__":
    main()
