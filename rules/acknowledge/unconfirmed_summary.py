"""A summary of what the customer told that is neither put to them nor acted upon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule

_ASKED = frozenset({"right", "correct", "wrong", "agree", "missed", "anything", "yes"})
_ON = frozenset({"checks", "resolves", "way-forward", "promises", "refuses", "offers", "escalates", "owns-fault"})
_LEAST = 7  # words of a summary


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn that sums up; one whose reply asks nothing and does nothing fails."""
    for turn in conversation.turns:
        if not turn.is_agent or "sums-up" not in turn.cues or "restates" not in turn.cues:
            continue
        said = _summary(turn)
        if said is None or turn.tokens is None:
            continue
        place = Place(turn.index, turn.tokens.start(said.first), turn.tokens.end(said.last - 1))
        if any(_goes_on(other, place) for other in run(turn, conversation)):
            yield Outcome(whole(turn), turn.index)
        else:
            yield fail(rule, conversation, place)


def _summary(turn: Turn) -> Sentence | None:
    """The first sentence that opens a summary, holds the customer's words and ends with a full stop."""
    tokens = turn.tokens
    if tokens is None:
        return None
    restated = {tokens.sentence_at(hit.start).first for hit in turn.hits if hit.cue == "restates"}
    for hit in turn.hits:
        if hit.cue == "sums-up":
            sentence = tokens.sentence_at(hit.start)
            is_whole = turn.text[tokens.start(sentence.first) : tokens.end(sentence.last - 1)].endswith(".")
            if sentence.first in restated and is_whole and sentence.last - sentence.first > _LEAST:
                return sentence
    return None


def _goes_on(turn: Turn, summary: Place) -> bool:
    """Whether a turn asks, invites to set right, or moves the matter outside the summary."""
    moves = (hit for hit in turn.hits if hit.cue.partition(".")[0] in _ON)
    if "?" in turn.text or any(turn.index != summary.turn or not _lies_in(hit, summary) for hit in moves):
        return True
    return not _ASKED.isdisjoint(turn.text.casefold().replace(",", " ").replace(".", " ").split())


def _lies_in(hit: Hit, place: Place) -> bool:
    return place.start <= hit.start and hit.end <= place.end
