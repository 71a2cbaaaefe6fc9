"""Goodbyes to somebody whose trouble is still open, with no day for the next word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome, Place
from empathylint.judge import fail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_TROUBLE = frozenset({"problem", "upset", "effort", "exit", "urgent"})
_DATED = frozenset({"timed", "checks", "refocuses", "moves-channel"})
_SURE = "closes.sure"


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for a last reply of the agent's that says goodbye while the matter is pending."""
    last = next((turn for turn in reversed(conversation.turns) if turn.is_agent or turn.is_customer), None)
    if (
        last is None
        or not last.is_agent
        or not any(turn.is_customer and turn.cues & _TROUBLE for turn in conversation.turns)
    ):
        return
    reply = run(last, conversation)
    goodbye = next((turn for turn in reply if turn.says(_SURE)), None)
    pending = next((turn for turn in reversed(conversation.turns) if turn.is_agent and "pending" in turn.cues), None)
    if goodbye is None or pending is None or _is_settled(conversation, pending):
        return
    hit = pending.says("pending")
    place = Place(pending.index, hit.start, hit.end) if hit else Place(pending.index, 0, len(pending.text))
    if any(turn.cues & _DATED for turn in (*reply, *run(pending, conversation))):
        yield Outcome(place, pending.index)
    else:
        yield fail(rule, conversation, place)


def _is_settled(conversation: Conversation, pending: Turn) -> bool:
    """Whether the matter was done, or the customer called it so, after it was said to be pending."""
    done = ("resolves.done", "resolves.have")
    later = (turn for turn in conversation.after(pending))
    return any("settled" in turn.cues if turn.is_customer else any(cue in turn.cues for cue in done) for turn in later)
