"""Paragraphs of more than ninety words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import public
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.memory import remembered
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_LIMIT = 90
_PARAGRAPH = late(r"[^\n]+")  # one that an e-mail has wrapped is several lines
_WRAPPED = late(r"(?<=[^\n])\n(?=[^\W\dA-Z_])")


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn of more words than the limit; its longest paragraph fails where it has them."""
    for turn in public(conversation, Role.AGENT):
        if turn.text.count(" ") < _LIMIT:
            continue
        words, start, end = _longest(turn)
        if words > _LIMIT:
            yield fail(rule, conversation, Place(turn.index, start, end), rest=str(words))
        else:
            yield Outcome(whole(turn), turn.index)


@remembered
def _longest(turn: Turn) -> tuple[int, int, int]:
    """The number of words in the longest paragraph, and the characters where it starts and ends."""
    text = _WRAPPED.sub(" ", turn.text)
    found = [
        (sum(word[0].isalnum() for word in it[0].split()), it.start(), it.end()) for it in _PARAGRAPH.finditer(text)
    ]
    return max(found, default=(0, 0, 0))
