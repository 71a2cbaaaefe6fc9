"""Bright words to a customer who is upset, and good wishes where the last words tell that the matter is not over."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_SMILE = late(r"[\s.!]*[^\w\s\x00-\x7f–—…’”“‘«»¿¡£€]+\ufe0f?")  # a sign behind the words that beams with them
_DISCONTENT = frozenset({"upset", "exit"})
_CONTENT = frozenset({"thanks", "settled"})
_CARING = frozenset({"acknowledges", "apologizes", "promises", "refocuses", "moves-channel", "holds", "escalates"})
_SENDING_OFF = frozenset({"disowns", "dismisses", "dead-end", "refuses", "blames", "snaps", "minimises", "evades"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each reply of a person or a machine to a customer who tells of trouble and of nothing better."""
    last = next((turn.index for turn in reversed(conversation.turns) if turn.is_customer), -1)
    for raised in conversation.turns:
        if not raised.is_customer or raised.cues & _CONTENT:
            continue
        answers = takewhile(lambda turn: not turn.is_customer, conversation.after(raised))
        reply = [turn for turn in answers if turn.role in (Role.AGENT, Role.BOT) and not turn.internal]
        said = frozenset().union(*(turn.cues for turn in reply))
        is_last = raised.index == last
        sent_off = is_last and "problem" in raised.cues and not said.isdisjoint(_SENDING_OFF)
        if not reply or not (sent_off or raised.cues & _DISCONTENT):
            continue
        bright = None if "resolves" in said else _bright(reply, wishes=is_last and said.isdisjoint(_CARING))
        if bright is None:
            yield Outcome(whole(reply[0]), raised.index)
        else:
            yield fail(rule, conversation, bright, raised, raised.says("upset") or raised.says("exit"))


def _bright(reply: list[Turn], *, wishes: bool) -> Place | None:
    """The first words of a reply that beam or, with `wishes`, wish well."""
    for turn in reply:
        for hit in turn.hits:
            if hit.cue == "beams" or (wishes and hit.cue == "closes.sure"):
                smile = _SMILE.match(turn.text, hit.end)
                return Place(turn.index, hit.start, smile.end() if smile else hit.end)
    return None
