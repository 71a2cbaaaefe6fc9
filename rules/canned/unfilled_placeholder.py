"""Placeholders in messages that were sent. Texts in which the customers have them too were made anonymous."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.masks import PLACEHOLDER, mask
from empathylint.model import Role
from empathylint.rewrite import customer_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_RUN = re.compile(f"{PLACEHOLDER}+")
_X = re.compile(r"(?<![\w*#-])X{5,12}(?![\w*-])")
_TELLING = re.compile(
    r"name|customer|client|agent|ticket|order|date|e-?mail|company|insert|recipient|contact|amount|link|"
    r"product|number|user|sender|requester|signature|phone|address|account|title|city|refund|tracking|item|store",
    re.IGNORECASE,
)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn, unless the customer's words hold placeholders as well."""
    if any(turn.is_customer and next(_blanks(turn), None) for turn in conversation.turns):
        return
    name = customer_name(conversation)
    for turn in conversation.turns:
        if turn.role not in (Role.AGENT, Role.BOT) or turn.internal:
            continue
        places = list(_blanks(turn))
        for place in places:
            is_name = "name" in turn.text[place.start : place.end].casefold()
            yield fail(rule, conversation, place, rest=name if is_name and place.start < _OPENING else "")
        if not places:
            yield Outcome(whole(turn), turn.index)


_OPENING = 30  # a name within so many characters is the greeting's


def _blanks(turn: Turn) -> Iterator[Place]:
    """The placeholders of a turn that name what belongs there, and rows of X."""
    text, tokens = turn.text, turn.tokens
    if tokens is not None and tokens.lexicon[PLACEHOLDER] in tokens.symbols:
        for run in _RUN.finditer(mask(text)):
            if _TELLING.search(text[run.start() : run.end()]) and text[run.start()] != "_":
                yield Place(turn.index, run.start(), run.end())
    for row in _X.finditer(text) if "XXXXX" in text else ():
        yield Place(turn.index, row.start(), row.end())
