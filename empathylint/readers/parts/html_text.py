"""The words of a text that is written in HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.language.late import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ONLY_IN_HTML = r"!doctype|html|body|div|p|span|br|h[1-6]|ul|ol|li|table|b|i|strong|em|a"
_HTML = late(rf"\s*<(?:{_ONLY_IN_HTML})\b[^<>]*>", re.IGNORECASE)
_SILENT = r"(?i:<(?:script|style|head|title)\b[^<>]*>)"
_BLOCKS = frozenset({
    "address", "article", "blockquote", "br", "div", "dd", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "li", "ol", "p", "pre", "section", "table", "td", "tr", "ul",
})  # fmt: skip
_PART = late(
    rf"(?P<silent>{_SILENT})|(?P<remark><!--)|<(?P<end>/?)(?P<tag>[a-zA-Z!][a-zA-Z0-9!-]*)[^<>]*>"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?)|(?P<end_of_line>\r\n?)"
)


class Shown(Struct, frozen=True, gc=False):
    """The text that a page shows, and its runs: where each begins in the text and in the page, and its width there.

    A width of 0 is a stretch that stands unchanged in both, any other a single character.
    """

    text: str
    runs: tuple[tuple[int, int, int], ...]


class _Sign(Struct, frozen=True, gc=False):
    """A character that the page shows, where it is written, and with how many characters; 0 of them is a tag's."""

    char: str
    at: int
    width: int = 1

    @property
    def is_blank(self) -> bool:
        return self.width <= 1 and self.char in " \t"


def is_html(text: str) -> bool:
    """Whether a text begins with a tag that only HTML has."""
    return _HTML.match(text) is not None


def words(html: str) -> str:
    """The text that a page shows: no tags, a line for each block, characters instead of their names."""
    return shown(html).text


def shown(html: str) -> Shown:
    """The text that a page shows, with where each character stands in the page."""
    signs = _trimmed(_signs(html))
    runs: list[tuple[int, int, int]] = []
    follows = -1
    for number, sign in enumerate(signs):
        if sign.width != 1 or sign.at != follows:
            runs.append((number, sign.at, sign.width if sign.width > 1 else 0))
        follows = sign.at + 1 if sign.width == 1 else -1
    if signs:
        runs.append((len(signs), signs[-1].at + signs[-1].width, 0))
    return Shown("".join(sign.char for sign in signs), tuple(runs))


def _signs(html: str) -> Iterator[_Sign]:
    """All that the page shows, and line breaks where blocks begin and end."""
    from html import unescape

    here = 0
    while part := _PART.search(html, here):
        yield from (_Sign(char, at) for at, char in enumerate(html[here : part.start()], here))
        here = part.end()
        if part["silent"]:
            here = _closed(html, part)
        elif part["remark"]:
            here = html.find("-->", here) + 3 if html.find("-->", here) >= 0 else len(html)
        elif part["entity"]:
            named, written = unescape(part[0]), part[0]
            known = named != written
            yield from (
                _Sign(char, part.start() + (0 if known else at), len(written) if known else 1)
                for at, char in enumerate(named)
            )
        elif part["end_of_line"]:
            yield _Sign("\n", part.start(), len(part[0]))
        else:
            yield from (
                _Sign("\n", part.start(), 0) for _ in range(_breaks(part["tag"].lower(), end=bool(part["end"])))
            )
    yield from (_Sign(char, at) for at, char in enumerate(html[here:], here))


def _closed(html: str, silent: re.Match[str]) -> int:
    """Where a script, a style or a head ends that begins here."""
    name = re.match(r"<(\w+)", silent[0])
    closed = re.compile(rf"</{name[1] if name else ''}", re.IGNORECASE).search(html, silent.end())
    return closed.start() if closed else len(html)


def _breaks(tag: str, *, end: bool) -> int:
    """How many lines a tag ends."""
    if tag == "p":
        return 1 if end else 2
    return int(tag in _BLOCKS and (not end or tag in {"div", "blockquote"}))


def _trimmed(signs: Iterable[_Sign]) -> list[_Sign]:
    """The same without blanks at both ends of lines, with one blank line at most, and none at either end."""
    kept: list[_Sign] = []
    for sign in signs:
        if sign.is_blank and (not kept or kept[-1].char == "\n"):
            continue
        if sign.char == "\n":
            while kept and kept[-1].is_blank:
                kept.pop()
            if len(kept) > 1 and kept[-1].char == kept[-2].char == "\n":
                continue
        kept.append(sign)
    first = next((at for at, sign in enumerate(kept) if not sign.char.isspace()), len(kept))
    while kept and kept[-1].char.isspace():
        kept.pop()
    return kept[first:]
