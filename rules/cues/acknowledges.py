"""Which words acknowledge: feelings named in full always, words of judgement in a reply to trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.language.sentences import Mood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn

TROUBLE = frozenset({"upset", "problem", "effort", "exit", "urgent"})
TAGS = frozenset({"it", "eh", "huh", "right"})
_TAG = 3  # a sentence longer than its closing “is it?”
_LOOK_BACK = 8  # a judgement answers trouble that was told within so many turns


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The hits that name a feeling or an effect, and those of judgement where they answer trouble."""
    if turn.tokens is None or "acknowledges" not in turn.cues:
        return
    answers = _has_trouble(turn, conversation)
    blamed = [hit for hit in turn.hits if hit.cue == "blames"]
    for hit in turn.hits:
        if any(hit.start < other.end and other.start < hit.end for other in blamed):
            continue
        if hit.cue == "acknowledges.sure" or (answers and hit.cue == "acknowledges.soft" and _judges(hit, turn)):
            yield replace(hit, cue="acknowledges")


def _judges(hit: Hit, turn: Turn) -> bool:
    """Whether a word of judgement is stated, not asked or instructed; “isn't it?” asks nothing."""
    if turn.tokens is None:
        return False
    sentence = turn.tokens.sentence_at(hit.start)
    if sentence.mood is Mood.QUESTION:
        return sentence.last - sentence.first > _TAG and turn.tokens.word(sentence.last - 2) in TAGS
    return sentence.mood is Mood.STATEMENT


def _has_trouble(turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer told of trouble in the turns just before."""
    before = conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index]
    return any(TROUBLE & said.cues for said in before if said.is_customer)
