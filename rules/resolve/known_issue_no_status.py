"""Known issues that a customer reports, and that no reply says anything of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, whole
from empathylint.language.late import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule

_OVER = frozenset({"settled", "thanks"})
_TELLING = frozenset({"tells-status", "timed"})
_WORD = late(r"[^\W\d_]{4,}|\d+")  # short words say little


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for the first turn that reports a known issue and gets an answer."""
    reporting = (turn for turn in conversation.turns if "known-issue" in turn.cues and turn.is_customer)
    turn = next((turn for turn in reporting if turn.cues.isdisjoint(_OVER)), None)
    replies = [later for later in conversation.after(turn) if later.is_agent] if turn else []
    if turn is None or not replies:
        return
    status = _words(conversation.house.status(turn))
    told = next((reply for reply in replies if reply.cues & _TELLING or _repeats(status, reply.text)), None)
    if told:
        yield Outcome(whole(told), turn.index)
    else:
        yield fail(rule, conversation, opening_of(replies[0]), turn, turn.says("known-issue"))


def _repeats(status: frozenset[str], text: str) -> bool:
    """Whether a text has most words of a status."""
    return bool(status) and len(status & _words(text)) * 2 > len(status)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
