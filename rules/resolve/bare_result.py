"""Replies to a complaint that are nothing but a status line: no sum, no date, no word of care."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.body import body
from empathylint.condition import run
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.steps import Fault, whose_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_COMPLAINT = frozenset({"problem", "upset", "effort", "exit"})
_OVER = frozenset({"thanks", "settled"})
_CARE = frozenset({"apologizes", "acknowledges", "timed", "checks", "promises", "refocuses", "offers", "closes"})
_KIND = frozenset({"apologizes", "acknowledges"})
_LONGEST = 16  # words of a reply that says nothing but the status


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for the first status line of each reply to somebody who complains of the company."""
    complaint: Turn | None = None
    done, kind = -1, False
    for turn in conversation.turns:
        if turn.is_customer:
            complaint = _complaint(turn) or (None if turn.cues & _OVER else complaint)
        kind = kind or (turn.is_agent and not turn.cues.isdisjoint(_KIND))
        hit = turn.says("bare-result") if turn.is_agent and complaint and turn.index > done else None
        if hit is None:
            continue
        reply = run(turn, conversation)
        done = reply[-1].index
        if kind or _says_more(reply):
            yield Outcome(whole(turn), turn.index)
        else:
            place = Place(turn.index, hit.start, hit.end)
            yield fail(rule, conversation, place, complaint, rest=_told(turn))


def _told(turn: Turn) -> str:
    """What a turn tells between greeting and sign-off, with a full stop."""
    begun, ended = body(turn)
    told = turn.text[begun:ended].strip()
    return told if told.endswith((".", "!")) else f"{told}."


def _complaint(turn: Turn) -> Turn | None:
    return turn if turn.cues & _COMPLAINT and whose_fault(turn) is Fault.COMPANY else None


def _says_more(reply: tuple[Turn, ...]) -> bool:
    """Whether a reply has a figure, a word of care, or simply more to say."""
    words = sum(len(turn.text.split()) for turn in reply)
    return words > _LONGEST or any(turn.cues & _CARE or any(map(str.isdigit, turn.text)) for turn in reply)
