"""What comes first in the reply to an upset customer: the fix, or a word that the feeling is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_HURT = frozenset({"upset", "exit"})
_HEARD = frozenset({"acknowledges", "apologizes"})
_BUSINESS = frozenset({"resolves", "refuses", "asks-identifier", "refocuses"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for the first upset turn whose reply acknowledges the feeling at all."""
    raised = next((turn for turn in conversation.turns if turn.is_customer and turn.cues & _HURT), None)
    if raised is None:
        return
    reply = conversation.reply_to(raised)
    if not any("acknowledges" in turn.cues for turn in reply):
        return
    first = _first_business(reply)
    if first is None:
        yield Outcome(whole(reply[0]), raised.index)
    else:
        yield fail(rule, conversation, first, raised, raised.says("upset") or raised.says("exit"))


def _first_business(reply: tuple[Turn, ...]) -> Place | None:
    """The first sentence of a reply that asks, instructs or refuses, where nothing before it takes the feeling in."""
    for turn in reply:
        if turn.tokens is None:
            continue
        for sentence in turn.tokens.sentences:
            start, end = turn.tokens.start(sentence.first), turn.tokens.end(sentence.last - 1)
            said = {hit.cue.split(".")[0] for hit in turn.hits if start <= hit.start < end}
            if said & _HEARD:
                return None
            if said & _BUSINESS:
                return Place(turn.index, start, end)
    return None
