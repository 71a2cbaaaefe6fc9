"""The words of a text that is written in HTML."""

from __future__ import annotations

import re

from empathylint.readers.keys import names

HTML = re.compile(
    r"\s*<(?:!doctype|html|body|div|p|span|br|h[1-6]|ul|ol|li|table|b|i|strong|em|a)\b[^<>]*>", re.IGNORECASE
)
SILENT = re.compile(r"<(script|style|head)\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"<(/?)([a-zA-Z!][a-zA-Z0-9!-]*)[^<>]*>")
BLOCKS = names("""
    address article blockquote br div dd dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table td tr ul
""")
BLANK_LINES = re.compile(r"[ \t]*+\n[ \t]*+(?:\n[ \t]*+)+")


def is_html(text: str) -> bool:
    """Whether a text begins with a tag that only HTML has."""
    return HTML.match(text) is not None


def words(html: str) -> str:
    """The text that a page shows: no tags, a line for each block, characters instead of their names."""
    from html import unescape

    shown = TAG.sub(_shown, _spoken(html).replace("\r\n", "\n"))
    lines = "\n".join(line.strip() for line in shown.split("\n"))
    return BLANK_LINES.sub("\n\n", unescape(lines)).strip()


def _shown(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    if name == "p":
        return "\n\n" if not tag[1] else "\n"
    return "\n" if name in BLOCKS and (not tag[1] or name in {"div", "blockquote"}) else ""


def _spoken(html: str) -> str:
    kept, here, lower = [], 0, html.lower() if "<" in html else ""
    while (silent := SILENT.search(html, here)) is not None:
        kept.append(html[here : silent.start()])
        end = lower.find(f"</{silent[1].lower()}", silent.end())
        here = end if end >= 0 else len(html)
    return "".join([*kept, html[here:]])
