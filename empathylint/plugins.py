"""Installed packages that bring rules: those with an entry point in the group `empathylint.rules`.

Whoever starts empathylint waits for this search. `importlib.metadata` would take longer for it than all else takes
together, so the lists of entry points are read here, as they lie in the folders of installed packages, and what they
say is kept until a package comes or goes, which changes the time of its folder.
"""

from __future__ import annotations

import os
import sys
import time
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec
from msgspec import Struct

from empathylint.errors import UserError
from empathylint.kept import keep, kept_path

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUP = "empathylint.rules"
_GROUP = f"[{GROUP}]".encode()
_ABOUT = (".dist-info", ".egg-info")
_LONGEST = 1_000_000
_FRESH = 2_000_000_000  # nanoseconds in which a folder may change again without another time


class Plugin(Struct, frozen=True):
    """An installed package that brings rules: its name, and the folder that holds them."""

    name: str
    folder: str


class _Named(Struct, frozen=True, array_like=True):
    """A package that an entry point names as rules: who names it, and the folder of packages where that stands."""

    name: str
    package: str
    place: str


class _Search(Struct, frozen=True, array_like=True):
    """What was found in folders of packages, each with the time of its last change."""

    places: list[tuple[str, int]]
    found: list[_Named]


@cache
def plugins() -> tuple[Plugin, ...]:
    """The plug-ins that are installed, by name. Raises UserError for one whose folder of rules cannot be found."""
    by_folder = {_folder(named): named.name for named in _named()}
    return tuple(sorted((Plugin(name, folder) for folder, name in by_folder.items()), key=lambda plugin: plugin.name))


def _named() -> list[_Named]:
    """The packages that entry points name as rules, out of the cache where no folder of packages has changed."""
    here = os.getcwd()
    # the working directory may be anybody's: nothing in it is installed
    places = [(place, changed) for place in sys.path if place != here and (changed := _changed(place))]
    kept = kept_path(f"plugins-{crc32(repr(sys.path).encode(errors='surrogateescape')):08x}.bin")
    try:
        last = msgspec.msgpack.decode(kept.read_bytes(), type=_Search)
    except (OSError, msgspec.DecodeError):
        last = _Search([], [])
    if last.places == places:
        return last.found
    found = [named for place, _ in places for named in _in_folder(place)]
    if max((changed for _, changed in places), default=0) < time.time_ns() - _FRESH:
        keep(kept, msgspec.msgpack.encode(_Search(places, found)))
    return found


def _changed(place: str) -> int:
    """When something last came into a folder or left it; 0 where there is no such folder."""
    try:
        return os.stat(place).st_mtime_ns if place else 0
    except OSError:
        return 0


def _in_folder(place: str) -> Iterator[_Named]:
    """The packages that entry points in a folder of packages name as rules."""
    try:
        abouts = [name for name in os.listdir(place) if name.endswith(_ABOUT)]
    except OSError:
        return
    for about in sorted(abouts):
        told = _entry_points(os.path.join(place, about, "entry_points.txt"))
        for package in _packages(told) if _GROUP in told else ():
            yield _Named(about.removesuffix(".dist-info").partition("-")[0].replace("_", "-"), package, place)


def _entry_points(path: str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read(_LONGEST) or b""
    except OSError:
        return b""


def _packages(told: bytes) -> Iterator[str]:
    """The packages that a list of entry points names in our group."""
    ours = False
    for line in map(str.strip, told.decode(errors="replace").splitlines()):
        if line.startswith("["):
            ours = line == f"[{GROUP}]"
        elif ours and "=" in line and line[0] not in "#;":
            yield line.partition("=")[2].strip()


def _folder(named: _Named) -> str:
    """The folder of a package: beside what tells of it, or, where it is installed to be edited, where Python looks."""
    folder = os.path.join(named.place, *named.package.split("."))
    if os.path.isdir(folder):
        return os.path.realpath(folder)
    from importlib.util import find_spec

    try:
        spec = find_spec(named.package)
    except (ImportError, ValueError):
        spec = None
    if spec is None or not spec.submodule_search_locations:
        told = f"the installed package {named.name} names “{named.package}” as its rules, and there is no such package"
        raise UserError(f"{told}. Mend it, or uninstall it.")
    return os.path.realpath(next(iter(spec.submodule_search_locations)))
