"""Rewrites made of the agent's own sentences: one moved before another, or one said in other words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.body import body
from empathylint.condition import public
from empathylint.finding import Edit, Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule


_POINTS_BACK = late(r"(?:it|its|he|she|they|these|those|such|and|but|so|however|also)\b", re.IGNORECASE)
_LONGEST = 400  # characters of a sentence that is said in other words


def with_edit(outcome: Outcome, edit: Edit | None) -> Outcome:
    """The outcome with another rewrite; as it was where there is none."""
    if edit is None or outcome.finding is None:
        return outcome
    return replace(outcome, finding=replace(outcome.finding, edit=edit))


def sentence_place(turn: Turn, start: int) -> Place:
    """Where the sentence stands that holds a character."""
    if turn.tokens is None:
        return Place(turn.index, 0, len(turn.text))
    sentence = turn.tokens.sentence_at(start)
    return Place(turn.index, turn.tokens.start(sentence.first), turn.tokens.end(sentence.last - 1))


def moved_up(turn: Turn, before: int, start: int) -> Edit | None:
    """An edit that puts the sentence at the character `start` before the one at `before`, in the same paragraph."""
    first, later = sentence_place(turn, before), sentence_place(turn, start)
    begun = max(first.start, body(turn)[0])
    between, moved = turn.text[begun : later.start], turn.text[later.start : later.end]
    stands_alone = moved.endswith((".", "!")) and moved[0].isupper() and not _POINTS_BACK.match(moved)
    if not begun < first.end <= later.start or "\n" in between or not stands_alone:
        return None
    between = between.rstrip()
    return Edit(Place(turn.index, begun, later.end), f"{moved} {between[0].upper()}{between[1:]}")


def reworded(outcome: Outcome, turn: Turn, place: Place, text: str) -> Outcome:
    """The outcome with a text for a sentence as its first rewrite; those that it has are put behind the sentence."""
    finding = outcome.finding
    if finding is None or not text:
        return outcome
    said = turn.text[place.start : place.end]
    others = (finding.edit.text, *finding.edit.others) if finding.edit else ()
    return with_edit(outcome, Edit(place, text, others=tuple(f"{said} {other}" for other in others)))


def judged_words(
    rule: Rule,
    conversation: Conversation,
    cue: str,
    instead: Callable[[Turn, Hit], str],
    lacks: frozenset[str] = frozenset(),
) -> Iterator[Outcome]:
    """The outcomes of a rule that forbids a cue to agents, with words to use for the sentence of each hit.

    A turn that holds a cue of `lacks` passes. `instead` gives an empty string where it knows no better words.
    """
    for turn in public(conversation, Role.AGENT):
        hits = [hit for hit in turn.hits if hit.cue.partition(".")[0] == cue] if turn.cues.isdisjoint(lacks) else []
        if not hits:
            yield Outcome(whole(turn), turn.index)
        for hit in hits:
            place = Place(turn.index, hit.start, hit.end)
            yield fail(rule, conversation, place, instead=instead(turn, hit))


def sentence_of(turn: Turn, hit: Hit) -> str:
    """The sentence that holds a hit, greeting and sign-off left out; empty where it is very long."""
    place = sentence_place(turn, hit.start)
    begun, ended = body(turn)
    said = turn.text[max(place.start, begun) : min(place.end, ended)].strip()
    return said if len(said) <= _LONGEST else ""


def raised_first(words: str) -> str:
    """Words with a capital at their beginning."""
    return words[:1].upper() + words[1:]
