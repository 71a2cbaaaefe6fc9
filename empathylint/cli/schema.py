"""`empathylint schema`: what editors need to help with settings, rules and cues."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from empathylint.cli.options import one_of


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="config for .empathylint.yaml, rule for a rule's file, or cue for a cue's file."
        ),
    ],
) -> None:
    """Print a JSON Schema, with which an editor completes and checks settings, rules and cues."""
    from empathylint import schema as made

    sys.stdout.write(made.schema(one_of("NAME", name, made.SCHEMAS)))
