"""Apologies that nobody makes, and the same ones said by somebody: “Mistakes were made” by “We made mistakes”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.language.late import late
from empathylint.own_words import judged_words, sentence_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.finding import Outcome
    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule

_REGRETTED_THAT = late(
    r"(?:it|this) is (?:\w+ ){0,2}(?:regretted|regrettable|to be regretted)(?: by all)? that (.+)", re.IGNORECASE
)
_MADE = late(
    r"(?:(?:an?|some|several|the) )?(mistakes?|errors?) (?:was|were|has been|have been) (?:made|committed)\b ?(.*)",
    re.IGNORECASE,
)
_REGRETTED = late(
    r"(?:the|this|that) ((?:\w+ ){0,2}(?:delay|error|mistake|incident|disruption))s? (?:is|was|are) (?:\w+ ){0,2}"
    r"(?:regretted|regrettable|to be regretted)",
    re.IGNORECASE,
)
_OFFERED = late(r"(?:\w+ )?apolog(?:y|ies) (?:is|are|was|were) (?:hereby )?\w+ (for .+)", re.IGNORECASE)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each turn of an agent's, or for each such apology in it."""
    return judged_words(rule, conversation, "agentless-apology", _with_somebody)


def _with_somebody(turn: Turn, hit: Hit) -> str:
    said = sentence_of(turn, hit).rstrip(".!")
    if found := _REGRETTED_THAT.fullmatch(said):
        return f"I'm sorry that {found[1]}."
    if found := _MADE.fullmatch(said):
        made = found[1].lower() if found[1].endswith("s") else f"a {found[1].lower()}".replace("a e", "an e")
        return f"We made {made} {found[2]}".rstrip() + ", and I'm sorry."
    if found := _REGRETTED.fullmatch(said):
        return f"I'm sorry about the {found[1]}."
    found = _OFFERED.fullmatch(said)
    return f"I'm sorry {found[1]}." if found else ""
