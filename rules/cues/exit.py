"""Threats count by themselves; cancelling, money back and complaints count in anger, or told after upset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn

_LOOK_BACK = 4


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """Threats, and what else means leaving when it is said in anger."""
    angry = _is_angry(turn)
    sore = not angry and "thanks" not in turn.cues and _was_upset(turn, conversation)
    for hit in turn.hits:
        if hit.cue == "threat" or (
            hit.cue == "exit.angry-maybe" and (angry or (sore and ("upset" in turn.cues or not _asks(turn, hit))))
        ):
            yield Hit("exit", hit.start, hit.end)


def _is_angry(turn: Turn) -> bool:
    """Whether this turn is strongly or repeatedly upset."""
    return (
        "upset.strong" in turn.cues
        or len({hit.start for hit in turn.hits if hit.cue in ("upset.mild", "upset.implied")}) > 1
    )


def _was_upset(turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer was upset in one of the few turns before."""
    before = conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index]
    return any(earlier.is_customer and "upset" in earlier.cues for earlier in before)


def _asks(turn: Turn, hit: Hit) -> bool:
    """Whether the words stand in a question."""
    return turn.tokens is not None and turn.tokens.sentence_at(hit.start).mood is Mood.QUESTION
