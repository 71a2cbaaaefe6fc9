"""Closes: good wishes and invitations stand; thanks and gladness close a talk that is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn

_SIGNATURE = 3  # symbols of a signature, its mark among them
_UNDONE = frozenset({"upset", "problem", "effort", "exit"})
_DONE = frozenset({"thanks", "settled"})
_DOUBTFUL = frozenset({"closes.ready", "closes.maybe", "closes.warm"})
_LOOK_BACK = 20  # turns in which the customer spoke last
_SHORT = 30  # words of a turn that says little but thanks


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The hits of `closes` that stand in a turn."""
    doubtful: list[Hit] = []
    for hit in turn.hits:
        if hit.cue == "closes.sure" or (hit.cue == "closes.invites" and not _is_question(turn, hit)):
            yield hit
        elif hit.cue in _DOUBTFUL and _in_tail(turn, hit):
            doubtful.append(hit)
    if doubtful:
        is_over = _is_over(turn, conversation)
        may_end = not _wants_something(turn)
        is_calm = turn.index > 1 and _is_quiet(_before(turn, conversation))
        stand = {
            "closes.maybe": is_over,
            "closes.ready": is_over or may_end,
            "closes.warm": is_over or (is_calm and not _goes_on(turn)),
        }
        yield from (hit for hit in doubtful if stand[hit.cue])


def _is_question(turn: Turn, hit: Hit) -> bool:
    """Whether the words stand in a question, such as “could you let us know if …?”."""
    return turn.tokens is not None and turn.tokens.sentence_at(hit.start).mood is Mood.QUESTION


def _is_over(turn: Turn, conversation: Conversation) -> bool:
    """Whether the talk is over: nothing is asked, and the customer has thanked or has nothing more."""
    if _asks(turn) or len(turn.text.split(maxsplit=_SHORT)) > _SHORT:
        return False
    before = _before(turn, conversation)
    return _is_quiet(before) and before is not None and not before.cues.isdisjoint(_DONE)


def _before(turn: Turn, conversation: Conversation) -> Turn | None:
    """What the customer said last before a turn, unless it is long ago."""
    earlier = reversed(conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index])
    return next((said for said in earlier if said.is_customer), None)


def _is_quiet(before: Turn | None) -> bool:
    """Whether the customer has said something and it was neither trouble nor a question."""
    return before is not None and before.cues.isdisjoint(_UNDONE) and not _asks(before)


def _wants_something(turn: Turn) -> bool:
    """Whether the turn asks the customer something, or for something."""
    return "moves-channel" in turn.cues or _goes_on(turn)


def _goes_on(turn: Turn) -> bool:
    """Whether the turn asks something."""
    return "refocuses" in turn.cues or _asks(turn)


def _asks(turn: Turn) -> bool:
    """Whether a sentence of the turn is a question."""
    return turn.tokens is not None and any(sentence.mood is Mood.QUESTION for sentence in turn.tokens.sentences)


def _in_tail(turn: Turn, hit: Hit) -> bool:
    """Whether a hit stands in the last sentence of its turn; a wish may have a name or a farewell behind it."""
    if turn.tokens is None:
        return False
    sentences = turn.tokens.sentences
    last = len(sentences) - 1
    while last and hit.cue == "closes.warm" and sentences[last].last - sentences[last].first <= _SIGNATURE:
        last -= 1
    return hit.start >= turn.tokens.start(sentences[last].first)
