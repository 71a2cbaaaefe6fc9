"""`empathylint test`: the examples in rule files, run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from empathylint.cli.options import AllowCode


def run_examples(
    folder: Annotated[
        Path | None, typer.Argument(help="A folder of house rules.", show_default="the shipped rules and all plug-ins")
    ] = None,
    *,
    allow_code: AllowCode = False,
) -> None:
    """Run the examples of rules and cues: a turn marked > must be flagged, everything else must be clean."""
    from empathylint.engine import linter_for
    from empathylint.errors import UserError
    from empathylint.examples import cue_failures, rule_failures
    from empathylint.pack import pack_folder, rule_file
    from empathylint.plugins import plugins
    from empathylint.printable import counted, line_of
    from empathylint.settings import Settings

    if folder is not None and not folder.is_dir():
        msg = f"{folder}: there is no such folder"
        raise UserError(msg)
    house = () if folder is None else (str(folder.resolve()),)
    linter = linter_for(Settings(rules=house, allow_code=allow_code))
    roots = [folder.resolve()] if folder else [pack_folder(), *(Path(plugin.folder) for plugin in plugins())]
    rules = [rule for rule in linter.rules.values() if any(map(rule_file(rule).is_relative_to, roots))]
    cues = [cue for root in roots for cue in sorted(root.glob("cues/*.yaml"))]
    failures = [failure for rule in rules for failure in rule_failures(rule, linter)]
    failures += [failure for cue in cues for failure in cue_failures(cue, linter)]
    for failure in failures:
        sys.stdout.write(line_of(failure) + "\n")
    sys.stdout.write(
        f"{counted(len(rules), 'rule')} and {counted(len(cues), 'cue')} tested, "
        f"{counted(len(failures), 'example')} wrong\n"
    )
    raise typer.Exit(1 if failures else 0)
