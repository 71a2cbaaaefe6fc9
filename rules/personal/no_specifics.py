"""Replies of forty words or more to a trouble, in which nothing of the customer's own matter comes back."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from empathylint.finding import Outcome
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.language.stems import stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_LEAST_WORDS = 40
_LEAST_SENTENCES = 3
_TOLD = 6  # words of the customer's that tell of their own matter
_LONGEST = 5_000  # characters of a turn that are looked at
_TROUBLE = frozenset({"problem", "upset", "effort", "exit"})
_OWN = frozenset({"restates", "tells-step", "asks-identifier"})
_FORMULAS = frozenset({
    "formula", "hollow", "generic-salutation", "bare-understand", "vague-regret", "non-apology", "thanks", "apologizes",
    "greets", "closes", "officialese",
})  # fmt: skip
_SHOWING = late(r"[?/\[{<#“\"\d]|\w@")  # a question, a link, an address, a placeholder, a number, words quoted
_HANDLE = late(r"@\w+")


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each long reply to a customer who has told of a trouble of their own."""
    told = frozenset[str]()
    raised: Turn | None = None
    for is_agent, group in groupby(conversation.turns, key=lambda turn: turn.is_agent):
        turns = tuple(group)
        if not is_agent:
            for turn in turns:
                if turn.is_customer:
                    told |= stems(turn)
                    raised = turn if _TROUBLE & turn.cues else raised
        elif raised is not None and len(told) >= _TOLD and sum(turn.text.count(" ") for turn in turns) >= _LEAST_WORDS:
            longest = max(turns, key=lambda turn: len(turn.text))
            if any(_is_own(turn, told) for turn in turns) or not _is_formal(longest):
                yield Outcome(whole(turns[0]), raised.index)
            else:
                yield fail(rule, conversation, whole(longest), raised)


def _is_own(turn: Turn, told: frozenset[str]) -> bool:
    """Whether a turn could not be sent to everybody: it names, answers or asks something."""
    if _OWN & turn.cues or _SHOWING.search(_HANDLE.sub("", turn.text)):
        return True
    return len(turn.text) > _LONGEST or not told.isdisjoint(stems(turn))


def _is_formal(turn: Turn) -> bool:
    """Whether half of a turn's sentences or more are formulas."""
    tokens = turn.tokens
    if tokens is None or len(tokens.sentences) < _LEAST_SENTENCES:
        return False
    said = {tokens.sentence_number(hit.start) for hit in turn.hits if hit.cue.partition(".")[0] in _FORMULAS}
    return 2 * len(said) >= len(tokens.sentences)
