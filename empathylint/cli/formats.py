"""`empathylint formats`: which files can be read, and how a file was recognised."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from empathylint.cli.options import Config, StdinFilename, settings_of

if TYPE_CHECKING:
    from empathylint.readers.speakers import Speakers
    from empathylint.run import FileText


def formats(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATHS]…", help="Files or folders to recognise; - reads standard input."),
    ] = None,
    *,
    config: Config = None,
    stdin_filename: StdinFilename = "",
) -> None:
    """List the formats that can be read, or tell how files were recognised and why others cannot be read."""
    from empathylint.printable import line_of
    from empathylint.readers import READERS
    from empathylint.readers.speakers import Speakers
    from empathylint.run import texts

    if not paths:
        for name, reader in READERS.items():
            sys.stdout.write(f"{name:12} {reader.WHAT}\n")
        return
    failed = False
    settings = settings_of(config)
    speakers = Speakers(settings.speakers)
    for file in texts(paths, settings, stdin_filename=stdin_filename):
        name, told = _recognised(file, file.format_in(settings), speakers)
        failed = failed or (file.explicit and not name)
        if file.refusal and file.explicit:
            sys.stderr.write(f"empathylint: {line_of(f'{file.path}: {told}')}\n")
        else:
            sys.stdout.write(line_of(f"{file.path}: {told}") + "\n")
    if failed:
        raise typer.Exit(2)


def _recognised(file: FileText, input_format: str, speakers: Speakers) -> tuple[str, str]:
    """The format of a file, empty where it cannot be read, and what to tell of it."""
    from empathylint.help_desks import help_desk
    from empathylint.model import Conversation, Problem
    from empathylint.placeholders import spellings
    from empathylint.readers import choose, read

    if file.refusal:
        return "", file.refusal if file.explicit else f"unreadable: {file.refusal}"
    choice = choose(file.path, file.text, speakers)
    problem = Problem(file.path, choice.reason)
    for found in read(file.path, file.text, speakers, input_format):
        if isinstance(found, Conversation):
            name = choice.name or input_format
            told = f"{name}: {choice.reason if choice.name else 'named, and of no other format'}"
            desk = help_desk(spellings(file.text)) if found.is_template else ""
            return name, f"{told}; placeholders as {desk} writes them" if desk else told
        problem = problem if problem.is_broken else found
    place = f"line {problem.line}: " if problem.is_broken else ""
    return "", f"{'unreadable' if problem.is_broken else 'unknown'}: {place}{problem.message}"
