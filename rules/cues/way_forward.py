"""Whether a reply moves the matter on: by phrases, by an instruction, by a question that is no farewell."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from empathylint.language.placed import placed
from empathylint.language.sentences import Mood, opening
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn

HELPING = frozenset({"way-forward", "offers", "promises"})
AWAY = frozenset({"checks", "points-elsewhere", "closes.invites"})
IDLE = frozenset({
    "do", "wait", "allow", "note", "be", "bear", "understand", "hold", "rest", "have", "let", "keep",
    "remember", "stay", "enjoy", "accept", "avoid", "thank", "find", "know", "take", "look", "listen", "stop",
    "calm", "get", "watch", "see", "read", "contact", "call", "answer",
})  # fmt: skip
OWN = frozenset({"i ", "i'", "i’", "we"})
_HELPING = frozenset({
    "way-forward.sure", "way-forward.choice", "offers",
    "promises.act", "promises.passive", "promises.soon", "promises.receive",
})  # fmt: skip
_RULE = "policy-shield.shield"
_TURNING = AWAY | {_RULE}
_INVITING = frozenset({"closes.invites"})
_BIDDING = _INVITING | {"checks"}
_MOVING = (Mood.QUESTION, Mood.INSTRUCTION)
_NOWHERE = (sys.maxsize, sys.maxsize)
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
    if not turn.cues.isdisjoint(_TURNING):
        yield from _help_by_sentence(turn, tokens)
        return
    moving = [said for said in tokens.sentences if said.mood in _MOVING and _moves(said, tokens)]
    spans = [(tokens.start(sentence.first), tokens.start(sentence.last)) for sentence in moving]
    for sentence in moving:
        yield tokens.start(sentence.first), tokens.end(sentence.last - 1)
    if not turn.cues.isdisjoint(HELPING):
        yield from _helping_words(turn, spans)


def _helping_words(turn: Turn, moving: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The words that help, outside the sentences that help as a whole."""
    ahead = iter(moving)
    begun, ended = 0, 0
    for hit in turn.hits:
        if hit.cue not in _HELPING or not _helps(hit, turn):
            continue
        while ended <= hit.start:
            begun, ended = next(ahead, _NOWHERE)
        if hit.start < begun:
            yield hit.start, hit.end


def _help_by_sentence(turn: Turn, tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Where a turn helps that somewhere sends the customer elsewhere, asks “anything else?” or quotes a rule."""
    for sentence, hits in placed(turn, len(turn.hits)):
        turned = {cue for hit in hits for cue in (hit.cue, hit.cue.split(".")[0]) if cue in AWAY}
        if turned:
            yield from ((hit.start, hit.end) for hit in hits if _helps_all_the_same(hit, turn, turned))
        elif _moves(sentence, tokens) and (_asks(sentence) or not any(hit.cue == _RULE for hit in hits)):
            yield tokens.start(sentence.first), tokens.end(sentence.last - 1)
        else:
            yield from ((hit.start, hit.end) for hit in hits if hit.cue in _HELPING and _helps(hit, turn))


def _helps(hit: Hit, turn: Turn) -> bool:
    """Whether words of help do help, and do not only look like an offer: “but I don't”."""
    return hit.cue != "offers" or not turn.text[hit.start : hit.end].casefold().endswith(("n't", "n’t", " not"))


def _helps_all_the_same(hit: Hit, turn: Turn, turned: set[str]) -> bool:
    """Whether words help in a sentence that sends the customer elsewhere, or is but a polite farewell."""
    if hit.cue == "way-forward.choice" or (turned <= _INVITING and _is_address(turn.text[hit.start : hit.end])):
        return True
    own = turn.text[hit.start : hit.start + 2].casefold() in OWN
    return own and turned.isdisjoint(_BIDDING) and hit.cue.split(".")[0] in {"way-forward", "promises"}


def _is_address(words: str) -> bool:
    return "http" in words or "@" in words or "www." in words


def _moves(sentence: Sentence, tokens: Tokens) -> bool:
    """Whether a sentence asks something, or is an imperative that moves something on."""
    if sentence.mood is not Mood.INSTRUCTION:
        return _asks(sentence)
    return tokens.word(opening(tokens, sentence.first, sentence.last)) not in IDLE


def _asks(sentence: Sentence) -> bool:
    return sentence.mood is Mood.QUESTION and sentence.last - sentence.first > _SHORT_QUESTION
