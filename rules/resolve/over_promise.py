"""Promises beyond anybody's power, and as much of them as can be kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.language.late import late
from empathylint.own_words import judged_words, raised_first, sentence_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.finding import Outcome
    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule

_AGAIN = late(
    r"(?:(?:this|that|it|such (?:an? )?\w+|something like this) (?:will|would|shall) (?:never|not) (?:ever )?"
    r"(?:happen|occur)(?: to you)?(?: ever)? again)",
    re.IGNORECASE,
)
_GUARANTEED = late(
    r"(?:i|we) (?:can |do |will |hereby |fully |absolutely |personally )?(?:guarantee|swear|vow) (?:you )?(?:that )?"
    r"((?:i|we|you|it|they|he|she|the|your|this|our)\b \S+ \S.*)",
    re.IGNORECASE,
)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each turn of an agent's, or for each such promise in it."""
    return judged_words(rule, conversation, "over-promises", _as_it_can_be_kept)


def _as_it_can_be_kept(turn: Turn, hit: Hit) -> str:
    said = sentence_of(turn, hit).rstrip(".!")
    if _AGAIN.fullmatch(said):
        return "I'll do what I can to keep this from happening again."
    found = _GUARANTEED.fullmatch(said)
    if found is None or "never" in said.split():
        return ""
    return raised_first(f"{found[1]}, as far as I can tell, and I'll write to you at once if anything changes.")
