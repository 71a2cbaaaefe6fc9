"""Substance: the phrases' clear cases, instructions by mood, and answers.

A sentence is looked at once: questions and requests for data are left aside, and so is what only points to
somebody else or to a front page.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from empathylint.language.marks import ASK, COMMA, OTHER, QUERY, WORD
from empathylint.language.placed import placed
from empathylint.language.sentences import Mood, opening
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Turn

_CLEAR = frozenset({f"resolves.{tier}" for tier in ("done", "running", "remedy", "instruct", "link")})
_CANDIDATES = _CLEAR | {"resolves.have"}
_UNDEFENDED = _CANDIDATES - {"resolves.instruct"}
_DONE = frozenset({"resolves.done", "resolves.have"})
_TOLD = frozenset({"resolves.instruct", "resolves.link"})
_FEELING = ("apologizes", "acknowledges", "closes", "checks")
_WAITING = (*_FEELING, "holds")
_EMPTY = (*_FEELING, "formula", "thanks", "greets", "holds")
_DEFENDING = ("hollow", "policy-shield", "evades", "blames", "contradicts", "minimises", "points-elsewhere")
_BLOCKING = (*_FEELING, *_DEFENDING)
_ASKING = frozenset({"refocuses.ask", "refocuses.frame"})
_POINTER = 5  # “Check the website.”: an instruction of so few words that only sends away
_HANDED = 3  # “Please send it.”: a verb of supplying, a word and a mark
_BEFORE = 6  # words in which a condition may stand before what is done
_ADVICE = 4  # words in which “you can” and the like may stand before what is handed on
_NEAR = 60  # characters before a link that tell what it is for
_SHALLOW = 5  # slashes up to which an address is a front page
_WHERE = (
    "how to locate", "how to find", "you can check that", "find that in", "you can find this", "you can view",
    "you can confirm this", "you can find it", "you can find that", "find it on", "serial number",
    "how-to-find", "where-do-i-find", "how you can check",
)  # fmt: skip
_FRONT = (
    "help site", "support site", "our website", "our site", "support page", "help page", "help center",
    "help centre",
)  # fmt: skip
_DEEP = ("article", "contact", "request", "form", "answer")
_SPEAKING = ("speak", "talk", " ring", "phone")
_PRIVATE = ("dm", "direct message", "private message")


def find(turn: Turn) -> Iterator[Hit]:
    """The hits of substance in a turn, at most one for each sentence."""
    tokens = turn.tokens
    if tokens is None:
        return
    orders = _orders(tokens)
    for sentence, hits in placed(turn):
        asks = sentence.mark in (ASK, QUERY)
        seen = {hit.cue for hit in hits}
        found = _in_sentence(turn, tokens, sentence, hits, seen) if seen else None
        if found is None and not asks and (orders or sentence.mood is Mood.INSTRUCTION) and _may_instruct(turn, seen):
            found = _instruction(tokens, sentence, hits, orders)
        if found is None and "answers" in seen and seen.isdisjoint(_CLEAR):
            answer = next(hit for hit in hits if hit.cue == "answers")
            found = Hit("resolves.answer", answer.start, answer.end)
        if found:
            yield found


def _in_sentence(turn: Turn, tokens: Tokens, sentence: Sentence, hits: Sequence[Hit], seen: set[str]) -> Hit | None:
    """What in the words of a sentence is substance whatever came before, or None."""
    if "resolves.request" in seen:
        return next(hit for hit in hits if hit.cue == "resolves.request")
    if sentence.mark in (ASK, QUERY):
        return None
    handed = _handed(tokens, sentence, hits) if "escalates" in seen else None
    if handed:
        return handed
    clear = None if seen.isdisjoint(_CANDIDATES) else _clear(turn, tokens, sentence, hits, seen)
    if clear or "timed" not in seen:
        return clear
    dated = next((hit for hit in hits if hit.cue.startswith("promises") and not _is_talk(turn, hit)), None)
    return Hit("resolves.dated", dated.start, dated.end) if dated else None


def _is_talk(turn: Turn, hit: Hit) -> bool:
    """Whether a promise is only one to speak again: “I'll ring on Tuesday”."""
    return turn.text[hit.start : hit.end].casefold().endswith(_SPEAKING)


