"""What a customer should have done, whatever the verb; other words of blame stand as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.tokens import Tokens
    from empathylint.model import Turn

_HAVE = (" have", " of", "'ve", "’ve")  # where the words of a mere candidate end
_BESIDE = frozenset({
    "at", "least", "just", "simply", "first", "never", "also", "only", "always", "instead", "really", "then", "to",
})  # fmt: skip
_GAP = 3  # words that may stand before the participle
_LEAST = 4  # letters of a participle in -ed
_DONE = frozenset({
    "put", "set", "cut", "given", "brought", "told", "bought", "written", "let", "paid", "taken", "done", "undone",
    "gone", "come", "known", "thought", "chosen", "read", "kept", "left", "made", "said", "sent", "spoken", "shown",
    "spent", "stood", "taught", "thrown", "understood", "withdrawn", "driven", "eaten", "flown", "hidden", "hit",
    "held", "hung", "laid", "led", "met", "rung", "run", "shut", "sought", "sold", "spelt", "stuck", "worn", "rang",
    "went", "wrote", "took", "came", "spoke", "chose", "gave", "did", "sat", "slept", "swept", "split", "drawn",
})  # fmt: skip
_NO_DEED = frozenset({  # adjectives, and what happens to a customer who did all right
    "need", "indeed", "speed", "unlimited", "limited", "increased", "reduced", "improved", "continued", "dedicated",
    "detailed", "shared", "unrestricted", "received", "arrived", "expired", "earned", "gained", "qualified", "needed",
    "experienced", "reached", "passed", "recovered", "landed", "seen", "noticed", "enjoyed", "faced", "suffered",
    "encountered", "waited", "queued", "chased", "worried", "repeated", "struggled", "expected",
})  # fmt: skip


def find(turn: Turn) -> Iterator[Hit]:
    """The words of blame; “you should have” only with the deed that was missed, which the hit then holds."""
    tokens = turn.tokens
    if tokens is None:
        return
    for hit in turn.hits:
        if hit.cue != "blames":
            continue
        if not turn.text[hit.start : hit.end].casefold().endswith(_HAVE):
            yield hit
        elif (end := _deed(tokens, tokens.at(hit.end))) >= 0:
            yield Hit("blames", hit.start, end)


def _deed(tokens: Tokens, first: int) -> int:
    """Where the participle that follows ends, as a character, or -1 where none does."""
    last = min(first + _GAP, len(tokens.symbols))
    for at in range(first, last):
        word = tokens.word(at)
        if word in _DONE or (len(word) >= _LEAST and word.endswith("ed") and word not in _NO_DEED):
            return tokens.end(at)
        if word not in _BESIDE and not word.endswith("ly"):
            return -1
    return -1
