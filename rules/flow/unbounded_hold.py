"""Requests to wait with no length that leave the customer calling out, or that come three times in a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_MANY = 3  # requests to wait in a row
_LENGTH = late(
    r"\b(?:\d+|an?|one|two|three|four|five|ten|few|couple of|half an) ?(?:minutes?|mins?|hours?|seconds|secs)\b",
    re.IGNORECASE,
)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each request to wait in an agent's turn that brings nothing else."""
    row = 0
    waits: Turn | None = None
    for turn in conversation.turns:
        if turn.is_customer:
            if waits is not None and "calls-out" in turn.cues:
                yield _failed(rule, conversation, waits, turn)
                row = 0
            waits = None
        elif turn.is_agent:
            only_holds = "holds" in turn.cues and not _brings(turn)
            row = row + 1 if only_holds else 0
            if row >= _MANY:
                yield _failed(rule, conversation, turn, None)
                row, waits = 0, None
            elif only_holds:
                yield Outcome(whole(turn), turn.index)
                waits = None if _LENGTH.search(turn.text) else turn
            else:
                waits = None


def _brings(turn: Turn) -> bool:
    """Whether a turn has substance; “please hold on” is an instruction, and none."""
    return any(hit.cue.startswith("resolves") and hit.cue != "resolves.instruct" for hit in turn.hits)


def _failed(rule: Rule, conversation: Conversation, turn: Turn, raised: Turn | None) -> Outcome:
    hit = turn.says("holds")
    place = Place(turn.index, hit.start, hit.end) if hit else Place(turn.index, 0, len(turn.text))
    return fail(rule, conversation, place, raised, raised.says("calls-out") if raised else None)
