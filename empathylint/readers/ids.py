"""Ids that are unique within a file."""

from __future__ import annotations

import re

_NOT_IN_A_SLUG = re.compile(r"[\W_]+")
_LONGEST = 80


def unique(name: str, taken: set[str]) -> str:
    """The name, or the name with -2, -3 … where it is taken already; it is added to `taken`."""
    chosen, number = name, 1
    while chosen in taken:
        number += 1
        chosen = f"{name}-{number}"
    taken.add(chosen)
    return chosen


def slug(title: str) -> str:
    """A title in lower case with hyphens between its words, or `reply` where nothing is left of it."""
    return _NOT_IN_A_SLUG.sub("-", title.casefold())[:_LONGEST].strip("-") or "reply"
