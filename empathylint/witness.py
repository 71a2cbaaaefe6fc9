"""The second witness: what the words of a turn lean towards, by weights learnt from turns that people labelled.

Phrases see what somebody foresaw. The witness weighs all words of a turn, pairs of neighbours, the word lists that it
touches, and what the phrases saw; it takes a cue away or adds one, whose hit is the words that weighed most.
`training/train.py` makes the weights.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Raw, Struct, json

from empathylint.memory import REMEMBERED, SHORT
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn

TIER = "leaning"
WEIGHTS = "witness.json"
_MOST_WORDS = 400  # so many words of a turn are weighed
_LENGTHS = (3, 7, 15, 31, 63)  # spaces in a text that tell short turns from long ones


class Voice(Struct, frozen=True):
    """What is heard for one cue: below `drop` it falls where phrases saw it, from `add` on it stands where none did."""

    drop: float
    add: float
    cues: dict[str, float]


class Weights(Struct, frozen=True):
    """Voices by cue, the features, and by cue the hundredths that each feature weighs, in the features' order.

    The hundredths are a list in JSON, read when the cue is first asked about: canned replies ask about few.
    """

    voices: dict[str, Voice]
    features: list[str]
    weights: dict[str, Raw]


class Witness:
    """Weighs turns. What a text weighs by itself is remembered."""

    def __init__(self, weights: Weights) -> None:
        self._places = dict(zip(weights.features, range(len(weights.features)), strict=True))
        self._voices = weights.voices
        self._written = weights.weights
        self._weights: dict[str, list[int]] = {}
        self._known: dict[str, list[int]] = {}

    def hears(self, cue: str) -> bool:
        """Whether there are weights for a cue."""
        return cue in self._voices

    def settled(self, cue: str, found: tuple[Hit, ...], turn: Turn, conversation: Conversation) -> tuple[Hit, ...]:
        """The hits of a cue once the witness is heard: those that were found, none, or one that the words lean to."""
        voice, weights = self._voices[cue], self._weights_of(cue)
        hundredths = sum([weights[place] for place in self._features_of(turn)])
        if (place := self._places.get(before(turn, conversation))) is not None:
            hundredths += weights[place]
        leaning = hundredths / 100 + sum([voice.cues.get(name, 0.0) for name in seen(cue, found, turn)])
        if found:
            return found if leaning >= voice.drop or not _is_heard_out(turn) else ()
        return (self._weightiest(turn, cue),) if leaning >= voice.add else ()

    def _weights_of(self, cue: str) -> list[int]:
        """The hundredths that each feature weighs for a cue."""
        if cue not in self._weights:
            self._weights[cue] = json.decode(self._written[cue], type=list[int])
        return self._weights[cue]

    def _features_of(self, turn: Turn) -> list[int]:
        """Which features stand in a turn's text, by their places."""
        text = turn.text
        known = self._known.get(text)
        if known is None:
            known = [self._places[name] for name in features(turn) if name in self._places]
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            if len(text) <= SHORT:
                self._known[text] = known
        return known

    def _weightiest(self, turn: Turn, cue: str) -> Hit:
        """A hit on the word or the pair of words that weighs most for a cue."""
        weights, best, start, end = self._weights_of(cue), 0, 0, len(turn.text)
        for word, pair, first, last in _said(turn):
            for feature, begun in ((word, last), (pair, first)):
                place = self._places.get(feature)
                if place is not None and weights[place] > best and turn.tokens is not None:
                    best, start, end = weights[place], turn.tokens.start(begun), turn.tokens.end(last)
        return Hit(f"{cue}.{TIER}", start, end)


@cache
def shipped_witness() -> Witness:
    """The witness whose weights come with the rules."""
    from empathylint.pack import pack_folder

    return Witness(json.decode((pack_folder() / WEIGHTS).read_bytes(), type=Weights))


def features(turn: Turn) -> set[str]:
    """What is weighed of a turn's text: words, pairs of neighbours, word lists that it touches, length and marks."""
    found = {f"LENGTH {sum([turn.text.count(' ') >= spaces for spaces in _LENGTHS])}"}
    for word, pair, _, _ in _said(turn):
        found.add(word)
        found.add(pair)
    if turn.tokens is not None:
        found.update([f"LIST {name}" for name in turn.tokens.lists])
    found.update([f"MARK {mark}" for mark in "!?" if mark in turn.text])
    return found


def before(turn: Turn, conversation: Conversation) -> str:
    """What is weighed of the turn before: that there is none, or who speaks in it and whether they ask."""
    if not turn.index:
        return "BEFORE nothing"
    other = conversation.turns[turn.index - 1]
    return f"BEFORE {other.role.value}{'?' * ('?' in other.text)}"


def seen(cue: str, found: tuple[Hit, ...], turn: Turn) -> set[str]:
    """The cues that are weighed for a cue: those of the turn, with what was found of the cue itself in their midst."""
    names = {name for name in turn.cues if name.partition(".")[0] != cue}
    if found:
        names.add(cue)
        names.update([hit.cue for hit in found])
    return names


def _is_heard_out(turn: Turn) -> bool:
    """Whether all words of a turn are weighed: of a longer one the phrases know more."""
    return turn.tokens is not None and len(turn.tokens.symbols) <= _MOST_WORDS


def _said(turn: Turn) -> Iterator[tuple[str, str, int, int]]:
    """Each word of a turn, it and the word before it, and the places of these two."""
    tokens = turn.tokens
    if tokens is None:
        return
    previous = "^"
    for at in range(min(len(tokens.symbols), _MOST_WORDS)):
        word = tokens.word(at)
        yield word, f"{previous} {word}", max(at - 1, 0), at
        previous = word
