"""Pressing words of a customer's that the next two agent turns treat like any other."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule

_HEARD = frozenset({
    "priority", "escalates", "resolves", "promises", "brings-person", "offers", "moves-channel", "acknowledges",
    "timed", "way-forward.sure",
})  # fmt: skip
_SOON = 2  # agent turns within which it shows that the words were heard


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for the first pressing turn of the customer's that has a reply."""
    for raised in conversation.turns:
        pressing = _pressing(raised) if raised.is_customer else None
        if pressing is None:
            continue
        reply = _reply(raised, conversation)
        if not reply:
            return
        heard = next((turn for turn in reply if turn.cues & _HEARD), None)
        if heard:
            yield Outcome(whole(heard), raised.index)
        else:
            yield fail(rule, conversation, opening_of(reply[0]), raised, pressing)
        return


def _pressing(turn: Turn) -> Hit | None:
    """The words of a turn that press, if it neither thanks nor calls the matter settled."""
    if turn.cues & {"settled", "thanks"}:
        return None
    return turn.says("danger") or turn.says("urgent.sure")


def _reply(raised: Turn, conversation: Conversation) -> tuple[Turn, ...]:
    """The next agent turns after a turn."""
    return tuple(islice((turn for turn in conversation.after(raised) if turn.is_agent), _SOON))
