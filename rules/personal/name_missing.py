"""The customer's name, known from the file or a signature, that no reply uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.customer_words import customer_name
from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, whole
from empathylint.language.late import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule

_LEAST_TURNS = 4
_A_NAME = late(r"[^\W\d_]{2,20}(?:['’-][^\W\d_]{2,20})?")
_TITLED = late(r"\b(?:mr|mrs|ms|dr|miss|sir|madam|ma'am|herr|frau|señora?)\b", re.IGNORECASE)
_REDACTED = ("#NAME#", "[NAME", "<NAME", "[REDACTED", "{{", "@")
_TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "miss",
        "customer",
        "visitor",
        "guest",
        "user",
        "client",
        "anonymous",
        "unknown",
        "caller",
        "test",
    }
)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for a conversation of four turns or more in which the name is known."""
    if len(conversation.turns) < _LEAST_TURNS:
        return
    name = customer_name(conversation)
    replies = [turn for turn in conversation.turns if turn.is_agent]
    known = bool(_A_NAME.fullmatch(name)) and name.casefold() not in _TITLES and not name.isupper()
    if not known or not replies:
        return
    if any(name.casefold() in turn.text.casefold() or _is_addressed(turn.text) for turn in replies):
        yield Outcome(whole(replies[0]), replies[0].index)
    else:
        yield fail(rule, conversation, opening_of(replies[0]), name=name)


def _is_addressed(text: str) -> bool:
    """Whether a name was taken out of the text before we see it, or the surname stands behind a title."""
    return any(mark in text for mark in _REDACTED) or bool(_TITLED.search(text))
