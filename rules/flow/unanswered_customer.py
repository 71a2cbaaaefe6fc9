"""Conversations whose file calls them closed while the customer's last words ask or complain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.finding import Outcome
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.language.marks import ASK, QUERY
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_CLOSED = frozenset({"closed", "solved", "resolved", "done", "complete", "completed"})
_KEYS = ("status", "state", "ticket_status", "ticket-status")
_MARKED = late(r"\b(?:closed|solved|resolved|completed|marked as done)\b", re.IGNORECASE)
_THEMSELVES = late(r"\b(?:customer|visitor|user|guest|client|inactiv\w+|timed? ?out|reopened|not)\b", re.IGNORECASE)
_OPEN = frozenset({"problem", "upset", "effort", "exit", "urgent", "wants-human"})
_LEAST = 4  # words of a question that wants an answer


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for a conversation that its file or a line of the system's calls closed."""
    if not _is_closed(conversation):
        return
    public = [turn for turn in conversation.turns if turn.is_agent or turn.is_customer]
    if not public:
        return
    last = public[-1]
    if last.is_customer and _is_open(last) and any(turn.is_agent for turn in public):
        agent = next(turn for turn in reversed(public) if turn.is_agent)
        yield fail(rule, conversation, whole(agent), last)
    else:
        yield Outcome(whole(last), last.index)


def _is_closed(conversation: Conversation) -> bool:
    """Whether the file's facts, or the system behind the last words, say that the company closed it."""
    if any(str(conversation.metadata.get(key, "")).strip().casefold() in _CLOSED for key in _KEYS):
        return True
    for turn in reversed(conversation.turns):
        if turn.is_agent or turn.is_customer:
            return False
        if turn.role is Role.SYSTEM and _MARKED.search(turn.text) and not _THEMSELVES.search(turn.text):
            return True
    return False


def _is_open(turn: Turn) -> bool:
    """Whether a turn asks or complains, and neither thanks nor calls the matter settled."""
    if turn.cues & {"thanks", "settled"} or turn.tokens is None:
        return False
    asks = any(
        sentence.mark in (ASK, QUERY) and sentence.last - sentence.first >= _LEAST for sentence in turn.tokens.sentences
    )
    return asks or bool(turn.cues & _OPEN)
