"""Replies to somebody in trouble that are a link and hardly a word more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.finding import Outcome
from empathylint.judge import fail, whole
from empathylint.language.late import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_TROUBLE = frozenset({"problem", "upset", "effort"})
_LINK = late(r"(?:https?://|www\.)\S+|\[[^\]\n]{0,200}\]\(\S{1,400}\)", re.IGNORECASE)
_NAME = late(r"@\w+|\^\w+|/[A-Z]{2}\b")
_WORD = late(r"[^\W\d_]{2,}")
_FEW = 10  # words beside the link that still tell nothing
_MORE = frozenset({"acknowledges", "apologizes", "restates", "promises", "moves-channel"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each customer turn that tells of trouble and has a reply with a link."""
    done = -1
    for raised in conversation.turns:
        if not raised.is_customer or not raised.cues & _TROUBLE or raised.index < done:
            continue
        reply = conversation.reply_to(raised)
        if not reply:
            return
        done = reply[-1].index
        linked = next((turn for turn in reply if _LINK.search(turn.text)), None)
        if linked is None:
            continue
        if _tells(reply):
            yield Outcome(whole(linked), raised.index)
        else:
            yield fail(rule, conversation, whole(linked), raised)


def _tells(reply: tuple[Turn, ...]) -> bool:
    """Whether a reply has words of care, goes on elsewhere, or has more than a few words beside its links."""
    if any(turn.cues & _MORE for turn in reply):
        return True
    words = sum(len(_WORD.findall(_NAME.sub(" ", _LINK.sub(" ", turn.text)))) for turn in reply)
    return words > _FEW
