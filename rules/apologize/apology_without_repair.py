"""Apologies that nothing follows: no ownership, no question, no step, in this reply and the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_TROUBLE = frozenset({"problem", "upset", "effort", "exit", "urgent"})
_TAKEN_ON = frozenset({
    "resolves", "promises", "refocuses", "offers", "escalates", "checks", "asks-identifier",
    "owns-fault", "holds", "moves-channel", "owes-news", "refuses", "thanks",
})  # fmt: skip


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for the first apology that answers trouble; in a canned reply for its apology."""
    for turn in conversation.turns:
        if turn.is_agent and "apologizes" in turn.cues and _answers_trouble(turn, conversation):
            yield _outcome(rule, turn, conversation)
            return


def _outcome(rule: Rule, turn: Turn, conversation: Conversation) -> Outcome:
    reply = run(turn, conversation)
    near = (*reply, *conversation.reply_to(reply[-1]))
    hit = turn.says("apologizes")
    if hit is None or any(_takes_on(said) for said in near):
        return Outcome(whole(turn), turn.index)
    return fail(rule, conversation, Place(turn.index, hit.start, hit.end))


def _answers_trouble(turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer's last words before the turn tell of trouble and not that it is over."""
    if conversation.is_template:
        return True
    before = next((said for said in conversation.before(turn) if said.is_customer), None)
    return before is not None and bool(before.cues & _TROUBLE) and not before.cues & {"settled", "thanks"}


def _takes_on(turn: Turn) -> bool:
    """Whether a turn goes on from the regret: a question, a link, a number or a step."""
    return bool(turn.cues & _TAKEN_ON) or "?" in turn.text or "http" in turn.text
