"""Threats count by themselves; cancelling, money back and complaints count where anger goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn

_LOOK_BACK = 4


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """Threats, and what else means leaving when it is said in anger."""
    angry = _is_angry(turn, conversation)
    for hit in turn.hits:
        if hit.cue == "threat" or (angry and hit.cue == "exit.angry-maybe"):
            yield Hit("exit", hit.start, hit.end)


def _is_angry(turn: Turn, conversation: Conversation) -> bool:
    """Whether this turn is strongly or repeatedly upset, or no question and says it after an upset one."""
    if "upset.strong" in turn.cues or len({hit.start for hit in turn.hits if hit.cue == "upset.mild"}) > 1:
        return True
    before = conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index]
    said = any(earlier.is_customer and "upset" in earlier.cues for earlier in before)
    return said and ("upset" in turn.cues or not ("?" in turn.text or "thanks" in turn.cues))
