"""Bright words and good wishes to a customer whose last words tell that the matter is not over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_DISCONTENT = frozenset({"upset", "exit"})
_CONTENT = frozenset({"thanks", "settled"})
_CARING = frozenset({"acknowledges", "apologizes", "promises", "refocuses", "moves-channel", "holds", "escalates"})
_SENDING_OFF = frozenset({"disowns", "dismisses", "dead-end", "refuses", "blames", "snaps", "minimises", "evades"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for the reply to the customer's last words, where they tell of trouble and of nothing better."""
    raised = next((turn for turn in reversed(conversation.turns) if turn.is_customer), None)
    if raised is None or raised.cues & _CONTENT:
        return
    reply = conversation.reply_to(raised)
    said = frozenset().union(*(turn.cues for turn in reply))
    if not reply or not (raised.cues & _DISCONTENT or ("problem" in raised.cues and said & _SENDING_OFF)):
        return
    bright = None if "resolves" in said else _bright(reply, wishes=said.isdisjoint(_CARING))
    if bright is None:
        yield Outcome(whole(reply[0]), raised.index)
    else:
        yield fail(rule, conversation, bright, raised, raised.says("upset") or raised.says("exit"))


def _bright(reply: tuple[Turn, ...], *, wishes: bool) -> Place | None:
    """The first words of a reply that beam or, with `wishes`, wish well."""
    for turn in reply:
        for hit in turn.hits:
            if hit.cue == "beams" or (wishes and hit.cue == "closes.sure"):
                return Place(turn.index, hit.start, hit.end)
    return None
