"""A complaint that is over, with no word of thanks to the one who raised it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, whole
from empathylint.steps import Ending, Fault, ending, whose_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_RUDE = frozenset({"blames", "dismisses", "disowns", "snaps", "minimises", "contradicts"})  # thanks are not what lacks
_COMPLAINT = frozenset({"upset", "exit"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome where a complaint was dealt with and the conversation has ended."""
    raised = next((turn for turn in conversation.turns if turn.is_customer and _complains(turn)), None)
    if raised is None or _is_thanked(conversation) or ending(conversation) is not Ending.ENDED:
        return
    replies = [turn for turn in conversation.after(raised) if turn.is_agent]
    if not any("resolves" in turn.cues for turn in replies) or any(turn.cues & _RUDE for turn in replies):
        return
    thanked = next((turn for turn in conversation.turns if turn.is_agent and "thanks" in turn.cues), None)
    if thanked:
        yield Outcome(whole(thanked), raised.index)
    else:
        yield fail(rule, conversation, opening_of(replies[-1]), raised)


def _complains(turn: Turn) -> bool:
    """Whether a customer is upset about a fault of the company's."""
    return bool(turn.cues & _COMPLAINT) and "problem" in turn.cues and whose_fault(turn) is Fault.COMPANY


def _is_thanked(conversation: Conversation) -> bool:
    """Whether the customer thanks last: then a “you're welcome” is the natural answer."""
    last = next((turn for turn in reversed(conversation.turns) if turn.is_customer), None)
    return last is not None and "thanks" in last.cues
