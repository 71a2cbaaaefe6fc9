"""`empathylint formats`: which files can be read, and how a file was recognised."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def formats(
    paths: Annotated[list[str] | None, typer.Argument(metavar="[FILES]…", help="Files to recognise.")] = None,
) -> None:
    """List the formats that can be read, or tell how files were recognised and why."""
    from empathylint.encoding import read_text
    from empathylint.errors import UserError
    from empathylint.printable import line_of
    from empathylint.readers import READERS, choose

    if not paths:
        for name, reader in READERS.items():
            sys.stdout.write(f"{name:12} {reader.WHAT}\n")
        return
    failed = False
    for path in paths:
        try:
            choice = choose(path, read_text(path))
        except UserError as error:
            sys.stderr.write(f"empathylint: {line_of(str(error))}\n")
            failed = True
            continue
        failed = failed or not choice.name
        sys.stdout.write(line_of(f"{path}: {choice.name or 'unknown'}: {choice.reason}") + "\n")
    if failed:
        raise typer.Exit(2)
