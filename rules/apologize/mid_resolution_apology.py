"""One more apology in the middle of the work on the solution, with nothing new to be sorry for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_LONG = 9  # turns of a conversation that has a middle
_TROUBLE = frozenset({"problem", "upset", "effort", "exit", "urgent", "wants-human"})
_NEWS = frozenset({
    "refuses", "own-slip", "owns-fault", "dead-end", "regrets-wait", "does-not-know", "escalates", "holds",
    "acknowledges", "moves-channel",
})  # fmt: skip


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each apology in the middle third; one of old news fails, told once."""
    many = len(conversation.turns)
    if many < _LONG:
        return
    regretted = False  # whether all that was told has been apologised for
    speaker = ""
    for turn in conversation.turns[: many * 2 // 3]:
        if turn.is_customer:
            regretted = regretted and turn.cues.isdisjoint(_TROUBLE)
        elif turn.is_agent:
            regretted = regretted and turn.cues.isdisjoint(_NEWS) and turn.speaker == speaker
            if "apologizes" not in turn.cues:
                continue
            if regretted and turn.index * 3 >= many:
                yield fail(rule, conversation, _regret(turn))
                return
            yield Outcome(whole(turn), turn.index)
            regretted, speaker = True, turn.speaker


def _regret(turn: Turn) -> Place:
    """The sentence of a turn's first apology."""
    tokens, hit = turn.tokens, turn.says("apologizes")
    if tokens is None or hit is None:
        return whole(turn)
    sentence = tokens.sentence_at(hit.start)
    return Place(turn.index, tokens.start(sentence.first), tokens.end(sentence.last - 1))
