"""Three questions or more in one reply, not set out as a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.language.placed import placed
from empathylint.language.sentences import Mood
from empathylint.memory import remembered

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
            yield fail(rule, conversation, asked[_MANY - 1])
        elif asked:
            yield Outcome(whole(turn), turn.index)


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
