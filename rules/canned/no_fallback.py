"""Greetings that have nobody in them: a blank that was sent, or a name that a help desk may not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.finding import Outcome, Place, Severity
from empathylint.help_desks import DIALECTS, HelpDesk, help_desk
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.language.masks import PLACEHOLDER, mask
from empathylint.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_GREETING = r"(?:^|\n)[ \t]*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))"
_EMPTY = late(rf"{_GREETING}[ \t]+(?:,|(?:null|undefined|none|nan|\(null\)|n/a)(?:[,!.]|(?=\n)))(?!\w)", re.IGNORECASE)
_UNSURE = late(
    rf"{_GREETING}[ \t,]{{1,3}}(?P<slot>\{{\{{ ?(?P<path>[\w.]{{1,80}}) ?\}}\}}(?!\}})"
    r"|\{% ?(?P<value>customer\.[A-Za-z]{1,20}) ?%\})",
    re.IGNORECASE,
)
_NAME = late(r"(?:^|\.)(?:first_?name|full_?name|name|customer_?name|user_?name)$", re.IGNORECASE)
_SURE = late(  # people who always have a name, and help desks that keep the fallback elsewhere
    r"^(?:ticket\.|recipient\.|contact\.firstname|current_user|agent|teammate|assignee|author|company|organi[sz]ation)",
    re.IGNORECASE,
)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each public turn of an agent or machine that greets; what may only come to it is told as info."""
    if conversation.is_template:
        yield from _template(rule, conversation)
        return
    empty = {turn.index: found for turn in conversation.turns if (found := _empty(turn))}
    if any(conversation.turns[index].is_customer for index in empty):
        return  # names were taken out of these texts before we see them
    for turn in conversation.turns:
        if turn.is_customer or turn.internal or "greets" not in turn.cues:
            continue
        if turn.index in empty:
            yield fail(rule, conversation, Place(turn.index, *empty[turn.index]), rest=_filled(turn, empty[turn.index]))
        else:
            yield Outcome(whole(turn), turn.index)


def _template(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    turn = conversation.turns[0]
    if found := _empty(turn):
        yield fail(rule, conversation, Place(turn.index, *found), rest=_filled(turn, found))
        return
    covered = mask(turn.text)
    condition = re.search(r"\{% ?if|\{\{#if", turn.text)
    sure_from = condition.start() if condition else len(turn.text)
    for greeting in _UNSURE.finditer(turn.text):
        start, end = greeting.span("slot")
        path = greeting["path"] or greeting["value"]
        if covered[start] != PLACEHOLDER or start > sure_from or not _NAME.search(path) or _SURE.search(path):
            yield Outcome(whole(turn), turn.index)
            continue
        soft = replace(rule, severity=Severity.INFO) if rule.severity is Severity.ERROR else rule
        desk = conversation.house.help_desk or help_desk(conversation.placeholders)
        yield fail(soft, conversation, Place(turn.index, start, end), rest=_with_fallback(greeting, desk))


def _with_fallback(greeting: re.Match[str], desk: HelpDesk) -> str:
    """The placeholder of a greeting with a word for where no name is known, as the help desk writes it."""
    if greeting["value"]:
        return f"{{%{greeting['value']},fallback=there%}}"
    if desk and DIALECTS[desk].signs == "{{}}":
        return DIALECTS[desk].fallback.replace("PATH", greeting["path"])
    return f'{{{{{greeting["path"]} | {"default" if "." in greeting["path"] else "fallback"}: "there"}}}}'


def _filled(turn: Turn, found: tuple[int, int]) -> str:
    mark = turn.text[found[1] - 1]
    return f"Hi there{mark}" if mark in ",!." else "Hi there"


@remembered
def _empty(turn: Turn) -> tuple[int, int] | None:
    """The characters of a greeting of nobody: “Hi ,”, “Dear null,”."""
    found = _EMPTY.search(turn.text)
    if found is None:
        return None
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    return start, found.end()