def _clear(turn: Turn, tokens: Tokens, sentence: Sentence, hits: Sequence[Hit], seen: set[str]) -> Hit | None:
    """The first hit that is substance by itself, and that no feeling or defence overlaps."""
    blocked = [] if turn.cues.isdisjoint(_BLOCKING) else [hit for hit in hits if _blocks(hit.cue)]
    unmet = not seen.isdisjoint(_ASKING) and not _is_form(turn, hits)
    requests = not turn.cues.isdisjoint(_ASKING)
    candidates = _UNDEFENDED if _defends(turn, seen) else _CANDIDATES
    for hit in hits:
        if hit.cue not in candidates or _overlaps(hit, blocked) or not _is_clear(tokens, sentence, hit):
            continue
        away = hit.cue in _TOLD and (
            unmet
            or (requests and _points(turn, hit))
            or ("resolves.away" in seen and _sends_away(hits, hit))
            or _is_front_page(turn, hit)
        )
        if not away:
            return hit
    return None


@cache
def _blocks(cue: str) -> bool:
    """Whether a cue is a feeling or a defence."""
    return cue.startswith(_BLOCKING)


def _defends(turn: Turn, seen: set[str]) -> bool:
    """Whether a sentence of a turn defends something, by its cues."""
    return not turn.cues.isdisjoint(_DEFENDING) and any(cue.startswith(_DEFENDING) for cue in seen)


def _handed(tokens: Tokens, sentence: Sentence, hits: Sequence[Hit]) -> Hit | None:
    """The company's handing the matter on: not “I would recommend reaching out to your provider”."""
    handed = next((hit for hit in hits if hit.cue == "escalates"), None)
    if handed is None or sentence.mood is not Mood.STATEMENT:
        return None
    if any(hit.cue.startswith("promises") for hit in hits):
        return None
    first = tokens.at(handed.start)
    if any(tokens.is_in(at, "advising") for at in range(max(sentence.first, first - _ADVICE), first)):
        return None
    return Hit("resolves.done", handed.start, handed.end)


def _is_clear(tokens: Tokens, sentence: Sentence, hit: Hit) -> bool:
    """Whether a hit needs no context: for what is done, that it is done and by the company."""
    if hit.cue not in _CLEAR and not (hit.cue == "resolves.have" and _does(tokens, hit)):
        return False
    if hit.cue not in _DONE:
        return True
    first = tokens.at(hit.start)
    if any(tokens.is_in(at, "condition") for at in range(max(sentence.first, first - _BEFORE), first)):
        return False
    yours = first > sentence.first and tokens.word(first - 1) == "you"
    return not yours or tokens.word(first + 1) == "been"


def _does(tokens: Tokens, hit: Hit) -> bool:
    """Whether “I have …” goes on with something done for the customer, not looked at or said."""
    last = tokens.at(hit.end) - 1
    while last > 0 and tokens.start(last) >= hit.end:
        last -= 1
    done = tokens.word(last).endswith("ed") or tokens.is_in(last, "irregular-done")
    return done and not tokens.is_in(last, "looked-at")


def _sends_away(hits: Sequence[Hit], instruction: Hit) -> bool:
    """Whether an instruction only points to somebody else, with no link, address or number to go by."""
    if any(hit.cue == "resolves.link" and hit.end > instruction.start for hit in hits):
        return False
    start, end = instruction.start, instruction.end
    away = [hit for hit in hits if hit.cue == "resolves.away"]
    return any(hit.start == start or start < hit.start < end <= hit.end for hit in away)


