"""Answers: the statement that is left in a reply to a question, clause by clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.language.marks import ASK, OTHER, QUERY, STOP, WORD
from empathylint.language.placed import placed
from empathylint.language.sentences import Mood, clauses
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn

_EMPTY = (
    "formula", "apologizes", "acknowledges", "thanks", "greets", "closes", "checks", "holds",
    "refocuses.ready",
)  # fmt: skip
_NO_ANSWER = ("refuses", "acknowledges", "promises.act", "evades", "blames", "contradicts", "hollow")
_TELLS = ("answers.cause", "answers.fact", "timed")
_ECHO = ("restates", "points-elsewhere")
_OPEN = frozenset({"problem", "upset", "effort", "urgent", "asks"})
_EARLY = 4  # words in which a clause that regrets begins to
_ASKING = frozenset({"refocuses.ask", "refocuses.frame"})
_SPOKEN = frozenset({"refocuses.spoken", "refocuses.opened", "refocuses.question"})
_LOOK_BACK = 5  # turns in which the customer's question may lie, with nothing but procedure since
_BRIEF = 60  # characters up to which an agent's turn may be procedure
_AT_LENGTH = 8  # words from which on a customer's turn is more than a datum that was asked for
_SUBSTANTIAL = 4  # words that a statement must keep, once formulas are taken away
_SHORT_TURN = 40  # characters of a turn in which one word less will do
_MASKED = "\ue000"


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The statements of a turn that answer."""
    tokens = turn.tokens
    if tokens is None:
        return
    refuses = "refuses" in turn.cues and "offers" not in turn.cues
    asked = conversation.is_template or _was_asked(turn, conversation)
    told = asked or _was_told(turn, conversation)
    if not told:
        return
    spoken = len(tokens.sentences) == 1 and tokens.symbols[-1] != STOP
    for sentence, hits in placed(turn):
        informs = (asked and not refuses) or any(hit.cue in _TELLS for hit in hits)
        if spoken:
            sentence = _before_a_question(tokens, sentence, hits)
            hits = [hit for hit in hits if hit.cue not in _SPOKEN]
        if not informs or _questions(sentence, hits):
            continue
        found = _left(turn, tokens, sentence, hits)
        if found:
            yield found


def _was_asked(turn: Turn, conversation: Conversation) -> bool:
    """Whether a question of the customer's waits for an answer: nothing but procedure was said since."""
    for earlier in reversed(conversation.turns[max(0, turn.index - _LOOK_BACK) : turn.index]):
        if "asks" in earlier.cues:
            return True
        if earlier.is_agent and "holds" not in earlier.cues and len(earlier.text) >= _BRIEF:
            return False
    return False


def _was_told(turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer told of trouble, or something at length, that a cause or a fact can answer."""
    before = conversation.turns[max(0, turn.index - _LOOK_BACK) : turn.index]
    if before and "thanks" in before[-1].cues and not before[-1].cues & _OPEN:
        return False
    return any(
        said.is_customer and (said.cues & _OPEN or len(said.text.split()) >= _AT_LENGTH) for said in before
    )


def _before_a_question(tokens: Tokens, sentence: Sentence, hits: list[Hit]) -> Sentence:
    """The words of speech without marks that come before its first question, if they can tell anything."""
    question = next((hit for hit in hits if hit.cue in _SPOKEN), None)
    if question is None:
        return sentence
    last = tokens.at(question.start)
    return replace(sentence, last=max(last, sentence.first + 1))


def _questions(sentence: Sentence, hits: list[Hit]) -> bool:
    """Whether a sentence asks, with or without a question mark."""
    if sentence.mood is Mood.QUESTION or sentence.mark in (ASK, QUERY):
        return True
    return any(hit.cue in _ASKING for hit in hits)


def _left(turn: Turn, tokens: Tokens, sentence: Sentence, hits: list[Hit]) -> Hit | None:
    """What is left of the first clause that keeps enough words, or None."""
    empty = [hit for hit in hits if hit.cue.startswith(_EMPTY)]
    echoes = [hit for hit in hits if hit.cue.startswith(_ECHO)]
    for first, last in clauses(tokens, sentence):
        start, end = tokens.start(first), tokens.end(last - 1)
        early = tokens.end(min(first + _EARLY, last) - 1)
        regrets = any(hit.cue.startswith("apologizes") and start <= hit.start < early for hit in hits)
        if any(hit.start < end and start < hit.end for hit in echoes):
            continue
        if regrets or any(hit.cue.startswith(_NO_ANSWER) and start <= hit.start < end for hit in hits):
            continue
        words = [at for at in range(first, last) if _is_word(tokens, at)]
        left = [at for at in words if not _covers(empty, tokens.start(at))]
        if left and len(left) >= _least(turn, tokens, left[0]) and not _is_talk(tokens, left):
            return Hit("answers", tokens.start(left[0]), tokens.end(left[-1]))
    return None


def _is_word(tokens: Tokens, at: int) -> bool:
    symbol = tokens.symbols[at]
    return (symbol == OTHER or symbol >= WORD) and tokens.word(at)[:1] < _MASKED


def _covers(hits: list[Hit], character: int) -> bool:
    return any(hit.start <= character < hit.end for hit in hits)


def _least(turn: Turn, tokens: Tokens, head: int) -> int:
    """How many words an answer needs: a yes, no or figure makes a short one."""
    if tokens.is_in(head, "short-answer") or tokens.word(head)[:1].isdigit():
        return 2
    return _SUBSTANTIAL - 1 if len(turn.text) < _SHORT_TURN else _SUBSTANTIAL


def _is_talk(tokens: Tokens, left: list[int]) -> bool:
    """Whether a statement is about the speakers and not about the matter: “I see …”, “you said …”."""
    head = tokens.word(left[0]).replace("’", "'").partition("'")[0]
    if head == "we" and len(left) > 1:
        return not tokens.is_in(left[1], "service-verb")
    if head == "you" and len(left) > 1:
        return tokens.is_in(left[1], "talk-verb")
    return tokens.is_in(left[0], "talk-start")
