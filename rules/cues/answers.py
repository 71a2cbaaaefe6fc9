"""Answers: the statement that is left in a reply to a question, clause by clause."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.language.marks import STOP
from empathylint.language.placed import placed
from empathylint.language.sentences import Mood, clauses
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn

_EMPTY = (
    "formula", "apologizes", "acknowledges", "thanks", "greets", "closes", "checks", "holds",
    "refocuses.ready", "minimises",
)  # fmt: skip
_NO_ANSWER = (
    "refuses",
    "acknowledges",
    "promises.act",
    "evades",
    "blames",
    "contradicts",
    "hollow",
    "policy-shield",
)
_TELLS = frozenset({"answers.cause", "answers.fact", "timed"})
_ECHO = ("restates", "points-elsewhere")
_OPEN = frozenset({"problem", "upset", "effort", "urgent", "asks"})
_BARRING = (*_NO_ANSWER, *_ECHO, "apologizes")
_EARLY = 4  # words in which a clause that regrets begins to
_ASKING = frozenset({"refocuses.ask", "refocuses.frame"})
_SPOKEN = frozenset({"refocuses.spoken", "refocuses.opened", "refocuses.question"})
_LOOK_BACK = 5  # turns in which the customer's question may lie, with nothing but procedure since
_BRIEF = 60  # characters up to which an agent's turn may be procedure
_AT_LENGTH = 8  # words from which on a customer's turn is more than a datum that was asked for
_AWARE = 2  # the place of aware in “we are aware of …”, which tells nothing new
_SHORTEST = 2  # words that a yes, no or figure makes an answer with
_SUBSTANTIAL = 4  # words that a statement must keep, once formulas are taken away
_SHORT_TURN = 40  # characters of a turn in which one word less will do


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The statements of a turn that answer."""
    tokens = turn.tokens
    if tokens is None:
        return
    refuses = "refuses" in turn.cues and "offers" not in turn.cues
    tells = not turn.cues.isdisjoint(_TELLS)
    if refuses and not tells:
        return
    asked = conversation.is_template or _was_asked(turn, conversation)
    if not asked and not (tells and _was_told(turn, conversation)):
        return
    informs = asked and not refuses
    asks = not turn.cues.isdisjoint(_ASKING)
    spoken = len(tokens.sentences) == 1 and tokens.symbols[-1] != STOP
    for sentence, hits in placed(turn):
        if sentence.mood is Mood.QUESTION or not (informs or any(hit.cue in _TELLS for hit in hits)):
            continue
        if asks and any(hit.cue in _ASKING for hit in hits):
            continue
        if spoken and any(hit.cue in _SPOKEN for hit in hits):
            found = _left(turn, tokens, *_before_a_question(tokens, sentence, hits), asked=asked)
        else:
            found = _left(turn, tokens, sentence, hits, asked=asked)
        if found:
            yield found


def _was_asked(turn: Turn, conversation: Conversation) -> bool:
    """Whether a question of the customer's waits for an answer: nothing but procedure was said since."""
    for earlier in reversed(conversation.turns[max(0, turn.index - _LOOK_BACK) : turn.index]):
        if "asks" in earlier.cues:
            return True
        if len(earlier.text) >= _BRIEF and earlier.is_agent and "holds" not in earlier.cues:
            return False
    return False


def _was_told(turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer told of trouble, or something at length, that a cause or a fact can answer."""
    before = conversation.turns[max(0, turn.index - _LOOK_BACK) : turn.index]
    if before and "thanks" in before[-1].cues and before[-1].cues.isdisjoint(_OPEN):
        return False
    return any(said.is_customer and (not said.cues.isdisjoint(_OPEN) or _is_long(said.text)) for said in before)


def _is_long(text: str) -> bool:
    return len(text.split(maxsplit=_AT_LENGTH)) >= _AT_LENGTH


def _before_a_question(tokens: Tokens, sentence: Sentence, hits: Sequence[Hit]) -> tuple[Sentence, Sequence[Hit]]:
    """The words of speech without marks that come before its first question, if they can tell anything."""
    question = next(hit for hit in hits if hit.cue in _SPOKEN)
    told = replace(sentence, last=max(tokens.at(question.start), sentence.first + 1))
    return told, [hit for hit in hits if hit.cue not in _SPOKEN]


def _left(turn: Turn, tokens: Tokens, sentence: Sentence, hits: Sequence[Hit], *, asked: bool) -> Hit | None:
    """What is left of the first clause that keeps enough words, or None."""
    words = tokens.words
    last = bisect_left(words, sentence.last)
    left = words[bisect_left(words, sentence.first, 0, last) : last]
    if len(left) < _SHORTEST:
        return None
    empty = [hit for hit in hits if _carries_nothing(hit.cue)]
    if empty:
        left = _uncovered(left, tokens, empty)
    barring = [hit for hit in hits if _bars(hit.cue)]
    for first, last in clauses(tokens, sentence) if len(left) >= _SHORTEST else ():
        said = left[bisect_left(left, first) : bisect_left(left, last)]
        if len(said) < _least(turn, tokens, said) or (barring and _is_barred(barring, tokens, first, last)):
            continue
        if not _is_talk(tokens, said) and (asked or not _is_about_you(tokens.word(said[0]))):
            return Hit("answers", tokens.start(said[0]), tokens.end(said[-1]))
    return None


def _uncovered(words: list[int], tokens: Tokens, empty: list[Hit]) -> list[int]:
    """The words outside some hits, which stand in order."""
    left: list[int] = []
    done = 0
    for hit in empty:
        first, last = (bisect_left(words, tokens.at(place)) for place in (hit.start, hit.end))
        left += words[done:first]
        done = max(done, last)
    return left + words[done:]


@cache
def _carries_nothing(cue: str) -> bool:
    return cue.startswith(_EMPTY)


@cache
def _bars(cue: str) -> bool:
    return cue.startswith(_BARRING)


def _is_barred(barring: list[Hit], tokens: Tokens, first: int, last: int) -> bool:
    """Whether a clause begins with regret, holds an echo, or refuses, promises, blames and the like."""
    start, end = tokens.start(first), tokens.end(last - 1)
    early = tokens.end(min(first + _EARLY, last) - 1)
    return any(
        hit.start < end and start < hit.end
        if hit.cue.startswith(_ECHO)
        else start <= hit.start < (early if hit.cue.startswith("apologizes") else end)
        for hit in barring
    )


def _least(turn: Turn, tokens: Tokens, left: list[int]) -> int:
    """How many words an answer needs: a yes, no or figure makes a short one."""
    if left and len(left) < _SUBSTANTIAL:
        if tokens.is_in(left[0], "short-answer") or tokens.word(left[0])[:1].isdigit():
            return _SHORTEST
        if len(turn.text) < _SHORT_TURN:
            return _SUBSTANTIAL - 1
    return _SUBSTANTIAL


def _is_about_you(head: str) -> bool:
    """Whether a statement is about the customer, by its first word, and not about what is theirs."""
    return head.startswith("you") and head != "your"


def _is_talk(tokens: Tokens, left: list[int]) -> bool:
    """Whether a statement is about the speakers and not about the matter: “I see …”, “you said …”."""
    head = tokens.word(left[0]).replace("’", "'").partition("'")[0]
    if head == "we" and len(left) > _AWARE and tokens.word(left[_AWARE]) == "aware":
        return True
    if head == "we" and len(left) > 1:
        return not tokens.is_in(left[1], "service-verb")
    if head == "you" and len(left) > 1:
        return tokens.is_in(left[1], "talk-verb")
    return tokens.is_in(left[0], "talk-start")
