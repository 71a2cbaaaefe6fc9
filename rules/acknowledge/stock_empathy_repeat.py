"""A formula of sympathy that comes back in a later reply of the same conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule

_CUE = "stock-empathy"


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn with such a formula; one said before, by the same person, fails."""
    heard: set[tuple[str, str]] = set()
    for turn in conversation.turns:
        if not turn.is_agent or _CUE not in turn.cues:
            continue
        said = [hit for hit in turn.hits if hit.cue.startswith(_CUE)]
        again = next((hit for hit in said if (turn.speaker, hit.cue) in heard), None)
        if again is None:
            yield Outcome(whole(turn), turn.index)
        else:
            yield fail(rule, conversation, Place(turn.index, again.start, again.end))
        heard.update([(turn.speaker, hit.cue) for hit in said])
