"""Too many apologies: three in one reply, or the fourth in a conversation. Sentences count, not words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_IN_REPLY = 3
_IN_CONVERSATION = 4
_LETTER = frozenset({"email", "e-mail", "mail"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for the conversation: the first apology too many, or a pass where there is any apology."""
    said: list[Place] = []
    is_letter = str(conversation.metadata.get("channel", "")).casefold() in _LETTER
    for is_agent, turns in groupby(conversation.turns, key=lambda turn: turn.is_agent):
        if not is_agent:
            continue
        here = [place for turn in turns if "apologizes" in turn.cues for place in _apologies(turn)]
        if len(here) >= _IN_REPLY:
            yield fail(rule, conversation, here[_IN_REPLY - 1])
            return
        said += here
        if len(said) >= _IN_CONVERSATION and not is_letter:
            yield fail(rule, conversation, said[_IN_CONVERSATION - 1])
            return
    if said:
        yield Outcome(whole(conversation.turns[said[0].turn]), said[0].turn)


def _apologies(turn: Turn) -> Iterator[Place]:
    """The sentences of a turn that apologise."""
    tokens = turn.tokens
    if tokens is None:
        return
    done = -1
    for hit in turn.hits:
        if hit.cue.startswith("apologizes") and hit.start >= done:
            sentence = tokens.sentence_at(hit.start)
            done = tokens.end(sentence.last - 1)
            yield Place(turn.index, tokens.start(sentence.first), done)
