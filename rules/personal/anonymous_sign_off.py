"""Letters that end with the name of a team and nobody's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.condition import public
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.memory import remembered
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_END = 240  # characters at the end of a letter that hold the sign-off
_PARTING = late(
    r"\n[ \t]*(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many) regards|regards|(?:(?:very )?best|warm) wishes|best"
    r"|(?:yours )?(?:sincerely|faithfully|truly)|thanks|thank you|many thanks|cheers|warmly|with sincere apologies)"
    r"[,.!]?[ \t]*\n\s*",
    re.IGNORECASE,
)
_TITLE_WORD = r"(?:[A-Z]\w*|the|of|and|&)"
_LAST_LINE = late(rf"\n[ \t]*\n[ \t]*(?={_TITLE_WORD}(?:[ \t]+{_TITLE_WORD}){{0,5}}\s*\Z)")
_PART = late(r"[^\n,|/(•·–—-]+")
_FROM = late(r"\s(?:from|at|in|with|for|on behalf of)\s")
_DESK = late(
    r"\b(?:team|support|care|services?|department|dept|desk|helpdesk|relations|office|billing|accounts|management|safety"
    r"|administration|operations|claims|complaints|happiness|experience|success|returns|reservations|centre|center"
    r"|division|group|staff|crew|reception|sales|lettings|bookings)\b",
    re.IGNORECASE,
)
_SAID = late(r"\b(?:my name is|this is|(?:hi|hello),? i['’]m|\w here (?:from|at|in))\b", re.IGNORECASE)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn that is signed like a letter, up to the first without a name, which fails."""
    for turn in public(conversation, Role.AGENT):
        if "\n" not in turn.text:
            continue
        start, desk = _signed(turn)
        if desk:
            yield fail(rule, conversation, Place(turn.index, start, start + len(desk)), rest=desk)
            return
        elif start:
            yield Outcome(whole(turn), turn.index)


@remembered
def _signed(turn: Turn) -> tuple[int, str]:
    """Where the signature of a letter starts, 0 where there is none, and the desk that it names instead of a person."""
    text = turn.text.rstrip()
    low = max(0, len(text) - _END)
    found = [*_PARTING.finditer(text, low), *_LAST_LINE.finditer(text, low)]
    if not found:
        return 0, ""
    start = found[0].end()
    first = _PART.match(text, start)
    signed = _FROM.split(first[0])[0].rstrip() if first else ""
    return start, signed if _DESK.search(signed) and not _SAID.search(text) else ""
