"""Facts in a text that nobody but the agent can know: links, addresses, numbers, placeholders."""

from __future__ import annotations

import re

from empathylint.language.late import late
from empathylint.language.masks import PLACEHOLDER, mask

_FACT = late(r"https?://\S*[^\s.,;:!?)\]]|[\w.+-]+@[\w-]+\.\w+|\[[^\[\]]*\]\([^()]*\)|\d(?:[\d.,:/-]*\d)?")
_PLACEHOLDER = late(f"{PLACEHOLDER}+")
_FOR_PEOPLE = ("[", "_")  # blanks that a person fills in
_WAY = late(r"https?://\S*[^\s.,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.\w+)+|\[[^\[\]]*\]\([^()]*\)")
_TIME = late(
    r"\b(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:this|next) (?:week|month|morning|afternoon|evening)"
    r"|(?:within|in|after) (?:the|an?|\w+) (?:hour|day|week)s?)\b",
    re.IGNORECASE,
)
_PAIRED = ("**", "__", "`", '"')
_OPENED = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


def way(words: str) -> str:
    """The first link or address in some words, or an empty string."""
    found = _WAY.search(words)
    return found[0] if found else ""


def lost(words: str, instead: str) -> list[str]:
    """The facts of some words that are not in those that take their place."""
    return [fact for fact in dict.fromkeys(_facts(words)) if fact not in instead]


def _facts(words: str) -> list[str]:
    """The facts of some words in their order, with the placeholders that a machine fills in."""
    covered = mask(words)
    plain = [found.span() for found in _FACT.finditer(words) if covered[found.start()] != PLACEHOLDER]
    filled = [found.span() for found in _PLACEHOLDER.finditer(covered) if words[found.start()] not in _FOR_PEOPLE]
    return [words[start:end] for start, end in sorted(plain + filled)]


def made_up(words: str, text: str) -> bool:
    """Whether some words promise a time of which a text says nothing: that is for the company to promise."""
    said = text.casefold()
    return any(time.casefold() not in said for time in _TIME.findall(words))


def is_whole(words: str) -> bool:
    """Whether all quotation marks, brackets and marks of bold type or code that some words open are closed in them."""
    return not any(words.count(mark) % 2 for mark in _PAIRED) and all(
        words.count(opens) == words.count(closes) for opens, closes in _OPENED
    )
