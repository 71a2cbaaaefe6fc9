"""Something of the customer's ended by the agent, that nobody asked for, with no choice and no question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_CHOICE = frozenset({"offers", "checks", "owns-fault", "thanks"})
_WISHES = (
    "cancel", "clos", "terminat", "suspend", "deactivat", "disconnect", "delet", "downgrad", "remov", "end ", "ending",
    "stop", "withdraw", "unsubscri", "refund", "money back", "leave", "leaving", "switch", "no longer", "don't need",
    "sort it", "go ahead", "yes", "please do", "fraud", "hacked", "stolen", "duplicate", "twice", "wrong", "forget it",
)  # fmt: skip


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each reply that tells of such an end to a customer who has spoken."""
    done = -1
    heard = wanted = False
    for turn in conversation.turns:
        if turn.is_customer:
            heard = True
            wanted = wanted or _wishes(turn)
        hit = turn.says("imposes") if turn.is_agent and heard and turn.index > done else None
        if hit is None:
            continue
        reply = run(turn, conversation)
        done = reply[-1].index
        if wanted or any(said.cues & _CHOICE for said in reply):
            yield Outcome(whole(turn), turn.index)
        else:
            yield fail(rule, conversation, Place(turn.index, hit.start, hit.end))


def _wishes(turn: Turn) -> bool:
    """Whether words of the customer's ask for such an act, or agree to one."""
    said = turn.text.casefold()
    return any(wish in said for wish in _WISHES)
