"""Links to machines that customers cannot reach, links without encryption, and Markdown links that are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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

_COMPANY = (Role.AGENT, Role.BOT)
_HIDDEN = (
    r"localhost|127\.0\.0\.1|0\.0\.0\.0|10\.\d{1,3}\.\d{1,3}\.\d{1,3}"
    r"|[\w.-]{0,60}\b(?:staging|stage|stg|uat|preprod|pre-prod|intranet)\b[\w-]{0,30}\.[\w.-]{1,60}"
    r"|[\w.-]{1,60}\.(?:local|internal|intranet|corp|lan)"
)
_KINDS = {
    wrong: late(shape, re.IGNORECASE)
    for wrong, shape in (
        (
            "leads to a machine that the customer cannot reach",
            rf"\bhttps?://(?:{_HIDDEN})(?=[:/?#\s),.]|$)[^\s)>\]]{{0,200}}|\bfile:///?[^\s)>\]]{{1,200}}",
        ),
        (
            "has a space between its words and its address",
            r"(?<!!)\[[^\[\]\n]{1,80}\][ \t]{1,3}\(https?://[^\s()]{1,200}\)",
        ),
        ("has its brackets the wrong way round", r"\([^()\n]{1,80}\)\[https?://[^\s\[\]]{1,200}\]"),
        ("has no address", r"(?<!!)\[[^\[\]\n]{1,80}\]\([ \t]{0,3}\)"),
        (
            "has an address that is not whole",
            r"\bhttps?(?:/{2,3}|:/(?!/)|;//|::/{1,2}|:///)\w[^\s)]{1,200}|\bh(?:t|ttt)ps?://[^\s)]{1,200}",
        ),
    )
}
_APART = late(r"\][ \t]+\((?=https?://)")
_REVERSED = late(r"\A\(([^()\n]+)\)\[(https?://[^\s\[\]]+)\]\Z")
_SCHEME = late(r"\A(?:h(?:t|ttt)p(s?)://|http(s?)(?:/{2,3}|:/|;//|::/{1,2}|:///)(?=\w))", re.IGNORECASE)
_OPEN = "is open for others to read on its way; https is not"
_HTTP = late(
    r"\bhttp://(?!localhost|127\.|192\.168|10\.|www\.w3\.org)[\w.-]{1,100}\.[a-z]{2,}[^\s)>\]]{0,200}", re.IGNORECASE
)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each bad link of the company's, and one for each turn with links that are good.

    Links without encryption count in canned replies alone: what was sent is sent, and shorteners still use them.
    """
    for turn in conversation.turns:
        if turn.role not in _COMPANY or turn.internal:
            continue
        links = _bad(turn)
        if conversation.is_template and not links:
            links = [(found.start(), found.end(), _OPEN) for found in _HTTP.finditer(_spoken(turn.text))]
        for start, end, wrong in links:
            place = Place(turn.index, start, end)
            yield fail(rule, conversation, place, rest=wrong, instead=_repaired(turn.text[start:end]))
        if not links and "http" in turn.text:
            yield Outcome(whole(turn), turn.index)


@remembered
def _bad(turn: Turn) -> list[tuple[int, int, str]]:
    """Start, end and fault of each bad link of a turn."""
    if "//" not in turn.text and ":/" not in turn.text and "](" not in turn.text:
        return []
    text = _spoken(turn.text)
    return [(found.start(), found.end(), wrong) for wrong, kind in _KINDS.items() for found in kind.finditer(text)]


def _repaired(link: str) -> str:
    """A link that was mistyped as it was meant; empty where that cannot be told."""
    mended = _REVERSED.sub(r"[\1](\2)", _APART.sub("](", _SCHEME.sub(r"http\1\2://", link)))
    return mended if mended != link else ""


def _spoken(text: str) -> str:
    """The text with what stands in code blanked out, of the same length."""
    covered = mask(text)
    if CODE not in covered:
        return text
    return "".join(" " if cover == CODE else letter for cover, letter in zip(covered, text, strict=True))
