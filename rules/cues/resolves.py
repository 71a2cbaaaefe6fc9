"""Substance: the phrases' clear cases, instructions by mood, and answers.

A sentence is looked at once: questions and requests for data are left aside, and so is what only points to
somebody else or to a front page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.marks import ASK, COMMA, OTHER, QUERY, WORD
from empathylint.language.placed import placed
from empathylint.language.sentences import Mood, opening
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn

_CLEAR = frozenset({f"resolves.{tier}" for tier in ("done", "running", "remedy", "instruct", "link")})
_DONE = frozenset({"resolves.done", "resolves.have"})
_TOLD = frozenset({"resolves.instruct", "resolves.link"})
_FEELING = ("apologizes", "acknowledges", "closes", "checks")
_EMPTY = (*_FEELING, "formula", "thanks", "greets", "holds")
_DEFENDING = ("evades", "blames", "contradicts", "minimises", "points-elsewhere")
_ASKING = frozenset({"refocuses.ask", "refocuses.frame"})
_POINTER = 5  # “Check the website.”: an instruction of so few words that only sends away
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
_PRIVATE = ("dm", "direct message", "private message")


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:  # noqa: ARG001 - every twin takes both
    """The hits of substance in a turn, at most one for each sentence."""
    tokens = turn.tokens
    if tokens is None:
        return
    requests = any(hit.cue in _ASKING for hit in turn.hits)
    for sentence, hits in placed(turn):
        found = _in_sentence(turn, tokens, sentence, hits, requests=requests)
        if found is None and not any(hit.cue in _CLEAR for hit in hits):
            answer = next((hit for hit in hits if hit.cue == "answers"), None)
            found = Hit("resolves.answer", answer.start, answer.end) if answer else None
        if found:
            yield found


def _in_sentence(
    turn: Turn, tokens: Tokens, sentence: Sentence, hits: list[Hit], *, requests: bool
) -> Hit | None:
    """What in a sentence is substance whatever came before, or None."""
    request = next((hit for hit in hits if hit.cue == "resolves.request"), None)
    if request or sentence.mark in (ASK, QUERY):
        return request
    handed = _handed(tokens, sentence, hits)
    if handed:
        return handed
    blocked = [hit for hit in hits if hit.cue.startswith(_FEELING)]
    asks = any(hit.cue in _ASKING for hit in hits)
    defended = [hit for hit in hits if hit.cue.startswith(_DEFENDING)]
    for hit in hits:
        if _overlaps(hit, defended) or (defended and hit.cue == "resolves.instruct"):
            continue
        if _is_clear(tokens, sentence, hit) and not _overlaps(hit, blocked):
            unmet = (asks and not _is_form(turn, hits)) or (requests and _points(turn, hit))
            if hit.cue not in _TOLD or not (unmet or _sends_away(hits, hit) or _is_front_page(turn, hit)):
                return hit
    dated = next((hit for hit in hits if hit.cue.startswith("promises")), None)
    if dated and any(hit.cue == "timed" for hit in hits):
        return Hit("resolves.dated", dated.start, dated.end)
    return None if asks or defended else _instruction(tokens, sentence, hits)


def _handed(tokens: Tokens, sentence: Sentence, hits: list[Hit]) -> Hit | None:
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


def _sends_away(hits: list[Hit], instruction: Hit) -> bool:
    """Whether an instruction only points to somebody else, with no link, address or number to go by."""
    if any(hit.cue == "resolves.link" and hit.end > instruction.start for hit in hits):
        return False
    start, end = instruction.start, instruction.end
    away = [hit for hit in hits if hit.cue == "resolves.away"]
    return any(hit.start == start or start < hit.start < end <= hit.end for hit in away)


def _overlaps(hit: Hit, others: list[Hit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in others)


def _is_form(turn: Turn, hits: list[Hit]) -> bool:
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


def _instruction(tokens: Tokens, sentence: Sentence, hits: list[Hit]) -> Hit | None:
    """An imperative that instructs: at the head of a sentence, or in speech after please, then and so on."""
    head = opening(tokens, sentence.first, sentence.last)
    whole = Hit("resolves.instruct", tokens.start(head), tokens.end(sentence.last - 1))
    if sentence.mood is Mood.INSTRUCTION and not _is_polite(hits, whole.start):
        symbols = tokens.symbols[head : sentence.last]
        words = sum(symbol == OTHER or symbol >= WORD for symbol in symbols)
        following = tokens.word(min(head + 1, sentence.last - 1))
        to_us = tokens.is_in(head, "supply-verb") and following in ("me", "us")
        mere = to_us or (tokens.is_in(head, "mere-verb") and words <= _POINTER)
        return None if mere or _sends_away(hits, whole) else whole
    for at in range(sentence.first + 1, sentence.last - 1):
        if _is_order(tokens, at) and not _promised(hits, tokens.start(at)):
            return Hit("resolves.instruct", tokens.start(at), whole.end)
    return None


def _is_polite(hits: list[Hit], start: int) -> bool:
    """Whether an imperative only checks, waits or wishes: “let us know”, “please hold”, “have a good day”."""
    if any(hit.cue.startswith((*_FEELING, "holds")) for hit in hits):
        return True
    return any(hit.cue.startswith(_EMPTY) and _holds(hit, start) for hit in hits)


def _holds(hit: Hit, character: int) -> bool:
    return hit.start <= character < hit.end


def _promised(hits: list[Hit], character: int) -> bool:
    return any(hit.cue == "promises.act" and _holds(hit, character) for hit in hits)


def _is_order(tokens: Tokens, at: int) -> bool:
    """Whether a verb inside a sentence instructs: “kindly restart your modem”, “, turn it off”."""
    return (
        tokens.is_in(at, "imperative")
        and tokens.is_in(at + 1, "instruct-object")
        and (tokens.symbols[at - 1] == COMMA or tokens.is_in(at - 1, "instruct-lead"))
    )
