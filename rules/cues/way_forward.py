"""Whether a reply moves the matter on: by phrases, by an instruction, by a question that is no farewell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood, opening
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.model import Conversation, Turn

HELPING = frozenset({"way-forward", "offers", "promises"})
AWAY = frozenset({"checks", "points-elsewhere"})
IDLE = frozenset({
    "do", "wait", "allow", "note", "be", "bear", "understand", "hold", "rest", "have", "let", "keep", "remember", "stay", "enjoy", "accept",
    "avoid", "thank", "find", "know", "take", "look", "listen", "stop", "calm", "get", "watch", "see", "read", "contact", "call", "answer",
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
    if (
        not helped
        and turn.text
        and any(next(_help(other), None) for other in _rest_of_reply(turn, conversation))
    ):
        yield Hit("way-forward", max(len(turn.text) - 1, 0), len(turn.text))


def _rest_of_reply(turn: Turn, conversation: Conversation) -> Iterator[Turn]:
    for other in conversation.turns[turn.index + 1 : turn.index + 1 + _LOOK_AHEAD]:
        if other.role is not turn.role or other.internal:
            return
        yield other


def _help(turn: Turn) -> Iterator[tuple[int, int]]:
    """Where a turn helps, as characters."""
    if turn.tokens is None:
        return
    away = {hit.start: hit.cue.split(".")[0] for hit in turn.hits if hit.cue.split(".")[0] in AWAY}
    rules = [hit.start for hit in turn.hits if hit.cue == "policy-shield.shield"]
    for sentence in turn.tokens.sentences:
        begun, ended = turn.tokens.start(sentence.first), turn.tokens.end(sentence.last - 1)
        turned = {cue for start, cue in away.items() if begun <= start < ended}
        if turned:
            helping = [
                hit
                for hit in turn.hits
                if begun <= hit.start < ended and _helps_all_the_same(hit, turn, turned)
            ]
            yield from ((hit.start, hit.end) for hit in helping)
            continue
        quotes_rules = any(begun <= start < ended for start in rules)
        if (_instructs(sentence, turn) and not quotes_rules) or _asks(sentence):
            yield begun, ended
            continue
        for hit in turn.hits:
            if hit.cue.split(".")[0] in HELPING and begun <= hit.start < ended:
                yield hit.start, hit.end


def _helps_all_the_same(hit: Hit, turn: Turn, turned: set[str]) -> bool:
    """Whether words help in a sentence that sends the customer elsewhere or asks “anything else?”."""
    if hit.cue == "way-forward.choice":
        return True
    own = turn.text[hit.start : hit.start + 2].casefold() in OWN
    return own and "checks" not in turned and hit.cue.split(".")[0] in {"way-forward", "promises"}


def _asks(sentence: Sentence) -> bool:
    return sentence.mood is Mood.QUESTION and sentence.last - sentence.first > _SHORT_QUESTION


def _instructs(sentence: Sentence, turn: Turn) -> bool:
    if turn.tokens is None or sentence.mood is not Mood.INSTRUCTION:
        return False
    at = opening(turn.tokens, sentence.first, sentence.last)
    return turn.tokens.word(at) not in IDLE
