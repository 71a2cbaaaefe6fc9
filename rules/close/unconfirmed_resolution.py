"""A goodbye after a fix that nobody has tried."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome, Place
from empathylint.judge import fail
from empathylint.language.late import late
from empathylint.own_words import sentence_place
from empathylint.steps import Ending, ending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_TOLD = frozenset({"resolves.answer", "resolves.inform", "resolves.link"})  # information has nothing to try
_OPEN = frozenset({"checks", "promises", "owes-news", "refuses", "moves-channel", "escalates"})
_WISHES = frozenset(
    {"have", "enjoy", "enjoying", "bye", "goodbye", "good", "take", "all", "best", "happy", "cheers", "see"}
)
_CASES = frozenset({"if", "should"})
_WAY_BACK = "closes.invites"
_DONE = late(r"\b(?:refund|credit|booked|rebooked|sent|order|cancel|replace|voucher)", re.IGNORECASE)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome where the agent fixed a trouble and then ended the conversation with a goodbye."""
    last = next((turn for turn in reversed(conversation.turns) if turn.is_agent or turn.is_customer), None)
    if last is None or not last.is_agent or ending(conversation) is not Ending.ENDED:
        return
    reply = run(last, conversation)
    goodbye = next((place for turn in reply for place in _goodbyes(turn)), None)
    if goodbye is None or not _was_fixed(reply) or not _told_of_trouble(conversation):
        return
    if _is_confirmed(conversation, reply[0].index):
        yield Outcome(goodbye, goodbye.turn)
    else:
        turn = conversation.turns[goodbye.turn]
        spot = sentence_place(turn, goodbye.start)
        yield fail(rule, conversation, goodbye, rest=turn.text[spot.start : spot.end])


def _goodbyes(turn: Turn) -> Iterator[Place]:
    """The good wishes of a turn; “hope this helps” is none."""
    for hit in turn.hits:
        if hit.cue == "closes.sure" and turn.text[hit.start : hit.end].split()[0].strip(",.!").casefold() in _WISHES:
            yield Place(turn.index, hit.start, hit.end)


def _was_fixed(reply: tuple[Turn, ...]) -> bool:
    """Whether the last reply itself makes the fix, one that can be tried, and leaves no other matter open."""
    if any(_DONE.search(turn.text) for turn in reply):
        return False
    fixed = any(hit.cue.startswith("resolves") and hit.cue not in _TOLD for turn in reply for hit in turn.hits)
    return fixed and not any(
        turn.cues & _OPEN or _WAY_BACK in turn.cues or not _CASES.isdisjoint(turn.text.casefold().split())
        for turn in reply
    )


def _told_of_trouble(conversation: Conversation) -> bool:
    return any(turn.is_customer and "problem" in turn.cues for turn in conversation.turns)


def _is_confirmed(conversation: Conversation, first: int) -> bool:
    """Whether the customer's last words before the goodbye tell of success, or it was asked before."""
    before = next((turn for turn in reversed(conversation.turns[:first]) if turn.is_customer), None)
    asked = any(turn.is_agent and "checks" in turn.cues for turn in conversation.turns[:first])
    return asked or (before is not None and bool(before.cues & {"settled", "thanks"}))
