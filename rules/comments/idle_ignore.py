"""Comments that silence nothing, because nothing is there, or because they name no rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each comment: it fails where some code of it silences nothing, or where it has none."""
    for ignore in conversation.ignores:
        place = Place(ignore.turn, 0, 0)
        if ignore.codes and not ignore.idle:
            yield Outcome(place, ignore.turn)
            continue
        said = ", ".join(ignore.idle) or "without a code"
        why = "which finds nothing here" if ignore.codes else "as in ignore[APO004], and so nothing"
        yield fail(rule, conversation, place, said=said, rest=str(ignore.line), instead=why)
