"""Whether a reply moves the matter on: by phrases, by an instruction, by a question that is no farewell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.placed import placed
from empathylint.language.sentences import Mood, opening
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn

HELPING = frozenset({"way-forward", "offers", "promises"})
AWAY = frozenset({"checks", "points-elsewhere"})
IDLE = frozenset({
    "do", "wait", "allow", "note", "be", "bear", "understand", "hold", "rest", "have", "let", "keep",
    "remember", "stay", "enjoy", "accept", "avoid", "thank", "find", "know", "take", "look", "listen", "stop",
    "calm", "get", "watch", "see", "read", "contact", "call", "answer",
})  # fmt: skip
OWN = frozenset({"i ", "i'", "i’", "we"})
_LOOK_AHEAD = 2  # fragments of one reply that may still bring the help
_SHORT_QUESTION = 3


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The helping words of a turn, or one hit at its end where the help follows in the same reply."""
    helped = False
    for start, end in _help(turn):
        helped = True
        yield Hit("way-forward", start, end)
    if not helped and turn.text and any(next(_help(other), None) for other in _rest_of_reply(turn, conversation)):
        yield Hit("way-forward", max(len(turn.text) - 1, 0), len(turn.text))


def _rest_of_reply(turn: Turn, conversation: Conversation) -> Iterator[Turn]:
    for other in conversation.turns[turn.index + 1 : turn.index + 1 + _LOOK_AHEAD]:
        if other.role is not turn.role or other.internal:
            return
        yield other


def _help(turn: Turn) -> Iterator[tuple[int, int]]:
    """Where a turn helps, as characters."""
    tokens = turn.tokens
    if tokens is None:
        return
    away = not turn.cues.isdisjoint(AWAY)
    for sentence, hits in placed(turn, len(turn.hits)):
        turned = set(_turning(hits).values()) if away else None
        if turned:
            yield from ((hit.start, hit.end) for hit in hits if _helps_all_the_same(hit, turn, turned))
        elif _asks(sentence) or (sentence.mood is Mood.INSTRUCTION and _instructs(sentence, tokens, hits)):
            yield tokens.start(sentence.first), tokens.end(sentence.last - 1)
        else:
            yield from ((hit.start, hit.end) for hit in hits if _helps(hit, turn))


def _helps(hit: Hit, turn: Turn) -> bool:
    """Whether words help, but for what only looks like an offer: “but I don't”."""
    if hit.cue == "offers":
        return not turn.text[hit.start : hit.end].casefold().endswith(("n't", "n’t", " not"))
    return hit.cue.split(".")[0] in HELPING


def _turning(hits: Sequence[Hit]) -> dict[int, str]:
    """What sends the customer elsewhere or asks “anything else?”, by where it stands."""
    return {hit.start: cue for hit in hits if (cue := hit.cue.split(".")[0]) in AWAY}


def _helps_all_the_same(hit: Hit, turn: Turn, turned: set[str]) -> bool:
    """Whether words help in a sentence that sends the customer elsewhere or asks “anything else?”."""
    if hit.cue == "way-forward.choice":
        return True
    own = turn.text[hit.start : hit.start + 2].casefold() in OWN
    return own and "checks" not in turned and hit.cue.split(".")[0] in {"way-forward", "promises"}


def _asks(sentence: Sentence) -> bool:
    return sentence.mood is Mood.QUESTION and sentence.last - sentence.first > _SHORT_QUESTION


def _instructs(sentence: Sentence, tokens: Tokens, hits: Sequence[Hit]) -> bool:
    """Whether an imperative moves something on, and quotes no rules."""
    if any(hit.cue == "policy-shield.shield" for hit in hits):
        return False
    return tokens.word(opening(tokens, sentence.first, sentence.last)) not in IDLE
