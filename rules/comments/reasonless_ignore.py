"""Comments that silence rules without a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each comment; one without words behind its codes fails."""
    for ignore in conversation.ignores:
        place = Place(ignore.turn, 0, 0)
        if ignore.reason:
            yield Outcome(place, ignore.turn)
        else:
            yield fail(rule, conversation, place, said=", ".join(ignore.codes), rest=str(ignore.line))
