"""`empathylint formats`: which files can be read, and how a file was recognised."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from empathylint.cli.options import StdinFilename, settings_of

if TYPE_CHECKING:
    from empathylint.run import FileText


def formats(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATHS]…", help="Files or folders to recognise; - reads standard input."),
    ] = None,
    *,
    stdin_filename: StdinFilename = "",
) -> None:
    """List the formats that can be read, or tell how files were recognised and why others cannot be read."""
    from empathylint.printable import line_of
    from empathylint.readers import READERS
    from empathylint.run import texts

    if not paths:
        for name, reader in READERS.items():
            sys.stdout.write(f"{name:12} {reader.WHAT}\n")
        return
    failed = False
    for file in texts(paths, settings_of(None), stdin_filename=stdin_filename):
        name, told = _recognised(file)
        failed = failed or (file.explicit and not name)
        if file.refusal and file.explicit:
            sys.stderr.write(f"empathylint: {line_of(f'{file.path}: {told}')}\n")
        else:
            sys.stdout.write(line_of(f"{file.path}: {told}") + "\n")
    if failed:
        raise typer.Exit(2)


def _recognised(file: FileText) -> tuple[str, str]:
    """The format of a file, empty where it cannot be read, and what to tell of it."""
    from empathylint.model import Conversation, Problem
    from empathylint.readers import choose, read
    from empathylint.readers.speakers import Speakers

    if file.refusal:
        return "", file.refusal if file.explicit else f"unreadable: {file.refusal}"
    choice = choose(file.path, file.text)
    problem = Problem(file.path, choice.reason)
    for found in read(file.path, file.text, Speakers()):
        if isinstance(found, Conversation):
            return choice.name, f"{choice.name}: {choice.reason}"
        problem = problem if problem.is_broken else found
    place = f"line {problem.line}: " if problem.is_broken else ""
    return "", f"{'unreadable' if problem.is_broken else 'unknown'}: {place}{problem.message}"
