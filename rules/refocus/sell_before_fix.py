"""Something offered for sale while the customer's trouble is still open."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from empathylint.condition import inside
from empathylint.finding import Outcome
from empathylint.judge import fail, quoted, whole
from empathylint.own_words import sentence_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule

_REPAIRING = {"promotes.pitch": {"amends"}, "promotes.discount": {"amends", "apologizes"}}
_TROUBLE = ("problem", "upset", "effort", "exit", "urgent")


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn behind a trouble that is still open, up to the first that advertises."""
    told: tuple[Turn, Hit] | None = None
    for turn in conversation.turns:
        if turn.is_customer:
            if _is_over(turn):
                told = None
            elif told is None:
                told = _told(turn)
            if "weighs-buying" in turn.cues:
                return
        elif turn.is_agent and told is not None:
            pitch = _pitch(turn) if "promotes" in turn.cues else None
            if pitch is None:
                yield Outcome(whole(turn), told[0].index)
            else:
                said = quoted(turn.text[pitch.start : pitch.end])
                yield fail(rule, conversation, sentence_place(turn, pitch.start), *told, said=said)
                return


def _told(turn: Turn) -> tuple[Turn, Hit] | None:
    """A turn and the words in it that tell of trouble, if there are any."""
    hit = next((hit for cue in _TROUBLE if (hit := turn.says(cue))), None)
    return (turn, hit) if hit else None


def _is_over(turn: Turn) -> bool:
    """Whether the customer says that the trouble is over, or gives thanks and tells of none."""
    return "settled" in turn.cues or ("thanks" in turn.cues and turn.cues.isdisjoint(_TROUBLE))


def _pitch(turn: Turn) -> Hit | None:
    """The first advertising words of a turn that have no words of amends in their sentence or beside it."""
    amends = {
        cue: [hit.start for hit in turn.hits if hit.cue.partition(".")[0] in repairing]
        for cue, repairing in _REPAIRING.items()
    }
    for hit in turn.hits:
        if hit.cue in amends:
            begun, ended = inside("nearby", hit, turn)
            if bisect_left(amends[hit.cue], ended) == bisect_left(amends[hit.cue], begun):
                return hit
    return None
