"""`empathylint schema`: what editors and scripts need to know of our files."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from empathylint.cli.options import one_of


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="config for .empathylint.yaml, rule or cue for such a file, or report for the JSON of check.",
        ),
    ],
) -> None:
    """Print a JSON Schema of settings, rules, cues or reports, for editors and scripts."""
    from empathylint import schema as made

    sys.stdout.write(made.schema(one_of("NAME", name, made.SCHEMAS)))
