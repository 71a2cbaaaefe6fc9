"""First replies that call the customer's matter a matter, though it has a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_STEM = 5  # letters by which words are told apart
_SHORTEST = 4
_LONGEST = 2_000  # characters of a turn that are looked at


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for the first reply, where it speaks of a matter that the customer has named."""
    first = next((turn for turn in conversation.turns if turn.is_agent), None)
    if first is None:
        return
    reply = run(first, conversation)
    vague = next((turn for turn in reply if "vague-reference" in turn.cues), None)
    told = [turn for turn in conversation.turns[: first.index] if turn.is_customer and _names_thing(turn)]
    hit = vague.says("vague-reference") if vague is not None else None
    if vague is None or hit is None or not told:
        return
    named = frozenset[str]().union(*map(_stems, told))
    if any("restates" in turn.cues or not named.isdisjoint(_stems(turn)) for turn in reply):
        yield Outcome(whole(vague), told[0].index)
    else:
        yield fail(rule, conversation, Place(vague.index, hit.start, hit.end), told[0])


def _names_thing(turn: Turn) -> bool:
    """Whether a turn names what it is about, by the word list of things."""
    return turn.tokens is not None and not turn.tokens.listed("thing").isdisjoint(turn.tokens.symbols)


@remembered
def _stems(turn: Turn) -> frozenset[str]:
    """The beginnings of the words of a turn that are not everybody's."""
    tokens = turn.tokens
    if tokens is None or len(turn.text) > _LONGEST:
        return frozenset()
    everyday = tokens.listed("everyday-word")
    spelled = [tokens.word(at) for at in tokens.words if tokens.symbols[at] not in everyday]
    return frozenset(word[:_STEM] for word in spelled if len(word) >= _SHORTEST and word[0].isalpha())
