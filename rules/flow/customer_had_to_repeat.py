"""Customers who say again what an agent has heard before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for the first agent turn of each reply behind which the customer repeats what stood before it."""
    for raised in conversation.turns:
        hit = raised.says("repeats-self") if raised.is_customer else None
        if hit is None:
            continue
        answered = next((turn for turn in conversation.before(raised) if turn.is_agent or turn.is_customer), None)
        if answered is None or not answered.is_agent:
            continue
        reply = run(answered, conversation)
        if _told_before(reply[0], conversation):
            yield fail(rule, conversation, opening_of(answered), raised, hit)


def _told_before(turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer said something before a turn."""
    return any(earlier.is_customer for earlier in conversation.before(turn))
