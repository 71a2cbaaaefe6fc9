"""Refocusing: real questions, requests and readiness, told from “anything else?” and “could you try …?”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.marks import ASK, COMMA, QUERY, STOP, WORD
from empathylint.language.sentences import opening
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn

_UNPUNCTUATED = 8  # words without any mark from which on a turn counts as transcribed speech
_FRAGMENT = 4  # a turn of so few words that names an identifier asks for it
_LEADS = frozenset({"please", "pls", "plz", "kindly", "just", "and", "then", "also", "you", "could", "would", "can", "quickly", "&", "simply"})
_PRIVATE = ("dm", "message", "pm")
_OTHERS = frozenset({"we", "i", "our", "they", "he", "she", "will", "not", "cannot", "can't"})


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The questions, requests and offers of help in a turn."""
    tokens = turn.tokens
    if tokens is None:
        return
    if _is_fragment(turn, tokens):
        yield Hit("refocuses.ask", tokens.start(0), tokens.end(len(tokens.symbols) - 1))
        return
    spoken = len(tokens.sentences) == 1 and len(tokens.symbols) >= _UNPUNCTUATED and COMMA not in tokens.symbols and tokens.symbols[-1] != STOP
    for sentence in tokens.sentences:
        found = _in_sentence(turn, tokens, sentence, spoken=spoken)
        if found:
            yield found


def _is_fragment(turn: Turn, tokens: Tokens) -> bool:
    words = [at for at, symbol in enumerate(tokens.symbols) if symbol >= WORD]
    return (
        0 < len(words) <= _FRAGMENT
        and "thanks" not in turn.cues
        and (tokens.is_in(words[-1], "identifier") or turn.text.casefold().strip(" .?") in {"serial", "model number", "code", "confirmation code"})
        and len(words) < _FRAGMENT
    )


def _in_sentence(turn: Turn, tokens: Tokens, sentence: Sentence, *, spoken: bool) -> Hit | None:
    start, end = tokens.start(sentence.first), tokens.end(sentence.last - 1)
    hits = [hit for hit in turn.hits if start <= hit.start < end]
    if any(hit.cue == "refocuses.aside" for hit in hits):
        return None
    asked = sentence.mark in (ASK, QUERY)
    checked = [hit for hit in hits if hit.cue.startswith("checks")]
    for hit in hits:
        if hit.cue.startswith("refocuses") and not _is_form(turn, hit, hits, end) and not _overlaps(hit, checked) and _stands(tokens, sentence, hit, asked=asked, spoken=spoken):
            if asked and hit.cue == "refocuses.question" and _instructs(turn, hits):
                continue
            return hit
    if asked and not checked and not _instructs(turn, hits):
        return Hit("refocuses.question", start, end)
    return None


def _instructs(turn: Turn, hits: list[Hit]) -> bool:
    """Whether a question is an instruction (“could you try …”), not one that asks (“have you tried …”) too."""
    return any(hit.cue == "holds" or (hit.cue == "resolves.request" and turn.text[hit.start] in "cCwWmM") for hit in hits)


def _is_form(turn: Turn, hit: Hit, hits: list[Hit], end: int) -> bool:
    """Whether what is asked for goes into a form or to an address: an instruction, not a question."""
    if hit.cue not in ("refocuses.ask", "refocuses.frame"):
        return False
    words = turn.text[hit.start : end].casefold()
    linked = "://" in words or any(other.cue == "resolves.link" for other in hits)
    return linked and not any(private in words for private in _PRIVATE)


def _overlaps(hit: Hit, others: list[Hit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in others)


def _stands(tokens: Tokens, sentence: Sentence, hit: Hit, *, asked: bool, spoken: bool) -> bool:
    """Whether a candidate means what it says at its place in the sentence."""
    first = tokens.at(hit.start)
    if hit.cue == "refocuses.ready":
        return True
    if hit.cue == "refocuses.spoken":
        return spoken and (first == sentence.first or tokens.word(first - 1) not in _OTHERS)
    if hit.cue == "refocuses.opened":
        return spoken
    opened = first <= opening(tokens, sentence.first, sentence.last)
    if hit.cue == "refocuses.question":
        return asked or opened or (spoken and tokens.word(first - 1) in _LEADS)
    if hit.cue == "refocuses.frame":
        return True
    return (opened or tokens.symbols[first - 1] == COMMA or tokens.word(first - 1) in _LEADS) and not _is_theirs(tokens, sentence, first)


def _is_theirs(tokens: Tokens, sentence: Sentence, first: int) -> bool:
    """Whether the company is the one who sends, shares or tells: “our team will send an email”, “I can't share”."""
    return any(tokens.word(at) in _OTHERS for at in range(max(sentence.first, first - 4), first))
