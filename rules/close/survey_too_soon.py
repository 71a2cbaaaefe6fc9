"""Requests for a rating while the customer's trouble is open or beside a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_REFUSAL = frozenset({"refuses", "dead-end", "policy-shield", "disowns"})
_OPEN = frozenset({"upset", "exit", "problem", "effort", "wants-human"})
_OVER = frozenset({"thanks", "settled"})
_DONE = frozenset({"resolves.done", "resolves.have", "resolves.remedy", "resolves.running"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each reply that asks for a rating."""
    done = -1
    for turn in conversation.turns:
        hit = turn.says("asks-rating") if turn.is_agent and turn.index > done else None
        if hit is None:
            continue
        reply = run(turn, conversation)
        done = reply[-1].index
        said = next((other for other in conversation.before(reply[0]) if other.is_customer), None)
        if said is not None and (_is_open(said, reply) or _is_refused(said, reply)):
            yield fail(rule, conversation, Place(turn.index, hit.start, hit.end), said)
        else:
            yield Outcome(whole(turn), turn.index)


def _is_open(said: Turn, reply: tuple[Turn, ...]) -> bool:
    """Whether the customer's last words tell of trouble that the reply does not mend."""
    troubled = bool(said.cues & _OPEN) and not said.cues & _OVER
    return troubled and not any(turn.cues & _DONE for turn in reply)


def _is_refused(said: Turn, reply: tuple[Turn, ...]) -> bool:
    """Whether the reply says no to a customer who has not made peace with it."""
    return not said.cues & _OVER and any(turn.cues & _REFUSAL for turn in reply)
