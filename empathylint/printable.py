"""Text from files, made safe to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.late import late

if TYPE_CHECKING:
    import re

COMMANDS = r"(?<=#)#(?=\w*\[)"  # `##[…]`, `##vso[…]`: GitHub, Azure and TeamCity obey these anywhere in a log
_UNSAFE = late(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]|" + COMMANDS
)


def printable(text: str) -> str:
    """The text with control characters, direction marks, lone surrogates and CI commands shown by their escapes."""
    return text if text.isprintable() and "##" not in text else _UNSAFE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return "\\x23" if found[0] == "#" else ascii(found[0])[1:-1]


def line_of(text: str) -> str:
    """The text on one line, safe to print."""
    return printable(" ".join(text.split()))


def counted(number: int, noun: str, several: str = "") -> str:
    """A number with its noun: `1 rule`, `2 rules`, `3 replies`."""
    return f"{number} {noun if number == 1 else several or noun + 's'}"
