"""Globs in the settings: `*`, `?` and `[…]` within a name, `**` for any depth.

A glob without a slash names files and folders at any depth; one with a slash starts at the folder of the
settings. What a folder is named by, everything inside it is named by.
"""

from __future__ import annotations

import fnmatch
import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def covers(globs: Iterable[str], path: str) -> bool:
    """Whether a glob names the path or a folder that holds it. `path` is relative, with forward slashes."""
    names = path.split("/")
    return any(_fits((*_parts(glob), None), names) for glob in globs)


def names_itself(globs: Iterable[str], path: str) -> bool:
    """Whether a glob names the path itself, not only a folder that holds it."""
    names = path.split("/")
    return any(_fits(_parts(glob), names) for glob in globs)


def relative(path: str, root: str) -> str:
    """The path as seen from the folder `root`, with forward slashes; begins with `..` when outside."""
    try:
        seen = os.path.relpath(path, root)
    except ValueError:  # another drive, or a zero byte
        seen = path
    return seen.replace(os.sep, "/")


@lru_cache(maxsize=1024)
def _parts(glob: str) -> tuple[re.Pattern[str] | None, ...]:
    """The glob's parts, compiled; None stands for `**`."""
    parts = [part for part in glob.split("/") if part not in ("", ".")]
    if "/" not in glob.rstrip("/"):
        parts.insert(0, "**")
    return tuple(None if part == "**" else re.compile(fnmatch.translate(part)) for part in parts)


def _fits(parts: tuple[re.Pattern[str] | None, ...], names: list[str]) -> bool:
    """Whether parts and names agree from end to end; goes back to the latest `**` alone: no explosion."""
    part = name = back = 0
    star = -1
    while name < len(names):
        pattern = parts[part] if part < len(parts) else None
        if part < len(parts) and pattern is None:
            star, back = part, name
            part += 1
        elif pattern is not None and pattern.match(names[name]):
            part, name = part + 1, name + 1
        elif star >= 0:
            back += 1
            part, name = star + 1, back
        else:
            return False
    return all(pattern is None for pattern in parts[part:])
