"""Which terms are jargon to this customer: not heard before, and not explained on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn

BRACKETS = ("(", "[")
EXPLAINING = (
    ", which is",
    ", which means",
    ", meaning",
    ", that is",
    ", that's",
    ", i.e",
    " i.e",
    ", or ",
    " means ",
    " stands for ",
    " – ",
    " — ",
    " - ",
)
_OPENED = 2  # characters between an opening bracket or a colon and a term that explains what stands before


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The terms that nobody has used before and that nothing explains."""
    if "jargon" not in turn.cues:
        return
    heard = ""
    for hit in turn.hits:
        if hit.cue != "jargon" or _is_explained(hit, turn.text):
            continue
        heard = heard or _heard(turn, conversation)
        if turn.text[hit.start : hit.end].casefold() not in heard:
            yield hit


def _is_explained(hit: Hit, text: str) -> bool:
    """Whether brackets or words such as “which means” follow a term, or it stands in brackets behind its meaning."""
    after = text[hit.end : hit.end + 12].casefold()
    before = text[max(hit.start - _OPENED, 0) : hit.start]
    opened = after.lstrip()[:1]
    return opened in BRACKETS or after.startswith(EXPLAINING) or any(mark in before for mark in BRACKETS)


def _heard(turn: Turn, conversation: Conversation) -> str:
    """All that was said before a turn."""
    return " ".join(other.text.casefold() for other in conversation.turns[: turn.index])
