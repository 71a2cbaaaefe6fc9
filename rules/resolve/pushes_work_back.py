"""Customers sent to others, and the same errand taken on: “contact the courier” by “I'll ask the courier for you”."""

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

_SENDS = late(
    r"\b(?:contact(?:ing)?|call(?:ing)?|ring(?:ing)?|phon(?:e|ing)|email(?:ing)?|ask(?:ing)?|chas(?:e|ing)"
    r"|reach(?:ing)?(?: out)?(?: to)?"
    r"|check(?:ing)? with|follow(?:ing)? up with|speak(?:ing)? (?:to|with)|talk(?:ing)? (?:to|with)"
    r"|get(?:ting)? in touch with|tak(?:e|ing) (?:it|this|that) up with|rais(?:e|ing) (?:it|this|that) with)"
    r" ((?:the|your|our) (?:[a-z'’-]+ ){0,2}?[a-z'’-]+|them)"
    r"(?= (?:for|to|about|regarding|on|at|in|directly|if|so|who|and|via|as|or|with|again|first|of|that|when|then|not)\b"
    r"| ?[.,;!?:(]|$)",
    re.IGNORECASE,
)
_NOBODY = frozenset({
    "website", "site", "page", "pages", "faq", "faqs", "app", "manual", "number", "line", "link", "helpline", "hotline",
    "email", "address", "form", "portal", "account", "us", "box", "order", "status", "article", "terms", "centre",
    "center", "code", "label", "forum", "forums", "police", "doctor",
})  # fmt: skip


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each turn of an agent's, or for each such errand in it."""
    return judged_words(rule, conversation, "points-elsewhere", _taken_on, frozenset({"way-forward"}))


def _taken_on(turn: Turn, hit: Hit) -> str:
    found = _SENDS.search(sentence_of(turn, hit))
    if found is None or not _NOBODY.isdisjoint(found[1].casefold().split()):
        return ""
    whom = found[1][0].lower() + found[1][1:]
    return f"I'll ask {whom} for you and write back here today with what they say."
