"""Notes of writers that nobody took out: TODO, lorem ipsum, “choose one”, a greeting pasted twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.condition import public
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.language.masks import CODE, mask
from empathylint.memory import remembered
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_NOTE = late(
    r"(?:^|(?<=[.!?\n([*] )|(?<=[\n(\[*]))(?:TODO|FIXME|TBC|TBD|XXX)"
    r"(?::|\b(?=[ ]+[A-Za-z][a-z]{0,20} [a-z]))[^\n.)\]]{0,60}"
    r"|\b(?i:lorem ipsum)\b[^\n.]{0,60}"
    r"|[\[(](?:(?i:note to )?(?i:agent|self|editor|rep|reviewer)[:,] ?[^\n\])]{1,80}"
    r"|(?i:choose one|pick one|select one|delete as (?:appropriate|applicable)"
    r"|delete if not (?:needed|applicable)"
    r"|agent to (?:fill|complete|confirm))[^\n\])]{0,60})[\])]"
    r"|\b(?i:delete as (?:appropriate|applicable)|insert (?:name|date|link|text|amount|number) here)\b"
    r"|<<<<<<<|>>>>>>>|\{(?:\+\+|--|>>)",
    re.MULTILINE,
)
_SIGNS = ("[", "(", "{", "<<<<", ">>>>", "todo", "fixme", "tbc", "tbd", "xxx", "ipsum", "delete ", "insert ")
_GREETING = late(r"^\W{0,3}((?:hi|hello|dear|hey)[ ,]+[\w{}.]{1,40})[ ,!.\n-]{1,6}\1(?!\w)", re.IGNORECASE)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn: its first note fails."""
    for turn in public(conversation, Role.AGENT):
        note = _note(turn)
        if note:
            yield fail(rule, conversation, Place(turn.index, *note))
        else:
            yield Outcome(whole(turn), turn.index)


@remembered
def _note(turn: Turn) -> tuple[int, int] | None:
    """The characters where a turn's first note, or else its doubled greeting, starts and ends."""
    text = turn.text
    found = _NOTE.search(text) if any(map(text.casefold().__contains__, _SIGNS)) else None
    if found and mask(text)[found.start()] == CODE:
        found = None
    found = found or _GREETING.match(text)
    return found.span() if found else None
