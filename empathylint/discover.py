"""The files to read, out of the paths, folders and globs of the command line."""

from __future__ import annotations

import glob
import os
import stat
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from empathylint.encoding import shown
from empathylint.errors import did_you_mean
from empathylint.globs import covers, relative
from empathylint.model import Problem
from empathylint.walk import Found, Identity, Visit, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from empathylint.settings import Settings

__all__ = ["Found", "discover", "is_left_out"]

_EVERYTHING: Final = frozenset({"**", "**/*"})
_MOST_NAMES: Final = 2000
_NO_FILE: Final = "this pattern names no file. Check its spelling."


class _Argument(Struct, frozen=True):
    """A path of the command line that is there. `rest` is the end of a glob from its `**` on."""

    path: str
    identity: Identity
    is_folder: bool
    rest: str = ""


def discover(paths: Iterable[str], settings: Settings) -> Iterator[Found | Problem]:
    """The files that paths name, each real file once: in the order of the paths, sorted within a folder.

    A path that does not exist, a glob that names nothing and a folder that cannot be listed are Problems, so
    that the other files are still read. With `force_exclude` (a hook hands over the paths, nobody named them)
    `exclude` holds for named files too, and they are not explicit. A named pipe or device is Found as well:
    `read_text` refuses it.
    """
    arguments = [argument for path in paths for argument in _arguments(path)]
    named = {found.identity for found in arguments if isinstance(found, _Argument) and not found.is_folder}
    seen = set(named)
    for argument in arguments:
        if isinstance(argument, Problem):
            yield argument
        elif is_left_out(argument.path, settings):
            continue
        elif argument.is_folder:
            yield from _inside(argument, settings, seen)
        elif argument.identity in named:
            named.remove(argument.identity)
            explicit = not settings.force_exclude or _is_in(settings.include, argument.path, settings)
            yield Found(argument.path, explicit)


def is_left_out(path: str, settings: Settings) -> bool:
    """Whether `exclude` holds for a path although it was handed over by name: with `force_exclude` it does."""
    return settings.force_exclude and _is_in(settings.exclude, path, settings)


def _inside(folder: _Argument, settings: Settings, seen: set[Identity]) -> Iterator[Found | Problem]:
    """The files to read in a folder; a Problem for a glob that names none of them."""
    place = relative(folder.path, settings.root)
    before = len(seen)
    yield from walk(Visit(folder.path, place, settings.exclude, settings.include, folder.rest), seen)
    if folder.rest and len(seen) == before:
        yield Problem(shown(f"{folder.path}/{folder.rest}"), _NO_FILE)


def _is_in(globs: tuple[str, ...], path: str, settings: Settings) -> bool:
    """Whether globs of the settings name the path or a folder that holds it."""
    return bool(globs) and covers(globs, relative(path, settings.root))


def _arguments(path: str) -> list[_Argument | Problem]:
    """What one path of the command line stands for: itself, or what it names as a glob."""
    try:
        return [_argument(path)]
    except (OSError, ValueError) as error:
        if "\0" in path or not glob.has_magic(path):
            return [Problem(shown(path), _missing(path, error))]
        return list(_expanded(path)) or [Problem(shown(path), _NO_FILE)]


def _argument(path: str, rest: str = "") -> _Argument:
    """A path that is there; OSError when it is not."""
    status = os.stat(path)
    return _Argument(path, (status.st_dev, status.st_ino), stat.S_ISDIR(status.st_mode), rest)


def _expanded(pattern: str) -> Iterator[_Argument | Problem]:
    """The paths that a glob names, for shells that leave it alone. What follows `**` is left to the walk."""
    parts = pattern.split("/")
    cut = parts.index("**") if "**" in parts else len(parts)
    rest = "/".join(parts[cut:])
    start = "/".join(parts[:cut]) or ("/" if pattern.startswith("/") else ".")
    for path in sorted(glob.glob(start)):
        try:
            argument = _argument(path, "" if rest in _EVERYTHING else rest)
        except OSError as error:
            yield Problem(shown(path), _missing(path, error))
        else:
            if argument.is_folder or not rest:
                yield argument


def _missing(path: str, error: Exception) -> str:
    """Why a path of the command line cannot be read, and the nearest name beside it."""
    if isinstance(error, PermissionError):
        return "no permission to read it. Change its permissions, or leave it out."
    if not isinstance(error, FileNotFoundError):
        return f"it cannot be read ({getattr(error, 'strerror', error)}). Check the path, or leave it out."
    try:
        beside = os.listdir(os.path.dirname(path) or ".")[:_MOST_NAMES]
    except OSError:
        beside = []
    hint = did_you_mean(os.path.basename(path), beside)
    remedy = shown(hint) or " Check the spelling and the folder you are in."
    return f"there is no such file or folder.{remedy}"
