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

COMPILED = "pack.bin"
_CODE = ("", "language", "readers", "readers/parts")


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
    """A name for the state of folders of rules and of the code that reads them.

    It tells paths, sizes and times of change of all files in a checkout; a wheel changes as a whole, with its pack.
    """
    import hashlib

    shipped = pack_folder()
    wheel = _wheel(shipped)
    digest = hashlib.sha256(f"{__version__}\0{wheel}".encode())
    code = () if wheel else (str(Path(__file__).parent / part) for part in _CODE)
    rules = (inside for folder in folders if folder != shipped or not wheel for inside in _with_folders_in(folder))
    for folder in (*code, *rules):
        digest.update(f"{folder}\0".encode(errors="surrogateescape"))
        digest.update(_states(folder))
    return digest.hexdigest()[:24]


def _wheel(shipped: Path) -> str:
    """What tells one wheel from another, by the compiled pack in it; empty in a checkout."""
    try:
        state = os.stat(shipped / COMPILED)
    except OSError:
        return ""
    return f"{state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"


def _with_folders_in(folder: Path) -> list[str]:
    """A folder of rules, and those in it."""
    with os.scandir(folder) as entries:
        return [str(folder), *sorted(entry.path for entry in entries if entry.is_dir())]


def _states(folder: str) -> bytes:
    """Name, size and time of change of each file of rules or code in a folder."""
    with os.scandir(folder) as entries:
        files = sorted(
            (entry for entry in entries if entry.name.endswith((".yaml", ".py", ".json"))), key=attrgetter("path")
        )
    states = ((entry.path, entry.stat()) for entry in files if entry.is_file())
    told = "".join(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n" for path, state in states)
    return told.encode(errors="surrogateescape")
