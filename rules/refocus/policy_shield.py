"""Rules given as the whole reason, and the same sentence with the search for the real one in their place."""

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

_RULE = (
    r"(?:polic(?:y|ies)|rules?|terms(?: (?:and|&) conditions)?|t&cs?|eula|conditions(?: of \w+)?|procedures?|article"
    r"|regulations?|guidelines?|reasons?|standards|agreement|contract|process|practice|protocol|section|clause)"
    r"(?:,? ?(?:§|section |clause |article |paragraph )? ?[\d.()]+)?"
)
_BY = (
    r"(?:as per|per|under|according to|in line with|in accordance with|due to|because of|for|by|as"
    r"|as (?:stated|set out|outlined|described|mentioned|laid down) in)"
)
_BEHIND = late(rf"(.+?),? \(?{_BY} (?:[\w’'.-]+ ){{0,6}}?{_RULE}\)?", re.IGNORECASE)
_BEFORE = late(rf"{_BY} (?:[\w’'.-]+ ){{0,6}}?{_RULE}[,:]? (\w+ .+)", re.IGNORECASE)
_BESIDE = late(
    r"(.+?)(?:,| –| -|;)(?: and| as)? (?:(?:it|that|this|those|these)(?:['’]s| is| are|s)|see)"
    rf" (?:[\w’'-]+ ){{0,4}}?{_RULE}",
    re.IGNORECASE,
)
_LEAST = 3  # words that can stand as a sentence
_OPENERS = frozenset({"and", "but", "or", "so", "because", "as", "that", "which", "you", "of", "to", "for", "please"})
_NEXT = "Let me find out why, and what else I can do, and I'll write back here today."


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each turn of an agent's, or for each such shield in it."""
    return judged_words(rule, conversation, "policy-shield", _unshielded)


def _unshielded(turn: Turn, hit: Hit) -> str:
    """What the sentence says without the rule, and what the agent does about it; empty where little is left."""
    said = sentence_of(turn, hit).rstrip(".! ")
    found = _BEHIND.fullmatch(said) or _BESIDE.fullmatch(said) or _BEFORE.fullmatch(said)
    left = found[1].strip(" ,;–-") if found else ""
    if len(left.split()) < _LEAST or left.split()[0].casefold() in _OPENERS or "," in left.split()[0]:
        return ""
    return f"{raised_first(left)}. {_NEXT}"
