"""Five messages of an agent's in a row and more, with the customer given no room to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_MANY = 5  # messages in a row
_PAUSED = 120.0  # seconds after which a message is no longer sent in a row
_APART = frozenset({"holds", "closes", "closes-inactive"})  # they stand where the customer is quiet, or waits


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each run of agent turns; the fifth in a row fails."""
    row: list[Turn] = []
    for turn in conversation.turns:
        if turn.internal:
            continue
        if not turn.is_agent or (row and _is_paused(row[-1], turn)):
            if row:
                yield Outcome(whole(row[0]), row[0].index)
            row = []
        if turn.is_agent and not turn.cues & _APART:
            row.append(turn)
        if len(row) == _MANY:
            yield fail(rule, conversation, Place(turn.index, 0, len(turn.text)))
            row = []


def _is_paused(before: Turn, turn: Turn) -> bool:
    """Whether the file tells of so long a pause between two turns that the customer could have answered."""
    return before.time is not None and turn.time is not None and turn.time - before.time > _PAUSED
