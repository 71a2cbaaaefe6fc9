"""The files of rules: where they are, and a name for the state that they are in."""

from __future__ import annotations

import os
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from empathylint import __version__
from empathylint.errors import UserError
from empathylint.plugins import plugins

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def pack_folder() -> Path:
    """The folder of the rules that come with the program, in a wheel or in a checkout."""
    inside = Path(__file__).parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


def check_folders(folders: Iterable[Path]) -> None:
    """Nothing, or UserError for a folder that is not there."""
    for folder in folders:
        if not folder.is_dir():
            raise UserError(f"{folder}: there is no such folder of rules")


def rules_fingerprint(house: Sequence[str]) -> str:
    """A name for the state of all rules: those that come with the program, those of plug-ins and of the house.

    Raises UserError for a folder that is not there.
    """
    check_folders(map(Path, house))
    return fingerprint([pack_folder(), *(Path(plugin.folder) for plugin in plugins()), *map(Path, house)])


def fingerprint(folders: Iterable[Path]) -> str:
    """A name for the state of the pack: paths, sizes and times of change of its files and of the code that reads it."""
    import hashlib

    digest = hashlib.sha256(__version__.encode())
    ours = Path(__file__).parent
    for root in (ours, ours / "language", *folders):
        digest.update(f"{root}\0".encode(errors="surrogateescape"))
        with os.scandir(root) as entries:
            below = [] if root in (ours, ours / "language") else [entry.path for entry in entries if entry.is_dir()]
        for folder in [str(root), *sorted(below)]:
            digest.update(_states(folder))
    return digest.hexdigest()[:24]


def _states(folder: str) -> bytes:
    """Name, size and time of change of each file of rules or code in a folder."""
    with os.scandir(folder) as entries:
        files = sorted(
            (entry for entry in entries if entry.name.endswith((".yaml", ".py", ".json"))), key=attrgetter("path")
        )
    states = ((entry.path, entry.stat()) for entry in files if entry.is_file())
    told = "".join(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n" for path, state in states)
    return told.encode(errors="surrogateescape")
