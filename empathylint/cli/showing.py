"""What `check --show-files` and `check --show-settings` print."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import msgspec

from empathylint.printable import line_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from empathylint.settings import Settings


def print_files(settings: Settings, paths: Sequence[str]) -> None:
    """Prints the path of each file that is of a known shape, in the order in which they are linted."""
    from empathylint.readers import choose
    from empathylint.readers.speakers import Speakers
    from empathylint.run import texts

    speakers = Speakers(settings.speakers)
    for file in texts(paths, settings):
        if not file.refusal and (file.format_in(settings) or choose(file.path, file.text, speakers).name):
            sys.stdout.write(f"{line_of(file.path)}\n")


def print_settings(settings: Settings, paths: Sequence[str]) -> None:  # noqa: ARG001 - the same for all paths
    """Prints the settings as a config file would have them, under a line that tells which file they come from."""
    import yaml

    from empathylint.config_values import CHECKS

    told = msgspec.to_builtins(settings)
    source = f"from {line_of(os.path.relpath(settings.source))}" if settings.source else "no config file was found"
    written = {key: value for key in CHECKS if (value := told[key.replace("-", "_")]) != ""}
    sys.stdout.write(f"# {source}\n{yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=100)}")
