"""Promises of news that name no time, neither in the same reply nor by being kept further down."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.own_words import reworded, sentence_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule

_TROUBLE = frozenset({"upset", "effort", "exit", "urgent"})
_HELD_BY = frozenset({
    "any", "anything", "a", "an", "more", "everything", "something", "all", "payment",
    "needed", "necessary", "required",
})  # fmt: skip
_HANGING = frozenset({"once", "when", "whenever", "if", "should", "after", "until", "unless"})
_HANGING_TWO = frozenset({"soon as", "the moment", "the minute", "the day", "every time", "in case"})
_WHATEVER = ("if needed", "if necessary", "if required", "as needed", "where needed", "either way", "whatever happens")
_SOON = late(
    r"\b(?:(?:very |as )?(?:soon|shortly|quickly)(?: as (?:possible|(?:we|i) (?:possibly )?can))?|asap|momentarily"
    r"|in due course|before long|eventually|at (?:the|our) earliest(?: convenience)?|in (?:a bit|no time))\b"
    r"(?! after| once)",
    re.IGNORECASE,
)
_END = late(r"(\b(?:you|u|back|touch|contact|updated|posted|informed|know|up|it))([.!]?)\Z", re.IGNORECASE)
_BOUNDED = frozenset({"timed", "holds"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each promise of news, the first of each reply."""
    done = -1
    troubled = False
    kept_until = max(
        (turn.index for turn in conversation.turns if "resolves" in turn.cues and turn.is_agent), default=-1
    )
    for turn in conversation.turns:
        troubled = troubled or (not turn.cues.isdisjoint(_TROUBLE) and turn.is_customer)
        may_promise = "owes-news" in turn.cues and turn.is_agent and turn.index > done
        hit = _promise(turn, troubled=troubled) if may_promise else None
        if hit is None:
            continue
        reply = run(turn, conversation)
        done = reply[-1].index
        if any(said.cues & _BOUNDED for said in reply) or kept_until > done:
            yield Outcome(whole(turn), turn.index)
        else:
            outcome = fail(rule, conversation, Place(turn.index, hit.start, hit.end))
            yield reworded(outcome, turn, sentence_place(turn, hit.start), _with_day(turn, hit))


def _promise(turn: Turn, *, troubled: bool) -> Hit | None:
    """The first promise of a turn that hangs on nothing but the company's own will."""
    if turn.tokens is None:
        return None
    for hit in turn.hits:
        wanted = hit.cue == "owes-news.back" or (hit.cue == "owes-news.soon" and troubled)
        if wanted and not _hangs(turn.tokens, turn.tokens.sentence_at(hit.start)):
            return hit
    return None


def _with_day(turn: Turn, hit: Hit) -> str:
    """The sentence of a promise with a day in the place of its “soon”, or where it ends; empty where neither fits."""
    place = sentence_place(turn, hit.start)
    said = turn.text[place.start : place.end]
    dated, found = _SOON.subn("by tomorrow", said, count=1)
    if found:
        return dated
    return _END.sub(r"\1 by tomorrow\2", said) if _END.search(said) else ""


def _hangs(tokens: Tokens, sentence: Sentence) -> bool:
    """Whether a sentence tells what the news hangs on: “once it ships”, “as needed”, “either way”."""
    words = tokens.words[bisect_left(tokens.words, sentence.first) : bisect_left(tokens.words, sentence.last)]
    said = f" {' '.join(tokens.word(at) for at in words)} "
    if any(f" {whatever} " in said for whatever in _WHATEVER):
        return True
    for at, following in pairwise(words):
        hung = tokens.word(at) in _HANGING or _with_the_one_before(tokens, at) in _HANGING_TWO
        if hung and (tokens.is_in(following, "subject") or tokens.word(following) in _HELD_BY):
            return True
    return False


def _with_the_one_before(tokens: Tokens, at: int) -> str:
    """A word with the one before it."""
    return f"{tokens.word(at - 1)} {tokens.word(at)}" if at else tokens.word(at)
