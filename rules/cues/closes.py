"""Closes: good wishes stand; invitations stand at the end of a turn; thanks and gladness close a talk that is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn

_TAIL = 2  # invitations and thanks stand among the last sentences of a turn
_SHORT = 16  # words of a turn that says little but thanks


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The hits of `closes` that stand in a turn."""
    for hit in turn.hits:
        if hit.cue == "closes.sure":
            yield hit
        elif hit.cue == "closes.invites":
            if not _is_question(turn, hit):
                yield hit
        elif hit.cue == "closes.maybe" and _is_over(turn, hit, conversation):
            yield hit


def _is_question(turn: Turn, hit: Hit) -> bool:
    """Whether the words stand in a question, such as “could you let us know if …?”."""
    return turn.tokens is not None and turn.tokens.sentence_at(hit.start).mood is Mood.QUESTION


def _is_over(turn: Turn, hit: Hit, conversation: Conversation) -> bool:
    """Whether doubtful words end the talk: nothing is asked, and the customer has thanked or has nothing more."""
    if turn.tokens is None or any(sentence.mood is Mood.QUESTION for sentence in turn.tokens.sentences):
        return False
    if any(hit.cue in {"closes.sure", "closes.invites"} for hit in turn.hits):
        return True
    before = conversation.turns[turn.index - 1] if turn.index else None
    while before is not None and not before.is_customer:
        before = conversation.turns[before.index - 1] if before.index else None
    if before is None or not before.cues & {"thanks", "settled"} or "?" in before.text:
        return False
    return len(turn.text.split()) <= _SHORT or _in_tail(turn, hit)


def _in_tail(turn: Turn, hit: Hit) -> bool:
    """Whether a hit stands in the last sentences of its turn."""
    assert turn.tokens is not None
    return hit.start >= turn.tokens.start(turn.tokens.sentences[-_TAIL:][0].first)
