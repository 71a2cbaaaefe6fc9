"""Placeholders in messages that were sent. Texts in which the customers have them too were made anonymous."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.customer_words import customer_name
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.language.masks import PLACEHOLDER, mask
from empathylint.memory import remembered
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_RUN = late(f"{PLACEHOLDER}+")
_X = late(r"(?<![\w*#-])X{5,12}(?![\w*-])")
_TELLING = late(
    r"name|customer|client|agent|ticket|order|date|e-?mail|company|insert|recipient|contact|amount|link|"
    r"product|number|user|sender|requester|signature|phone|address|account|title|city|refund|tracking|item|store",
    re.IGNORECASE,
)
_COMPANY = (Role.AGENT, Role.BOT)
_OPENING = 30  # a name within so many characters is the greeting's


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn, unless the customer's words hold placeholders as well."""
    blanks = {turn.index: found for turn in conversation.turns if (found := _blanks(turn))}
    if any(conversation.turns[index].is_customer for index in blanks):
        return
    for turn in conversation.turns:
        if turn.role not in _COMPANY or turn.internal:
            continue
        for start, end in blanks.get(turn.index, ()):
            name = customer_name(conversation) if start < _OPENING and "name" in turn.text[start:end].casefold() else ""
            yield fail(rule, conversation, Place(turn.index, start, end), rest=name)
        if turn.index not in blanks:
            yield Outcome(whole(turn), turn.index)


@remembered
def _blanks(turn: Turn) -> list[tuple[int, int]]:
    """Start and end of the placeholders of a turn that name what belongs there, and of its rows of X."""
    text, tokens = turn.text, turn.tokens
    found: list[re.Match[str]] = []
    if tokens is not None and tokens.lexicon[PLACEHOLDER] in tokens.symbols:
        found += [run for run in _RUN.finditer(mask(text)) if _tells(text[run.start() : run.end()])]
    if "XXXXX" in text:
        found += _X.finditer(text)
    return [blank.span() for blank in found]


def _tells(placeholder: str) -> bool:
    """Whether a placeholder is more than a line to write on, and names what belongs there."""
    return placeholder[0] != "_" and _TELLING.search(placeholder) is not None
