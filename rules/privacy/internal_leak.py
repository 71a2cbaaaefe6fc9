"""Words and links for colleagues in what a customer reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.memory import remembered
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_COMPANY = (Role.AGENT, Role.BOT)
_LINK = late(
    r"(?:https?://)?(?:[\w-]{1,60}\.slack\.com/archives/|app\.slack\.com/client/"
    r"|[\w-]{1,60}\.atlassian\.net/(?:browse|wiki)/"
    r"|[\w-]{1,60}\.zendesk\.com/agent/|[\w-]{1,60}\.freshdesk\.com/a/|app\.intercom\.(?:com|io)/a/|app\.frontapp\.com/"
    r"|[\w-]{1,60}\.gorgias\.com/app/|secure\.helpscout\.net/conversation/|[\w.-]{1,60}\.lightning\.force\.com/"
    r"|[\w-]{1,60}\.sharepoint\.com/|linear\.app/[\w-]{1,40}/issue/|app\.asana\.com/|[\w-]{1,60}\.pagerduty\.com/)"
    r"[^\s)>\]]{0,200}(?<![.,:;])",
    re.IGNORECASE,
)
_HOSTS = (".com/", ".net/", ".app/", ".io/")


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each public turn of the company's: its first link or note for colleagues fails."""
    for turn in conversation.turns:
        if turn.role not in _COMPANY or turn.internal:
            continue
        note = turn.says("leaks-internal")
        found = (note.start, note.end) if note else _link(turn)
        if found:
            blames = note is not None and note.cue.endswith(".blame")
            yield fail(rule, conversation, Place(turn.index, *found), rest="ours" if blames else "")
        else:
            yield Outcome(whole(turn), turn.index)


@remembered
def _link(turn: Turn) -> tuple[int, int] | None:
    """The characters of the first link into a system for colleagues."""
    if not any(host in turn.text for host in _HOSTS):
        return None
    found = _LINK.search(turn.text)
    return found.span() if found else None
