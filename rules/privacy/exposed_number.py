"""Card numbers by their first digits and the Luhn sum, IBANs by their check digits modulo 97."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.language.masks import mask
from empathylint.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_CARD = late(r"(?<![\w.,+#/-])\d(?:[ -]?\d){12,18}(?![\w/]|[.,-]\d)")
_ISSUER = late(
    r"4\d{12}(?:\d{3})?|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"
    r"|3[47]\d{13}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}"
)
_IBAN = late(r"(?<![\w/])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\w/])")
_NO_CARD = late(
    r"\b(?:order|parcel|tracking|track|case|ticket|reference|ref|shipment|package|serial|imei|invoice|model|id)\b"
    r"[^.?!\n]{0,20}$",
    re.IGNORECASE,
)
_SAMPLES = frozenset(
    {
        "4111111111111111",
        "4242424242424242",
        "5555555555554444",
        "378282246310005",
        "4012888888881881",
        "5105105105105100",
        "6011111111111117",
    }
)
_LIKELY = late(r"\d(?:(?<=[A-Z][A-Z]\d)\d(?:[ .]?[A-Z0-9]{4}){2}|(?:[ .-]?\d){12})")
_BEFORE = 40
_LONGEST_IBAN, _SHORTEST_IBAN = 34, 15


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each number found in words of either side; one pass where there is none.

    Well-known sample numbers are allowed in templates.
    """
    clean = True
    for turn in conversation.turns:
        for kind, start, end in () if turn.internal else _numbers(turn):
            if conversation.is_template and _digits(turn.text[start:end]) in _SAMPLES:
                continue
            clean = False
            yield fail(rule, conversation, Place(turn.index, start, end), rest=kind)
    if clean and conversation.turns:
        yield Outcome(whole(conversation.turns[0]), 0)


@remembered
def _numbers(turn: Turn) -> list[tuple[str, int, int]]:
    """Kind, start and end of each card and account number."""
    text = turn.text
    if not _LIKELY.search(text):
        return []
    covered = mask(text)
    cards = [("card", *found.span()) for found in _CARD.finditer(covered) if _is_card(found, text)]
    return cards + [("account", *found.span()) for found in _IBAN.finditer(covered) if _is_account(found[0])]


def _is_card(found: re.Match[str], text: str) -> bool:
    """Whether digits have the issuer and the sum of a card's, and no words before them that call them otherwise."""
    digits = _digits(found[0])
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    return bool(_ISSUER.fullmatch(digits)) and _luhn(digits) and not _NO_CARD.search(before)


def _is_account(words: str) -> bool:
    letters = words.replace(" ", "")
    return _SHORTEST_IBAN <= len(letters) <= _LONGEST_IBAN and _mod97(letters)


def _digits(words: str) -> str:
    return re.sub(r"\D", "", words)


def _luhn(digits: str) -> bool:
    """Whether the last digit fits the others; the same digit throughout is nobody's number."""
    total = sum(
        int(digit) if at % 2 == 0 else sum(divmod(int(digit) * 2, 10)) for at, digit in enumerate(reversed(digits))
    )
    return total % 10 == 0 and len(set(digits)) > 1


def _mod97(letters: str) -> bool:
    return int("".join(str(int(letter, 36)) for letter in letters[4:] + letters[:4])) % 97 == 1
