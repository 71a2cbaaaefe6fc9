"""The text that a page shows, and where each character of it stands in the page."""

from __future__ import annotations

from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathylint.model import Role, Source, Turn
from empathylint.readers.parts.html_text import shown
from empathylint.readers.places import locate

PAGES = [
    ("<p>Hi.</p><p>Bye.</p>", "Hi.\n\nBye."),
    ("<p>Hi<br>there,<br/>Ana</p>", "Hi\nthere,\nAna"),
    ("<div>One</div><div>Two</div>", "One\n\nTwo"),
    ("<p>It is <b>now</b> or <a href='x'>later</a>.</p>", "It is now or later."),
    ("<p>a &amp; b &lt;c&gt; &#39;d&#x27; &nbsp;e&eacute;</p>", "a & b <c> 'd' \xa0eé"),
    ("<p>  one \r\n  two  </p>\n\n\n<p>three</p>", "one\ntwo\n\nthree"),
    ("<style>p {}</style><p>x<script>y()</script>z</p><!-- not --><p>w</p>", "xz\n\nw"),
    ("<head><title>T</title></head><body>x", "x"),
    ("<p>5 < 6 &and 7 & 8</p>", "5 < 6 &and 7 & 8"),
    ("<p></p>", ""),
    ("", ""),
    ("<!-- open", ""),
    ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
]


def place(html: str, start: int, end: int) -> str:
    """What the page has for characters of its text."""
    page = shown(html)
    turn = Turn(0, Role.AGENT, page.text, source=Source(0, len(html), markup=page.runs))
    found = locate(html, turn, start, end)
    return html[found.start : found.end]


@pytest.mark.parametrize(("html", "text"), PAGES)
def test_a_page_shows_a_line_for_each_block_and_no_tags(html: str, text: str) -> None:
    assert shown(html).text == text


@pytest.mark.parametrize(("html", "text"), [page for page in PAGES if page[1]])
def test_each_character_is_found_where_it_is_written(html: str, text: str) -> None:
    for at, char in enumerate(text):
        if char != "\n":
            assert unescape(place(html, at, at + 1)) == char


@given(st.lists(st.text(alphabet="ab <>&'\"é🙂", min_size=1).filter(str.strip), min_size=1, max_size=4))
def test_whatever_was_escaped_is_found_again(parts: list[str]) -> None:
    html = "".join(f"<p>{escape(part)}</p>" for part in parts)
    text = shown(html).text
    at = 0
    for part in parts:
        said = part.strip(" ")
        at = text.index(said, at)
        assert place(html, at, at + len(said)) == escape(said)
        at += len(said)


@given(st.text(alphabet="<>/pb&;#x1 a\r\n\"'!-", max_size=80))
def test_places_lie_inside_the_page_whatever_it_holds(html: str) -> None:
    page = shown(html)
    assert all(0 <= at <= len(page.text) and 0 <= stands <= len(html) for at, stands, _ in page.runs)
