"""The verdict on the step “refocus”; nothing is missing where the trouble was taken in and put right unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, whole
from empathylint.steps import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """The one outcome that the verdict gives; none where no trouble was told."""
    verdict = next((one for one in conversation.steps if one.step == "refocus"), None)
    if verdict is None or verdict.status is Status.NOT_APPLICABLE:
        return
    turn, raised = conversation.turns[verdict.decided_by], conversation.turns[verdict.raised_by]
    said = frozenset().union(*(later.cues for later in conversation.after(raised) if later.is_agent))
    if verdict.status is Status.FAIL and not {"acknowledges", "resolves"} <= said:
        yield fail(rule, conversation, opening_of(turn), raised)
    else:
        yield Outcome(whole(turn), raised.index)
