"""The body of a turn: what stands between its greeting and its sign-off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.late import late
from empathylint.language.marks import COMMA

if TYPE_CHECKING:
    from empathylint.language.tokens import Tokens
    from empathylint.model import Turn

_HANDLES = late(r"(?:\.?@\w{1,40}[:,]?\s+)+")
_GREETING = 6  # words of a sentence that does nothing but greet
_NAMED = 4  # words behind a greeting until the comma
_TAIL = 120  # characters at the end in which a sign-off is looked for
_SIGN_OFF = late(
    r"(?:\s+[\^*~/][A-Z]\w{0,14}\.?|(?<=[.!?)])\s+[–—-] ?[A-Z]\w{0,14}\.?"
    r"|\n\s*(?i:(?:kind|best|warm|warmest|many)? ?(?:regards|wishes|thanks|sincerely|cheers|best|yours\b[\w ]*)),?"
    r"(?:\s*\n(?:[^\n.!?]{1,40}|[^\n.!?{]{0,20}[{%]{1,3}[^\n{}%]{1,60}[}%]{1,3}[^\n.!?]{0,20})){0,3}"
    r"|\n[ \t]*\n[A-Z][^\n.!?:,]{0,40})\s*\Z"
)
_PARTING = late(
    r"(?:\n[ \t]*\n(?i:thanks|thank you|cheers|take care|have a|all the best)\b[^\n]{0,80}"
    r"|(?<=[.!?)]) +(?i:(?:(?:kind|best|warm|warmest|many) )?(?:regards|wishes)|sincerely|cheers|best"
    r"|yours\b[\w ]{0,20}),[^.!?\n]{0,60})\s*\Z"
)


def body(turn: Turn, *, thanked: bool = False) -> tuple[int, int]:
    """The characters of a turn's text between handles and greeting before it and the sign-off behind it.

    With `thanked`, thanks in the greeting's sentence count as part of the greeting, and thanks and good wishes in a
    paragraph of their own as part of the sign-off.
    """
    text, tokens = turn.text, turn.tokens
    handles = _HANDLES.match(text)
    begun = handles.end() if handles else 0
    tail = max(begun, len(text) - _TAIL)
    signed = _SIGN_OFF.search(text, tail)
    ended = signed.start() if signed else len(text)
    if thanked and (parting := _PARTING.search(text, tail, ended)):
        ended = parting.start()
    if tokens is not None and tokens.sentences and "greets" in turn.cues:
        begun = max(begun, _greeted(turn, tokens, begun, thanked=thanked))
    return min(begun, ended), ended


def _greeted(turn: Turn, tokens: Tokens, begun: int, *, thanked: bool) -> int:
    """The character behind the greeting in a turn's first sentence; 0 where that cannot be cut off."""
    sentence, greeting = tokens.sentences[0], turn.says("greets")
    ended = tokens.end(sentence.last - 1)
    if greeting is None or greeting.start >= ended:
        return 0
    first = tokens.at(begun)
    thanks = turn.says("thanks") if thanked else None
    if sentence.last - first <= _GREETING or (thanks and thanks.start < ended):
        return tokens.start(sentence.last) if len(tokens.sentences) > 1 else ended
    places = range(first, min(tokens.at(greeting.end) + _NAMED, sentence.last))
    comma = next((at for at in places if tokens.symbols[at] == COMMA), None)
    return tokens.start(comma + 1) if comma is not None else 0
