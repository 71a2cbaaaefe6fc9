"""Lengths of time in words."""

from __future__ import annotations


def length_of(seconds: float) -> str:
    """A length of time in whole words: `3 days`, `2 hours`, `40 minutes`."""
    for unit, size in (("days", 86_400), ("hours", 3_600)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds / 60:.0f} minutes"
