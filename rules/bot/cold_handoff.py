"""First words of a person who takes over from a machine, and asks what the machine was told."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule

_KNOWS = frozenset({"restates", "acknowledges", "resolves"})
_TELLS = 4  # words of a turn that tells what the matter is
_WORD = late(r"[^\W_]{3,}")
_NUMBER = late(r"\d{3}|@")
_ANY_KIND = frozenset({
    "number", "code", "reference", "the", "your", "you", "please", "can", "could", "may", "have", "give", "what",
    "tell", "provide", "share", "send", "confirm", "and", "for", "with", "need", "just", "would", "full", "which",
})  # fmt: skip


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for the first reply of a person after a machine to which the customer told the matter."""
    first = next((turn for turn in conversation.turns if turn.is_agent), None)
    if first is None:
        return
    before = conversation.turns[: first.index]
    if not any(turn.role is Role.BOT and not turn.internal for turn in before):
        return
    told = next((turn for turn in before if turn.is_customer and _tells(turn)), None)
    if told is None:
        return
    again = _asked_again(run(first, conversation), before)
    if again is None:
        yield Outcome(whole(first), told.index)
    else:
        turn, hit = again
        yield fail(rule, conversation, Place(turn.index, hit.start, hit.end), told)


def _tells(turn: Turn) -> bool:
    """Whether a customer says what the matter is, and not only that it should be a person."""
    return "problem" in turn.cues or ("wants-human" not in turn.cues and len(turn.text.split()) >= _TELLS)


def _asked_again(reply: tuple[Turn, ...], before: tuple[Turn, ...]) -> tuple[Turn, Hit] | None:
    """Where a reply asks what the matter is and shows no knowledge of it, or asks what the machine asked."""
    known = any(turn.cues & _KNOWS for turn in reply)
    given = _given(before)
    for turn in reply:
        if not known and (hit := turn.says("reopens")):
            return turn, hit
        for hit in turn.hits if given and "asks-identifier" in turn.cues else ():
            if hit.cue.startswith("asks-identifier") and _kinds(turn, hit) & given:
                return turn, hit
    return None


def _given(before: tuple[Turn, ...]) -> set[str]:
    """The words for the numbers and addresses that the machine asked for and got."""
    given: set[str] = set()
    for turn, following in pairwise(before):
        if turn.role is Role.BOT and following.is_customer and _NUMBER.search(following.text):
            given |= {word for hit in turn.hits if hit.cue.startswith("asks-identifier") for word in _kinds(turn, hit)}
    return given


def _kinds(turn: Turn, hit: Hit) -> set[str]:
    """What is asked for, by the telling words of the request: serial, order, e-mail."""
    return set(_WORD.findall(turn.text[hit.start : hit.end].casefold())) - _ANY_KIND
