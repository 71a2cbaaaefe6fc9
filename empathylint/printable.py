"""Text from files, made safe to print."""

from __future__ import annotations

from empathylint.language.late import late

_UNSAFE = late("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with control characters, direction marks and lone surrogates shown by their escapes."""
    return _UNSAFE.sub(lambda found: ascii(found[0])[1:-1], text)


def line_of(text: str) -> str:
    """The text on one line, safe to print."""
    return printable(" ".join(text.split()))


def counted(number: int, noun: str, several: str = "") -> str:
    """A number with its noun: `1 rule`, `2 rules`, `3 replies`."""
    return f"{number} {noun if number == 1 else several or noun + 's'}"
