"""The words of a text that is written in HTML."""

from __future__ import annotations

import re

_ONLY_IN_HTML = r"!doctype|html|body|div|p|span|br|h[1-6]|ul|ol|li|table|b|i|strong|em|a"
_HTML = re.compile(rf"\s*<(?:{_ONLY_IN_HTML})\b[^<>]*>", re.IGNORECASE)
_SILENT = r"(?i:<(script|style|head)\b[^<>]*>)"
_TAG = r"<(/?)([a-zA-Z!][a-zA-Z0-9!-]*)[^<>]*>"
_BLOCKS = frozenset({
    "address", "article", "blockquote", "br", "div", "dd", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "li", "ol", "p", "pre", "section", "table", "td", "tr", "ul",
})  # fmt: skip
_BLANK_LINES = r"[ \t]*+\n[ \t]*+(?:\n[ \t]*+)+"


def is_html(text: str) -> bool:
    """Whether a text begins with a tag that only HTML has."""
    return _HTML.match(text) is not None


def words(html: str) -> str:
    """The text that a page shows: no tags, a line for each block, characters instead of their names."""
    from html import unescape

    shown = re.sub(_TAG, _shown, _spoken(html).replace("\r\n", "\n"))
    lines = "\n".join(line.strip() for line in shown.split("\n"))
    return re.sub(_BLANK_LINES, "\n\n", unescape(lines)).strip()


def _shown(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    if name == "p":
        return "\n\n" if not tag[1] else "\n"
    return "\n" if name in _BLOCKS and (not tag[1] or name in {"div", "blockquote"}) else ""


def _spoken(html: str) -> str:
    """The page without what it never shows."""
    kept, here = [], 0
    for silent in re.finditer(_SILENT, html):
        if silent.start() >= here:
            kept.append(html[here : silent.start()])
            closed = re.compile(rf"</{silent[1]}", re.IGNORECASE).search(html, silent.end())
            here = closed.start() if closed else len(html)
    return "".join([*kept, html[here:]])
