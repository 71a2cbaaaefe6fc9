"""The Typer app that gathers the commands."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "check": "check",
    "show": "show",
    "rules": "rules",
    "explain": "explain",
    "test": "run_examples",
    "formats": "formats",
    "init": "init",
    "schema": "schema",
    "clean": "clean",
}  # each stands in a module of its name


def app(arguments: Sequence[str] = ()) -> typer.Typer:
    """The app with the command that the arguments begin with, or with all commands where they begin with none.

    Typer looks at each option of each command before it runs one, which takes longer than many a run.
    """
    gathered = typer.Typer(
        help="A linter for customer-service conversations and canned replies: where empathy is missing or goes wrong, "
        "why it matters, and the words to use instead.\n\nStart with: empathylint check transcripts/",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    gathered.callback()(_options)
    asked = arguments[0] if arguments else ""
    for name in (asked,) if asked in COMMANDS else COMMANDS:
        module = import_module(f"empathylint.cli.{name}")
        gathered.command(name, epilog=getattr(module, "EPILOG", None))(getattr(module, COMMANDS[name]))
    return gathered


def _options(
    *,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version and exit.")] = False,
) -> None:
    if version:
        from empathylint import __version__

        typer.echo(f"empathylint {__version__}")
        raise typer.Exit
