"""Canned replies of which their file tells something, but not who looks after them and when they were last read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule

_ASKED = {
    "owner": ("owner", "owners", "author", "team", "maintainer", "contact"),
    "review date": (
        "reviewed",
        "review",
        "last_reviewed",
        "last reviewed",
        "review_date",
        "review_by",
        "expires",
        "updated",
    ),
}


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for a canned reply whose file has metadata: it fails where owner or review date is missing."""
    told = {str(key).casefold().replace("-", "_") for key, value in conversation.metadata.items() if value}
    if not conversation.metadata:
        return
    turn = conversation.turns[0]
    lacking = [what for what, keys in _ASKED.items() if told.isdisjoint(keys)]
    if lacking:
        yield fail(rule, conversation, opening_of(turn), rest=" and no ".join(lacking))
    else:
        yield Outcome(whole(turn), turn.index)