def _overlaps(hit: Hit, others: list[Hit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in others)


def _is_form(turn: Turn, hits: Sequence[Hit]) -> bool:
    """Whether a request for data goes with a form or an address of the company: its own next step."""
    words = turn.text[hits[0].start : hits[-1].end].casefold()
    form = "http" in words or "email us at" in words
    return form and not any(private in words for private in _PRIVATE)


def _points(turn: Turn, hit: Hit) -> bool:
    """Whether a link only shows where to find the data that are asked for."""
    around = turn.text[max(0, hit.start - _NEAR) : hit.end].casefold()
    return any(words in around for words in _WHERE)


def _is_front_page(turn: Turn, hit: Hit) -> bool:
    """Whether a link leads to the front page of a help site: it sends away."""
    words = turn.text[max(0, hit.start - _NEAR // 2) : hit.end].casefold()
    if hit.cue != "resolves.link" or not any(page in words for page in _FRONT):
        return False
    address = words[max(0, words.find("http")) :].rstrip("/")
    return address.count("/") <= _SHALLOW and not any(part in address for part in _DEEP)


def _may_instruct(turn: Turn, seen: set[str]) -> bool:
    """Whether a sentence asks for nothing and defends nothing, by its cues."""
    return seen.isdisjoint(_ASKING) and not _defends(turn, seen)


def _instruction(tokens: Tokens, sentence: Sentence, hits: Sequence[Hit], orders: list[int]) -> Hit | None:
    """An imperative that instructs: at the head of a sentence, or in speech after please, then and so on."""
    if sentence.mood is Mood.INSTRUCTION:
        head = opening(tokens, sentence.first, sentence.last)
        whole = Hit("resolves.instruct", tokens.start(head), tokens.end(sentence.last - 1))
        if not _is_polite(hits, whole.start):
            return None if _is_mere(tokens, sentence, head) or _sends_away(hits, whole) else whole
    for at in orders[bisect_left(orders, sentence.first + 1) : bisect_left(orders, sentence.last - 1)]:
        order = Hit("resolves.instruct", tokens.start(at), tokens.end(sentence.last - 1))
        if not _promised(hits, order.start) and not _sends_away(hits, order):
            return order
    return None


def _is_mere(tokens: Tokens, sentence: Sentence, head: int) -> bool:
    """Whether an instruction only has something sent to us, or is a pointer of few words."""
    if tokens.is_in(head, "supply-verb") and tokens.word(min(head + 1, sentence.last - 1)) in ("me", "us"):
        return True
    if tokens.is_in(head, "supply-verb") and head + _HANDED >= sentence.last:
        return True
    if not tokens.is_in(head, "mere-verb"):
        return False
    symbols = tokens.symbols[head : sentence.last]
    return sum(symbol == OTHER or symbol >= WORD for symbol in symbols) <= _POINTER


def _is_polite(hits: Sequence[Hit], start: int) -> bool:
    """Whether an imperative only checks, waits or wishes: “let us know”, “please hold”, “have a good day”."""
    return any(hit.cue.startswith(_WAITING) or (hit.cue.startswith(_EMPTY) and _holds(hit, start)) for hit in hits)


def _holds(hit: Hit, character: int) -> bool:
    return hit.start <= character < hit.end


def _promised(hits: Sequence[Hit], character: int) -> bool:
    return any(hit.cue == "promises.act" and _holds(hit, character) for hit in hits)


def _orders(tokens: Tokens) -> list[int]:
    """The verbs inside sentences that instruct: “kindly restart your modem”, “, turn it off”."""
    symbols, leads = tokens.symbols, tokens.listed("instruct-lead")
    verbs, objects = tokens.listed("imperative"), tokens.listed("instruct-object")
    return [
        at
        for at, verb in enumerate(symbols[1:-1], 1)
        if verb in verbs and symbols[at + 1] in objects and (symbols[at - 1] == COMMA or symbols[at - 1] in leads)
    ]
