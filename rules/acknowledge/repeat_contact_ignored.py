"""A fix or a contact that the customer has told of, asked for once more in the next reply."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from empathylint.finding import Outcome
from empathylint.judge import fail, quoted, whole
from empathylint.own_words import sentence_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule

_REACH = 12  # turns behind the customer's in which the reply lies


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each customer turn that tells of a fix or contact and has a reply."""
    for raised in conversation.turns:
        if not raised.is_customer or "tried-step" not in raised.cues or _is_over(raised):
            continue
        reply = _reply(raised, conversation)
        if not reply:
            continue
        again = _asked_again(raised, reply)
        if again is None:
            yield Outcome(whole(reply[0]), raised.index)
        else:
            tried, turn, told = again
            said = quoted(turn.text[told.start : told.end])
            yield fail(rule, conversation, sentence_place(turn, told.start), raised, tried, said=said)


def _reply(raised: Turn, conversation: Conversation) -> tuple[Turn, ...]:
    """The agent turns that answer a turn, looked for in the few turns behind it."""
    reply: list[Turn] = []
    for turn in islice(conversation.after(raised), _REACH):
        if turn.is_agent:
            reply.append(turn)
        elif reply and turn.is_customer:
            break
    return tuple(reply)


def _is_over(turn: Turn) -> bool:
    """Whether the customer tells of success."""
    return "settled" in turn.cues or ("thanks" in turn.cues and not turn.cues & {"problem", "upset", "effort"})


def _asked_again(raised: Turn, reply: tuple[Turn, ...]) -> tuple[Hit, Turn, Hit] | None:
    tried = {hit.cue.partition(".")[2]: hit for hit in raised.hits if hit.cue.startswith("tried-step")}
    for turn in reply:
        for hit in turn.hits:
            kind = hit.cue.partition(".")[2]
            if hit.cue.startswith("tells-step") and kind in tried:
                return tried[kind], turn, hit
    return None
