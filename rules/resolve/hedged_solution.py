"""Fixes offered with a doubt, and the same steps without it."""

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

_MAYBE = late(
    r"(?:well,? |so,? |then,? )?(?:maybe|perhaps|possibly),? (?:you (?:can|could|should|might|need to) )?(?:just )?"
    r"((?:try|restart|reset|reinstall)\b.+)",
    re.IGNORECASE,
)
_DOUBT_BEHIND = late(
    r"(.{12,}?)(?:,? and)?[,;–—-]* ?(?:hopefully|fingers crossed|maybe|perhaps|with (?:any|some) luck)? ?"
    r"(?:that|this|it|which)? ?(?:will|should|might|may|could) (?:hopefully |maybe |perhaps |possibly |just )?"
    r"(?:fix|solve|resolve|help|work|sort|do|clear|get)\b[^,;]*",
    re.IGNORECASE,
)
_NO_STEP = frozenset({
    "i", "i'm", "we", "we're", "maybe", "perhaps", "possibly", "it", "that", "this", "they", "hopefully", "fingers",
    "with", "not", "i’m", "we’re",
})  # fmt: skip
_IF_NOT = "If it isn't enough, write back, and I'll look further with you."


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each turn of an agent's, or for each doubt in it."""
    return judged_words(rule, conversation, "hedges-fix", _without_doubt)


def _without_doubt(turn: Turn, hit: Hit) -> str:
    """The step that a sentence tells, with a way back; empty where it tells none."""
    said = sentence_of(turn, hit).rstrip(".!")
    if found := _MAYBE.fullmatch(said):
        return f"Please {found[1]}. {_IF_NOT}"
    found = _DOUBT_BEHIND.fullmatch(said)
    if found is None or found[1].split()[0].casefold().strip(",") in _NO_STEP:
        return ""
    return f"{raised_first(found[1].rstrip(' ,;–—-'))}. {_IF_NOT}"
