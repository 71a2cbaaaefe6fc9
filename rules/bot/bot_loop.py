"""Machines that fail twice on end, or show the same menu again, and bring nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import run, speaks
from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, whole
from empathylint.language.late import late
from empathylint.memory import remembered
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_MOVES_ON = frozenset({"exit-to-person", "escalates", "checks", "closes", "holds"})
_STOP = late(r"[.!?\n]")
_WORD = late(r"[^\W\d_]+")
_LEAST = 5  # words that make a menu or an answer
_ALIKE = 0.9  # the share of the fewer words that both have


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each reply of a machine: the second failure on end is a loop, told once."""
    before: tuple[Turn, ...] = ()
    looped = False
    for reply in _replies(conversation):
        goes_round = bool(before) and _is_answered(before, reply, conversation) and _goes_round(before, reply)
        if not goes_round:
            yield Outcome(whole(reply[0]), reply[0].index)
        elif not looped:
            yield fail(rule, conversation, opening_of(reply[0]))
        before, looped = reply, goes_round


def _replies(conversation: Conversation) -> Iterator[tuple[Turn, ...]]:
    """The replies of the machine, each a run of turns with nobody between."""
    done = -1
    for turn in conversation.turns:
        if speaks(turn, Role.BOT) and turn.index > done:
            reply = run(turn, conversation)
            done = reply[-1].index
            yield reply


def _is_answered(before: tuple[Turn, ...], reply: tuple[Turn, ...], conversation: Conversation) -> bool:
    """Whether the customer, and no agent, speaks between two replies."""
    between = conversation.turns[before[-1].index + 1 : reply[0].index]
    return any(turn.is_customer for turn in between) and not any(turn.is_agent for turn in between)


def _goes_round(before: tuple[Turn, ...], reply: tuple[Turn, ...]) -> bool:
    """Whether a reply says again that it did not understand, or much the same again, and offers nobody."""
    if any(turn.cues & _MOVES_ON for turn in reply):
        return False
    if any("not-understood" in turn.cues for turn in reply) and (
        any("not-understood" in turn.cues for turn in before) or _sentences(before) & _sentences(reply)
    ):
        return True
    said, again = (frozenset[str]().union(*map(_words, turns)) for turns in (before, reply))
    fewer = min(len(said), len(again))
    return fewer >= _LEAST and len(said & again) >= _ALIKE * fewer


def _sentences(turns: tuple[Turn, ...]) -> set[str]:
    """The sentences of five words or more, in lower case: a menu is one."""
    said = (sentence.strip() for turn in turns for sentence in _STOP.split(turn.text.casefold()))
    return {sentence for sentence in said if len(sentence.split()) >= _LEAST}


@remembered
def _words(turn: Turn) -> frozenset[str]:
    """The different words of a turn, in lower case, numbers left out."""
    return frozenset(_WORD.findall(turn.text.casefold()))
