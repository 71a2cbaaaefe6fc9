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
_WARM = frozenset({"acknowledges", "apologizes"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for an upset customer who gets both a fix and a warm word."""
    raised = next((turn for turn in conversation.turns if not turn.cues.isdisjoint(_HURT) and turn.is_customer), None)
    if raised is None:
        return
    behind = conversation.turns[raised.index + 1 :]
    fixed = next((turn for turn in behind if "resolves" in turn.cues and turn.is_agent), None)
    warm = next((turn for turn in behind if not turn.cues.isdisjoint(_WARM) and turn.is_agent), None)
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
