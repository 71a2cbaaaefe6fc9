"""Numbers and addresses that the customer has given, asked for again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule

_KINDS = {
    kind: re.compile(rf"\b{kind}s?\b.{{0,12}}\b(?:number|no|id|code|reference|ref)\b", re.IGNORECASE)
    for kind in (
        "order",
        "booking",
        "case",
        "ticket",
        "policy",
        "tracking",
        "account",
        "invoice",
        "reservation",
        "claim",
        "serial",
    )
}
_EMAIL_ASKED = re.compile(r"\be-?mail(?: address| id)?\b", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w{2,}")
_LONG_NUMBER = re.compile(r"(?<![\w.])(?=[A-Z0-9-]{0,20}\d{3})[A-Z]{0,4}-?\d[\dA-Z-]{3,24}(?![\w.]\d)")
_OTHER = re.compile(
    r"\b(?:another|other|different|alternative|new|correct|right|second|additional|full|complete|again|confirm|verify|all)\b",
    re.IGNORECASE,
)
_GAP = 24  # characters between “order” and its number
_REACH = 40


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn that asks for a number or an address that can be told apart."""
    if not any(turn.is_agent and "asks-identifier" in turn.cues for turn in conversation.turns):
        return
    known: set[str] = set()
    asked: tuple[str, str] = ("", "")
    for turn in conversation.turns:
        if turn.is_customer:
            known |= _told(turn.text, asked[0])
        elif turn.is_agent:
            wanted = _wanted(turn)
            if wanted is None:
                continue
            kind, hit = wanted
            if kind in known and not (asked[1] and asked[1] != turn.speaker):
                yield fail(rule, conversation, Place(turn.index, hit.start, hit.end))
            else:
                yield Outcome(whole(turn), turn.index)
            asked = (kind, turn.speaker)


def _wanted(turn: Turn) -> tuple[str, Hit] | None:
    """What a turn asks for, and its words; None where it asks for another one or to confirm."""
    for hit in turn.hits:
        if not hit.cue.startswith("asks-identifier"):
            continue
        words = turn.text[hit.start : hit.end]
        if _OTHER.search(turn.text[max(0, hit.start - _REACH) : hit.end]):
            continue
        for kind, asking in _KINDS.items():
            if asking.search(words):
                return kind, hit
        if _EMAIL_ASKED.search(words):
            return "email", hit
    return None


def _told(text: str, asked: str) -> set[str]:
    """The kinds of numbers and addresses that a customer tells; a bare number answers what was asked."""
    told = {"email"} if _EMAIL.search(text) else set()
    for number in _LONG_NUMBER.finditer(text):
        before = text[max(0, number.start() - _GAP) : number.start()].casefold()
        named = {kind for kind in _KINDS if re.search(rf"\b{kind}\b[^.?!]*$", before)}
        told |= named or ({asked} if asked in _KINDS and len(text) < _REACH else set())
    return told
