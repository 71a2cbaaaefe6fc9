"""Apologies that pile regret up, and what they are for in plain words."""

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

_FOR = late(r"\b(?:for|about|that) (?!(?:this|that|it|all)\b[.!]?$).{4,}$", re.IGNORECASE)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each turn of an agent's, or for each such apology in it."""
    return judged_words(rule, conversation, "grovels", _in_measure)


def _in_measure(turn: Turn, hit: Hit) -> str:
    """“I'm sorry” with what the sentence regrets, where it says so behind the words that pile up."""
    found = _FOR.search(turn.text[hit.start : hit.end].split()[-1] + " " + _behind(turn, hit))
    return f"I'm sorry {found[0].rstrip('.! ')}." if found else ""


def _behind(turn: Turn, hit: Hit) -> str:
    """What stands behind a hit in its sentence."""
    return sentence_of(turn, hit).partition(turn.text[hit.start : hit.end])[2].strip()
