"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from empathylint.errors import UserError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection

    from empathylint.settings import Settings

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATHS]…", help="Files, folders or globs; - reads standard input.", show_default="."),
]
Config = Annotated[
    Path | None,
    typer.Option("--config", help="A config file to use instead of the nearest .empathylint.yaml or pyproject.toml."),
]
InputFormat = Annotated[
    str,
    typer.Option("--input-format", metavar="NAME", help="Read every file as this format; see `empathylint formats`."),
]
StdinFilename = Annotated[
    str, typer.Option("--stdin-filename", metavar="NAME", help="The name that standard input goes by.")
]
AllowCode = Annotated[bool, typer.Option("--allow-code", help="Let house rules run the Python files beside them.")]


def split(words: list[str] | None) -> list[str] | None:
    """The values of an option that may be given several times or with commas; None where it was not given."""
    if not words:
        return None
    return [word.strip() for given in words for word in given.split(",") if word.strip()]


def pairs(words: list[str] | None) -> dict[str, str] | None:
    """The `CODE=LEVEL` values of an option. Raises UserError for one without an equals sign."""
    found: dict[str, str] = {}
    for word in split(words) or ():
        key, equals, value = word.partition("=")
        if not equals:
            msg = f"--severity takes CODE=LEVEL, such as CLO001=off, not “{word}”"
            raise UserError(msg)
        found[key.strip()] = value.strip()
    return found or None


def one_of(option: str, value: str, known: Collection[str]) -> str:
    """The value. Raises UserError with the known ones and a hint where it is none of them."""
    if value not in known:
        msg = f"{option} is “{value}”; it is one of {', '.join(known)}.{did_you_mean(value, known)}"
        raise UserError(msg)
    return value


def settings_of(config: Path | None, **overrides: object) -> Settings:
    """The settings from the nearest config file under the command line's own."""
    from empathylint.config import load_settings

    return load_settings(Path.cwd(), config, **overrides)
