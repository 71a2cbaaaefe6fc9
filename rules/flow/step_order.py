"""Regret and acknowledgement that come in a later reply than the fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit
    from empathylint.rule import Rule

_HURT = frozenset({"upset", "exit"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for an upset customer who gets both a fix and a warm word."""
    raised = next((turn for turn in conversation.turns if turn.is_customer and turn.cues & _HURT), None)
    if raised is None:
        return
    replies = [turn for turn in conversation.after(raised) if turn.is_agent]
    fixed = next((turn for turn in replies if "resolves" in turn.cues), None)
    warm = next((turn for turn in replies if turn.cues & {"acknowledges", "apologizes"}), None)
    if fixed is None or warm is None:
        return
    hit: Hit | None = warm.says("apologizes") or warm.says("acknowledges")
    between = any(turn.is_customer for turn in conversation.turns[fixed.index : warm.index])
    if between and hit is not None:
        yield fail(
            rule,
            conversation,
            Place(warm.index, hit.start, hit.end),
            raised,
            raised.says("upset") or raised.says("exit"),
        )
    else:
        yield Outcome(whole(warm), raised.index)
