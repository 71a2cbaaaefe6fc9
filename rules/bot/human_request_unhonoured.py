"""Requests for a person that a machine, or the person in the chat, passes over twice."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.finding import Outcome, Severity
from empathylint.judge import fail, opening_of, whole
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_SOON = 2  # turns of the company's within which the request is taken up
_REACH = 12  # turns behind the request in which they lie
_TAKEN_UP = frozenset({
    "brings-person", "transfers", "escalates", "promises", "owes-news", "moves-channel", "holds", "timed",
})  # fmt: skip


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each request for a person that is answered. What a person passes over is a warning."""
    done = -1
    first = next((turn.index for turn in conversation.turns if turn.is_agent), -1)  # the wish is granted here
    for raised in conversation.turns:
        if not raised.is_customer or "wants-human" not in raised.cues or raised.index < done:
            continue
        answers = list(islice(filter(_answers, islice(conversation.after(raised), _REACH)), _SOON))
        if not answers:
            continue
        done = answers[-1].index
        if any(_takes_up(turn) or turn.index == first for turn in answers):
            yield Outcome(whole(answers[0]), raised.index)
            continue
        machine = all(turn.role is Role.BOT for turn in answers)
        spoken = rule if machine or rule.severity is not Severity.ERROR else replace(rule, severity=Severity.WARNING)
        place = whole(answers[0]) if machine else opening_of(answers[0])  # the numbers of a menu need not be kept
        yield fail(spoken, conversation, place, raised, raised.says("wants-human"))


def _answers(turn: Turn) -> bool:
    return turn.role in (Role.AGENT, Role.BOT) and not turn.internal


def _takes_up(turn: Turn) -> bool:
    """Whether a turn takes the request up: a person, a way, a time, or a link to one."""
    return bool(turn.cues & _TAKEN_UP) or "http" in turn.text
