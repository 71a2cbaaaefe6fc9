"""Refocusing: real questions, requests and readiness, told from “anything else?” and “could you try …?”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.marks import ASK, COMMA, QUERY, STOP, WORD
from empathylint.language.placed import placed
from empathylint.language.sentences import opening
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Turn

_UNPUNCTUATED = 8  # words without any mark from which on a turn counts as transcribed speech
_FRAGMENT = 4  # a turn of so few tokens that names what can be asked for asks for it
_FAR = 300  # characters within which the address of a form follows
_QUESTIONS = frozenset({"refocuses.question", "refocuses.spoken", "refocuses.opened"})
_LEADS = frozenset(
    {
        "please", "pls", "plz", "kindly", "just", "and", "then", "also", "you", "could", "would", "can",
        "quickly", "&", "simply", "or",
    }
)  # fmt: skip
_CASES = frozenset({"if", "should", "whenever"})
_CONDITION = 7  # symbols of a question that only sets a condition
_CONDITIONAL = frozenset(
    {"no", "not", "still", "any", "more", "need", "want", "stuck", "trouble", "questions", "nothing"}
)
_CANDIDATES = _QUESTIONS | {"refocuses.ready", "refocuses.ask", "refocuses.frame"}
_CHECKS = frozenset({"checks.sure", "checks.maybe"})
_INVITES = frozenset({"closes.sure", "closes.invites"})
_YIELDING = _QUESTIONS | {"refocuses.ask"}
_PRIVATE = ("dm", "message", "pm")
_OTHERS = frozenset({"we", "i", "our", "they", "he", "she", "will", "not", "cannot", "can't", "say", "know"})


def find(turn: Turn) -> Iterator[Hit]:
    """The questions, requests and offers of help in a turn."""
    tokens = turn.tokens
    if tokens is None:
        return
    if _is_fragment(turn, tokens):
        yield Hit("refocuses.ask", tokens.start(0), tokens.end(len(tokens.symbols) - 1))
        return
    if "refocuses" not in turn.cues and ASK not in tokens.symbols and QUERY not in tokens.symbols:
        return
    spoken = _is_spoken(tokens)
    for sentence, hits in placed(turn):
        if hits or sentence.mark in (ASK, QUERY):
            found = _in_sentence(turn, tokens, sentence, hits, spoken=spoken)
            if found:
                yield found


def _is_spoken(tokens: Tokens) -> bool:
    """Whether a turn is one stretch of words without any mark, as transcribed calls are."""
    symbols = tokens.symbols
    return len(tokens.sentences) == 1 and len(symbols) >= _UNPUNCTUATED and COMMA not in symbols and symbols[-1] != STOP


def _is_fragment(turn: Turn, tokens: Tokens) -> bool:
    """Whether a turn only names what is wanted: “Serial number?”, “postcode”."""
    if not 0 < len(tokens.symbols) <= _FRAGMENT or "thanks" in turn.cues:
        return False
    words = [at for at, symbol in enumerate(tokens.symbols) if symbol >= WORD]
    return bool(words) and tokens.is_in(words[-1], "asked-for")


def _in_sentence(turn: Turn, tokens: Tokens, sentence: Sentence, hits: Sequence[Hit], *, spoken: bool) -> Hit | None:
    """The first words of a sentence that turn to what the customer needs, or None."""
    seen = {hit.cue for hit in hits}
    asked = sentence.mark in (ASK, QUERY)
    if "refocuses.aside" in seen or not (asked or not seen.isdisjoint(_CANDIDATES)):
        return None
    requests = "resolves.request" in seen
    instructs = "holds" in seen or (requests and _instructs(turn, hits))
    checks = not seen.isdisjoint(_CHECKS) and not (requests and _tried(turn, hits))
    checked = [hit for hit in hits if hit.cue in _CHECKS] if checks else []
    invited = [hit for hit in hits if hit.cue in _INVITES]
    for hit in hits:
        if hit.cue not in _CANDIDATES or (instructs and hit.cue in _QUESTIONS):
            continue
        if _overlaps(hit, checked) or (hit.cue in _YIELDING and _overlaps(hit, invited)):
            continue
        if hit.cue == "refocuses.ask" and _is_conditional(tokens, sentence, hit):
            continue
        if _is_form(turn, tokens, sentence, hit):
            continue
        if _stands(tokens, sentence, hit, asked=asked, spoken=spoken):
            return hit
    if asked and not (checked or instructs or "blames" in seen or _is_condition(tokens, sentence)):
        return Hit("refocuses.question", tokens.start(sentence.first), tokens.end(sentence.last - 1))
    return None


def _is_conditional(tokens: Tokens, sentence: Sentence, hit: Hit) -> bool:
    """Whether something is asked for only in a case to come: “if the van is late, send me the bill”."""
    first = tokens.at(hit.start)
    if tokens.word(first) in _PRIVATE:
        return False
    return any(tokens.word(at) in _CASES for at in range(sentence.first, first))


def _is_condition(tokens: Tokens, sentence: Sentence) -> bool:
    """Whether a question only sets a condition for what follows: “No mail? Look in the spam folder.”."""
    first = opening(tokens, sentence.first, sentence.last)
    short = sentence.last - sentence.first <= _CONDITION and sentence.last < len(tokens.symbols)
    word = tokens.word(sentence.first) if tokens.word(sentence.first) in _CONDITIONAL else tokens.word(first)
    return short and word in _CONDITIONAL


def _tried(turn: Turn, hits: Sequence[Hit]) -> bool:
    """Whether a question suggests a remedy: “have you tried clearing the cache?”."""
    return any(hit.cue == "resolves.request" and turn.text[hit.start] in "hHdD" for hit in hits)


def _instructs(turn: Turn, hits: Sequence[Hit]) -> bool:
    """Whether a question instructs (“could you try …”) and does not ask as well (“have you tried …”)."""
    return any(hit.cue == "resolves.request" and turn.text[hit.start] in "cCwWmM" for hit in hits)


def _is_form(turn: Turn, tokens: Tokens, sentence: Sentence, hit: Hit) -> bool:
    """Whether what is asked for goes into a form or to an address: an instruction, not a question."""
    if hit.cue not in ("refocuses.ask", "refocuses.frame"):
        return False
    words = turn.text[hit.start : min(hit.start + _FAR, tokens.end(sentence.last - 1))].casefold()
    return "://" in words and not any(private in words for private in _PRIVATE)


def _overlaps(hit: Hit, others: list[Hit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in others)


def _stands(tokens: Tokens, sentence: Sentence, hit: Hit, *, asked: bool, spoken: bool) -> bool:
    """Whether a candidate means what it says at its place in the sentence."""
    if hit.cue in ("refocuses.ready", "refocuses.frame"):
        return True
    if hit.cue == "refocuses.opened":
        return spoken
    first = tokens.at(hit.start)
    before = tokens.word(first - 1) if first > sentence.first else ""
    if hit.cue == "refocuses.spoken":
        return spoken and before not in _OTHERS
    opened = first <= opening(tokens, sentence.first, sentence.last)
    if hit.cue == "refocuses.question":
        return asked or opened or (spoken and before in _LEADS)
    led = opened or before == "," or before in _LEADS
    return led and not _is_theirs(tokens, sentence, first)


def _is_theirs(tokens: Tokens, sentence: Sentence, first: int) -> bool:
    """Whether the company is the one who sends or tells: “our team will send an email”, “I can't share”."""
    return any(tokens.word(at) in _OTHERS for at in range(max(sentence.first, first - 4), first))
