"""Facts in a text that nobody but the agent can know: links, addresses, numbers, placeholders."""

from __future__ import annotations

from empathylint.language.late import late

_FACT = late(
    r"https?://\S*[^\s.,;:!?)\]]|[\w.+-]+@[\w-]+\.\w+|\{\{\{?[^{}]*\}?\}\}|\{%[^{}%]*%\}|[$%#]?\{[^{}]*\}|<<[^<>]*>>|\*\|\w+\|\*"
    r"|\[[^\[\]]*\]\([^()]*\)|\d(?:[\d.,:/-]*\d)?"
)


def lost(words: str, instead: str) -> list[str]:
    """The facts of some words that are not in those that take their place."""
    return [fact for fact in dict.fromkeys(_FACT.findall(words)) if fact not in instead]
