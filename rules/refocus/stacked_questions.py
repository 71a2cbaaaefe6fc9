"""Three questions or more in one reply, not set out as a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.body import body
from empathylint.condition import run
from empathylint.finding import Edit, Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.language.placed import placed
from empathylint.language.sentences import Mood
from empathylint.memory import remembered
from empathylint.own_words import raised_first, with_edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_MANY = 3
_TAG = 2  # words of “okay?”, “is it?”
_ITEM = late(r"(?:^|[\n.?!:])[ \t]*(?:\(?(?:\d{1,2}|[a-e])[.)]|[-*•–])\s")
_HOW = late(r"\bhow (?:are|have|r|is) (?:you|u|things|everything|your day|it going)\b", re.IGNORECASE)
_COURTEOUS = ("checks", "closes", "offers")


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each reply with a question; the third question of a reply fails."""
    done = -1
    for turn in conversation.turns:
        if turn.index <= done or not turn.is_agent or "?" not in turn.text:
            continue
        reply = run(turn, conversation)
        done = reply[-1].index
        asked = [Place(other.index, *span) for other in reply for span in _questions(other)]
        if len(asked) >= _MANY:
            yield with_edit(fail(rule, conversation, asked[_MANY - 1]), _as_list(conversation, asked))
        elif asked:
            yield Outcome(whole(turn), turn.index)


def _as_list(conversation: Conversation, asked: list[Place]) -> Edit | None:
    """A rewrite that numbers questions which follow upon each other in one turn."""
    turn = conversation.turns[asked[0].turn]
    begun, ended = max(asked[0].start, body(turn)[0]), asked[-1].end
    spots = [replace(asked[0], start=begun), *asked[1:]]
    apart = any(turn.text[one.end : other.start].strip() for one, other in pairwise(spots))
    if apart or begun >= asked[0].end or any(place.turn != turn.index for place in asked):
        return None
    said = [raised_first(turn.text[place.start : place.end]) for place in spots]
    listed = " ".join(f"{number}) {question}" for number, question in enumerate(said, 1))
    return Edit(Place(turn.index, begun, ended), listed)


@remembered
def _questions(turn: Turn) -> list[tuple[int, int]]:
    """Where the questions of a turn stand that want an answer, unless it sets them out as a list."""
    tokens = turn.tokens
    if tokens is None or "?" not in turn.text or len(_ITEM.findall(turn.text)) > 1:
        return []
    words = tokens.words
    return [
        (start, end)
        for sentence, hits in placed(turn)
        if sentence.mood is Mood.QUESTION
        and not _HOW.search(turn.text, start := tokens.start(sentence.first), end := tokens.end(sentence.last - 1))
        and bisect_left(words, sentence.last) - bisect_left(words, sentence.first) > _TAG
        and not any(hit.cue.startswith(_COURTEOUS) for hit in hits)
    ]
