"""Ids that are unique within a file."""

from __future__ import annotations

import re

_NOT_IN_A_SLUG = re.compile(r"[\W_]+")
_LONGEST = 80


def unique(name: str, taken: dict[str, int]) -> str:
    """The name, or the name with -2, -3 … where it is taken; `taken` counts how often each was asked for."""
    chosen = name
    while chosen in taken:
        taken[name] += 1
        chosen = f"{name}-{taken[name]}"
    taken[chosen] = 1
    return chosen


def slug(title: str) -> str:
    """A title in lower case with hyphens between its words, or `reply` where nothing is left of it."""
    return _NOT_IN_A_SLUG.sub("-", title.casefold())[:_LONGEST].strip("-") or "reply"
