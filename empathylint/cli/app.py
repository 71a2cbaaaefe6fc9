"""The Typer app that gathers the commands."""

from __future__ import annotations

from typing import Annotated

import typer

from empathylint.cli.check import EPILOG, check
from empathylint.cli.explain import explain
from empathylint.cli.formats import formats
from empathylint.cli.rules import rules
from empathylint.cli.schema import schema
from empathylint.cli.show import show
from empathylint.cli.test import run_examples

app = typer.Typer(
    help="A linter for customer-service conversations and canned replies: where empathy is missing or goes wrong, "
    "why it matters, and the words to use instead.\n\nStart with: empathylint check transcripts/",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(epilog=EPILOG)(check)
for command in (show, rules, explain):
    app.command()(command)
app.command("test")(run_examples)
app.command()(formats)
app.command()(schema)


@app.callback()
def _options(
    *,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version and exit.")] = False,
) -> None:
    if version:
        from empathylint import __version__

        typer.echo(f"empathylint {__version__}")
        raise typer.Exit
