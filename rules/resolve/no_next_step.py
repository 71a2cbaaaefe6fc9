"""The verdict on the step “resolve” where the customer is in trouble: calm orders are served in many words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, whole
from empathylint.steps import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule

_TROUBLE = frozenset({"problem", "upset", "effort", "exit", "urgent", "wants-human"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """The one outcome that the verdict gives; none where nothing was asked for."""
    verdict = next((one for one in conversation.steps if one.step == "resolve"), None)
    if verdict is None or verdict.status is Status.NOT_APPLICABLE:
        return
    turn, raised = conversation.turns[verdict.decided_by], conversation.turns[verdict.raised_by]
    troubled = any(said.is_customer and said.cues & _TROUBLE for said in conversation.turns)
    if verdict.status is Status.PASS or not troubled:
        yield Outcome(whole(turn), raised.index)
    else:
        yield fail(rule, conversation, opening_of(turn), raised)
