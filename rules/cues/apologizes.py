"""Which words of regret stand: a bare “sorry” only after trouble, none that cushions a refusal."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn

TROUBLE = frozenset({"upset", "problem", "effort", "exit", "urgent"})
_REGRETS = frozenset({"apologizes.sure", "apologizes.told", "apologizes.bare"})
_LOOK_BACK = 6


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The hits of regret with an object, and those without one where what surrounds them allows it."""
    if turn.tokens is None:
        return
    done = -1
    regrets = [hit for hit in turn.hits if hit.cue in _REGRETS]
    refusals = [hit.start for hit in turn.hits if hit.cue == "apologizes.refusal"]
    for hit in sorted(regrets, key=lambda found: (found.start, -found.end)):
        if hit.start >= done and _stands(hit, turn, conversation, refusals):
            yield hit
            done = hit.end


def _stands(hit: Hit, turn: Turn, conversation: Conversation, refusals: list[int]) -> bool:
    """Whether a hit is regret: with an object always, else where it answers trouble and refuses nothing."""
    if hit.cue == "apologizes.sure":
        return True
    if refusals and _is_refusal(hit, turn, refusals):
        return False
    return hit.cue == "apologizes.told" or (not _asks(hit, turn) and _has_trouble(turn, conversation))


def _is_refusal(hit: Hit, turn: Turn, refusals: list[int]) -> bool:
    """Whether words of refusal follow in the hit's sentence, for a bare “sorry” also in the next."""
    if turn.tokens is None:
        return False
    sentence = turn.tokens.sentence_at(hit.start)
    last = sentence.last
    if hit.cue == "apologizes.bare" and turn.tokens.at(hit.end) + 1 >= last < len(turn.tokens.symbols):
        last = turn.tokens.sentence_at(turn.tokens.start(last)).last
    begun = turn.tokens.start(sentence.first) - 1 if hit.cue == "apologizes.bare" else hit.start
    ended = turn.tokens.end(last - 1)
    return bisect_left(refusals, ended) > bisect_right(refusals, begun)


def _asks(hit: Hit, turn: Turn) -> bool:
    """Whether the hit stands in a question."""
    return turn.tokens is not None and turn.tokens.sentence_at(hit.start).mood is Mood.QUESTION


def _has_trouble(turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer told of trouble in the turns before."""
    before = conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index]
    return any(TROUBLE & said.cues for said in before if said.is_customer)
