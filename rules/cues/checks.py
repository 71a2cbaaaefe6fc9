"""Checks: sure words stand; doubtful questions stand once an answer is given and nothing else is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn

_TRIED = frozenset({"settled", "tried-step"})
_FEW_WORDS = 6
_LAST_WORDS = 14  # a doubtful question ends a turn, or fills a short one


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The hits of `checks` that stand in a turn."""
    for hit in turn.hits:
        if hit.cue == "checks.sure" or (
            hit.cue == "checks.maybe" and _follows_an_answer(turn, hit, conversation)
        ):
            yield hit


def _follows_an_answer(turn: Turn, hit: Hit, conversation: Conversation) -> bool:
    """Whether a doubtful question looks back on an answer: in the same turn before it, or in the turns before."""
    if turn.tokens is None or _asks_elsewhere(turn, hit):
        return False
    answer = turn.says("resolves")
    if answer is not None and answer.start < hit.start and turn.index:
        return True
    if turn.index and _reports_a_try(conversation.turns[turn.index - 1]):
        return True
    earlier = [
        before for before in conversation.turns[max(turn.index - 3, 0) : turn.index] if before.is_agent
    ]
    return any(_may_answer(before) for before in earlier) and len(turn.text.split()) <= _LAST_WORDS


def _reports_a_try(turn: Turn) -> bool:
    """Whether a customer says in few words that they have done as told: “done”, “I restarted it”."""
    return bool(turn.cues & _TRIED) and turn.is_customer and len(turn.text.split()) <= _FEW_WORDS


def _may_answer(turn: Turn) -> bool:
    """Whether an earlier turn may have given an answer, if only by an instruction."""
    if "resolves" in turn.cues or "promises" in turn.cues:
        return True
    return turn.tokens is not None and any(
        sentence.mood is Mood.INSTRUCTION for sentence in turn.tokens.sentences
    )


def _asks_elsewhere(turn: Turn, hit: Hit) -> bool:
    """Whether the turn asks anything in another sentence."""
    if turn.tokens is None:
        return False
    place = turn.tokens.sentence_at(hit.start)
    return any(sentence.mood is Mood.QUESTION for sentence in turn.tokens.sentences if sentence != place)
