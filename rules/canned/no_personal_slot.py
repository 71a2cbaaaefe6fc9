"""Canned replies of forty words and more without a placeholder, a blank, or a mention to fill in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, whole
from empathylint.language.late import late
from empathylint.language.masks import NAME, PLACEHOLDER, mask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule

_LEAST = 40
_BLANK = late(
    r"\[[^\]\n]{1,60}\](?!\(|\[)|<[#\w][\w #-]{0,40}>|\bX{3,}\b|#X|\bTBD\b"
    r"|…{2,}|\.{4,}|_{3,}|\{[^{}\n]{1,60}\}|\[\[|\{\{"
    r"|^[ \t]*(?:\d+\.|-|\*)[ \t]*\.{3}[ \t]*$",
    re.MULTILINE,
)
_TO_SOMEBODY = late(
    r"\W{0,5}(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b"
    r"|[^.!?\n]{0,40}\bthank(?:s| you)[\w ]{0,12} for (?:contacting|reaching out|writing|getting in touch"
    r"|calling|choosing|your (?:message|e-?mail|enquiry|inquiry|request|order|interest|patience|call|feedback))\b"
    r"|[^.!?\n]{0,40}\byour \w{3,15} (?:has|have|is|are|was|will|ends)\b"
    r"|we(?:['’]re| are) (?:very |so |truly )?sorry (?:to|that|for)\b",
    re.IGNORECASE,
)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for a canned reply that is long enough, and written to somebody or beside others that have some.

    Where nobody is spoken to and the whole file has none, the desk may not know placeholders: trackers do not.
    """
    turn = conversation.turns[0]
    count = len(turn.tokens.words) if turn.tokens is not None else 0
    if count < _LEAST or not (conversation.placeholders or _TO_SOMEBODY.match(turn.text)):
        return
    covered = mask(turn.text)
    if PLACEHOLDER in covered or NAME in covered or _BLANK.search(turn.text):
        yield Outcome(whole(turn), turn.index)
    else:
        yield fail(rule, conversation, opening_of(turn), rest=str(count))
