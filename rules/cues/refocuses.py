"""Refocusing: real questions, requests and readiness, told from “anything else?” and “could you try …?”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.marks import ASK, QUERY
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.model import Conversation, Turn

_FORMULAS = ("checks", "closes", "greets")


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The questions, requests and offers of help in a turn."""
    tokens = turn.tokens
    if tokens is None:
        return
    for sentence in tokens.sentences:
        start, end = tokens.start(sentence.first), tokens.end(sentence.last - 1)
        hits = [hit for hit in turn.hits if start <= hit.start < end]
        if any(hit.cue.startswith(_FORMULAS) for hit in hits):
            continue
        ours = [hit for hit in hits if hit.cue.startswith("refocuses")]
        if ours:
            yield ours[0]
        elif _is_question(sentence) and not any(hit.cue == "resolves.instruct" for hit in hits):
            yield Hit("refocuses.question", start, end)


def _is_question(sentence: Sentence) -> bool:
    return sentence.mark in (ASK, QUERY)
