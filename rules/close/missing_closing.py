"""The verdict on the step “close” where it matters: after a trouble, or where thanks are met by a word or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, whole
from empathylint.steps import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_TROUBLE = frozenset({"problem", "upset", "effort", "exit", "urgent"})
_CLIPPED = 3  # words of a last turn that leave a customer without trouble alone too


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """The one outcome that the verdict gives; a plain order may end with a plain confirmation."""
    verdict = next((one for one in conversation.steps if one.step == "close"), None)
    if verdict is None or verdict.status is Status.NOT_APPLICABLE:
        return
    turn, raised = conversation.turns[verdict.decided_by], conversation.turns[verdict.raised_by]
    if verdict.status is Status.FAIL and (_is_troubled(conversation) or _is_clipped(turn)):
        yield fail(rule, conversation, opening_of(turn), raised)
    else:
        yield Outcome(whole(turn), raised.index)


def _is_troubled(conversation: Conversation) -> bool:
    return any(turn.is_customer and not turn.cues.isdisjoint(_TROUBLE) for turn in conversation.turns)


def _is_clipped(turn: Turn) -> bool:
    return len(turn.text.split(maxsplit=_CLIPPED)) <= _CLIPPED
