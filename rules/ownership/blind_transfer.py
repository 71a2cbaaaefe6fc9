"""Hand-overs that say neither why nor what the other side knows, and that nobody asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for the first hand-over of each reply, up to the first that the customer asked for."""
    done = -1
    for turn in conversation.turns:
        if turn.is_customer and "wants-human" in turn.cues:
            return
        hit = turn.says("transfers") if turn.is_agent and turn.index > done else None
        if hit is None:
            continue
        reply = run(turn, conversation)
        done = reply[-1].index
        if any("warm-transfer" in said.cues for said in reply):
            yield Outcome(whole(turn), turn.index)
        else:
            yield fail(rule, conversation, Place(turn.index, hit.start, hit.end))
