"""Numbers and addresses that the customer has given, asked for again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.condition import public
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.memory import remembered
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule

_KINDS = {
    kind: late(rf"\b{kind}s?\b.{{0,12}}\b(?:number|no|id|code|reference|ref)\b", re.IGNORECASE)
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
_EMAIL_ASKED = late(r"\be-?mail(?: address| id)?\b", re.IGNORECASE)
_EMAIL = late(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w{2,}")
_LONG_NUMBER = late(r"(?<![\w.])(?=[A-Z0-9-]{0,20}\d{3})[A-Z]{0,4}-?\d[\dA-Z-]{3,24}(?![\w.]\d)")
_DIGITS = late(r"\d{3}")
_OTHER = late(
    r"\b(?:another|other|different|alternative|new|correct|right|second|additional|full|complete|again|confirm|verify|all)\b",
    re.IGNORECASE,
)
_GAP = 24  # characters between “order” and its number
_REACH = 40


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn that asks for a number or an address that can be told apart."""
    asking = [turn for turn in public(conversation, Role.AGENT) if "asks-identifier" in turn.cues]
    known: set[str] = set()
    asked: tuple[str, str] = ("", "")
    for turn in conversation.turns[: asking[-1].index + 1] if asking else ():
        if turn.is_customer:
            known |= _told(turn)
            if asked[0] in _KINDS and len(turn.text) < _REACH and _has_bare_number(turn.text):
                known.add(asked[0])
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
    for hit in turn.hits if "asks-identifier" in turn.cues else ():
        if not hit.cue.startswith("asks-identifier"):
            continue
        words = turn.text[hit.start : hit.end]
        if _OTHER.search(turn.text[max(0, hit.start - _REACH) : hit.end]):
            continue
        folded = words.casefold()
        for kind, asking in _KINDS.items():
            if kind in folded and asking.search(words):
                return kind, hit
        if _EMAIL_ASKED.search(words):
            return "email", hit
    return None


@remembered
def _told(turn: Turn) -> set[str]:
    """The kinds of numbers and addresses that a customer names and tells."""
    told = {"email"} if "@" in turn.text and _EMAIL.search(turn.text) else set()
    return told.union(*_named(turn.text))


def _has_bare_number(text: str) -> bool:
    """Whether a number stands in a text without its kind: it answers what was asked."""
    return not all(_named(text))


def _named(text: str) -> Iterator[set[str]]:
    """The kinds that stand before each long number."""
    for number in _LONG_NUMBER.finditer(text) if _DIGITS.search(text) else ():
        before = text[max(0, number.start() - _GAP) : number.start()].casefold()
        yield {kind for kind in _KINDS if kind in before and re.search(rf"\b{kind}\b[^.?!]*$", before)}
