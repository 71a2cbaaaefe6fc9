"""Facts in a text that nobody but the agent can know: links, addresses, numbers, placeholders."""

from __future__ import annotations

from empathylint.language.late import late

_FACT = late(
    r"https?://\S*[^\s.,;:!?)\]]|[\w.+-]+@[\w-]+\.\w+|\{\{\{?[^{}]*\}?\}\}|\{%[^{}%]*%\}|[$%#]?\{[^{}]*\}|<<[^<>]*>>|\*\|\w+\|\*"
    r"|\[[^\[\]]*\]\([^()]*\)|\d(?:[\d.,:/-]*\d)?"
)


_WAY = late(r"https?://\S*[^\s.,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.\w+)+|\[[^\[\]]*\]\([^()]*\)")


def way(words: str) -> str:
    """The first link or address in some words, or an empty string."""
    found = _WAY.search(words)
    return found[0] if found else ""


def lost(words: str, instead: str) -> list[str]:
    """The facts of some words that are not in those that take their place."""
    return [fact for fact in dict.fromkeys(_FACT.findall(words)) if fact not in instead]
