"""First replies that call the customer's matter a matter, though it has a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.stems import stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule


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
    named = frozenset[str]().union(*map(stems, told))
    if any("restates" in turn.cues or not named.isdisjoint(stems(turn)) for turn in reply):
        yield Outcome(whole(vague), told[0].index)
    else:
        yield fail(rule, conversation, Place(vague.index, hit.start, hit.end), told[0])


def _names_thing(turn: Turn) -> bool:
    """Whether a turn names what it is about, by the word list of things."""
    return turn.tokens is not None and not turn.tokens.listed("thing").isdisjoint(turn.tokens.symbols)
