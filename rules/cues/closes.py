"""Closes: good wishes and invitations stand; thanks and gladness close a talk that is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn

_TAIL = 1  # readiness and thanks that close stand in the last sentence of a turn
_UNDONE = frozenset({"upset", "problem", "effort", "exit"})
_DONE = frozenset({"thanks", "settled"})
_DOUBTFUL = frozenset({"closes.ready", "closes.maybe"})
_LOOK_BACK = 20  # turns in which the customer spoke last
_SHORT = 30  # words of a turn that says little but thanks


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The hits of `closes` that stand in a turn."""
    doubtful: list[Hit] = []
    for hit in turn.hits:
        if hit.cue == "closes.sure" or (hit.cue == "closes.invites" and not _is_question(turn, hit)):
            yield hit
        elif hit.cue in _DOUBTFUL and _in_tail(turn, hit):
            doubtful.append(hit)
    if doubtful:
        is_over = _is_over(turn, conversation)
        wants = _wants_something(turn)
        yield from (hit for hit in doubtful if is_over or (hit.cue == "closes.ready" and not wants))


def _is_question(turn: Turn, hit: Hit) -> bool:
    """Whether the words stand in a question, such as “could you let us know if …?”."""
    return turn.tokens is not None and turn.tokens.sentence_at(hit.start).mood is Mood.QUESTION


def _is_over(turn: Turn, conversation: Conversation) -> bool:
    """Whether the talk is over: nothing is asked, and the customer has thanked or has nothing more."""
    if _asks(turn) or len(turn.text.split(maxsplit=_SHORT)) > _SHORT:
        return False
    earlier = reversed(conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index])
    before = next((said for said in earlier if said.is_customer), None)
    if before is None or before.cues.isdisjoint(_DONE):
        return False
    return before.cues.isdisjoint(_UNDONE) and "?" not in before.text


def _wants_something(turn: Turn) -> bool:
    """Whether the turn asks the customer something, or for something."""
    return "refocuses" in turn.cues or "moves-channel" in turn.cues or _asks(turn)


def _asks(turn: Turn) -> bool:
    """Whether a sentence of the turn is a question."""
    return turn.tokens is not None and any(sentence.mood is Mood.QUESTION for sentence in turn.tokens.sentences)


def _in_tail(turn: Turn, hit: Hit) -> bool:
    """Whether a hit stands in the last sentences of its turn."""
    return turn.tokens is not None and hit.start >= turn.tokens.start(turn.tokens.sentences[-_TAIL:][0].first)
