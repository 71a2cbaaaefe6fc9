"""Closes: good wishes and invitations stand; thanks and gladness close a talk that is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn

_TAIL = 1  # readiness and thanks that close stand in the last sentence of a turn
_UNDONE = frozenset({"upset", "problem", "effort", "exit"})
_SHORT = 30  # words of a turn that says little but thanks


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The hits of `closes` that stand in a turn."""
    for hit in turn.hits:
        if hit.cue == "closes.sure":
            yield hit
        elif hit.cue == "closes.invites":
            if not _is_question(turn, hit):
                yield hit
        elif hit.cue == "closes.ready":
            if (_in_tail(turn, hit) and not _wants_something(turn)) or _is_over(turn, hit, conversation):
                yield hit
        elif hit.cue == "closes.maybe" and _is_over(turn, hit, conversation):
            yield hit


def _is_question(turn: Turn, hit: Hit) -> bool:
    """Whether the words stand in a question, such as “could you let us know if …?”."""
    return turn.tokens is not None and turn.tokens.sentence_at(hit.start).mood is Mood.QUESTION


def _is_over(turn: Turn, hit: Hit, conversation: Conversation) -> bool:
    """Whether doubtful words end the talk: nothing is asked, and the customer has thanked or has nothing more."""
    if _asks(turn):
        return False
    before = conversation.turns[turn.index - 1] if turn.index else None
    while before is not None and not before.is_customer:
        before = conversation.turns[before.index - 1] if before.index else None
    if (
        before is None
        or not before.cues & {"thanks", "settled"}
        or before.cues & _UNDONE
        or "?" in before.text
    ):
        return False
    return len(turn.text.split()) <= _SHORT and _in_tail(turn, hit)


def _wants_something(turn: Turn) -> bool:
    """Whether the turn asks the customer something, or for something."""
    return "refocuses" in turn.cues or "moves-channel" in turn.cues or _asks(turn)


def _asks(turn: Turn) -> bool:
    """Whether a sentence of the turn is a question."""
    return turn.tokens is not None and any(
        sentence.mood is Mood.QUESTION for sentence in turn.tokens.sentences
    )


def _in_tail(turn: Turn, hit: Hit) -> bool:
    """Whether a hit stands in the last sentences of its turn."""
    return turn.tokens is not None and hit.start >= turn.tokens.start(turn.tokens.sentences[-_TAIL:][0].first)
