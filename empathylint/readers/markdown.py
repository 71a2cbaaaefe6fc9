"""Canned replies in Markdown, MDX and plain text files.

The blocks are found here and not by markdown-it: only fences, headings and quotes matter, but with the exact
column of their words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from empathylint.model import Conversation, Problem, Role, Turn
from empathylint.readers.looks import MARKDOWN
from empathylint.readers.parts.file_names import (
    is_telling,
    is_telling_heading,
    stem_of,
    suffix_of,
    telling_name,
)
from empathylint.readers.parts.lines import lines_of, text_lines
from empathylint.readers.parts.markdown_blocks import (
    Block,
    FrontMatterError,
    Kind,
    blocks_of,
    front_matter,
    keys_of,
)
from empathylint.readers.parts.markdown_sections import (
    Reply,
    holds_words,
    plain_lines,
    replies_of,
    sections_of,
    split_fence,
)
from empathylint.readers.places import Piece, joined, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from empathylint.readers.speakers import Speakers

WHAT = "canned replies in Markdown or plain text: one a file, or one under each heading"

_HEAD = 65_536
_FEWEST = 2
_LONGEST_ID = 80


def matches(path: str, text: str) -> str:
    """The evidence of canned replies: a name, a title in the front matter, a heading; or an empty string."""
    suffix = suffix_of(path)
    if suffix not in MARKDOWN and suffix != ".txt":
        return ""
    head = text[:_HEAD]
    name = telling_name(path)
    if suffix == ".txt":
        from empathylint.readers import transcript

        is_reply = bool(name) and bool(head.strip()) and not transcript.matches(path, head)
        return f"a text file that “{name}” tells to be a canned reply" if is_reply else ""
    if name:
        return f"“{name}” tells of canned replies"
    front = front_matter(head)
    if front is not None and front.has_title:
        return "has front matter with a title"
    heading = _heading(head, front.end if front else 0)
    return f"its heading “{heading}” tells of canned replies" if is_telling_heading(heading) else ""


def read(path: str, text: str, speakers: Speakers) -> Iterator[Conversation | Problem]:  # noqa: ARG001 - the shape of readers
    """The canned replies of a file, and a problem for front matter or a fence that is broken."""
    if path.lower().endswith(".txt"):
        reply = Reply(stem_of(path), tuple(text_lines(text)))
        yield from _conversations(path, text, [reply], {}, "")
        return
    front = front_matter(text)
    told: dict[str, Any] = {}
    if front is not None:
        try:
            told = keys_of(front)
        except FrontMatterError as error:
            yield Problem(path, str(error), error.line, 1)
    blocks = blocks_of(text, front.end if front else 0, mdx=path.lower().endswith(".mdx"))
    for block in blocks:
        if block.is_open:
            yield Problem(path, "The fence that is opened here is never closed.", block.number, block.indent + 1)
    title = str(told.get("title") or told.get("name") or "")
    replies = _replies(path, text, blocks, title)
    identity = str(told.get("id") or "") if len(replies) == 1 else ""
    shared = {key: value for key, value in told.items() if key not in {"title", "id"}}
    yield from _conversations(path, text, replies, shared, identity)


def _replies(path: str, text: str, blocks: Sequence[Block], title: str) -> list[Reply]:
    """The replies of a page: one under each heading, or the page as one."""
    sections = sections_of(blocks)
    lines = list(text_lines(text))
    found = replies_of(sections, lines)
    is_list = len(found) >= _FEWEST and (any(section.fences for section in sections) or is_telling(stem_of(path)))
    if found and (not title or is_list):
        return found
    return list(_whole(blocks, lines, title or stem_of(path)))


def _whole(blocks: Sequence[Block], lines: Sequence[Any], title: str) -> Iterator[Reply]:
    """The page as one reply: its only fence, else all of it below its heading."""
    body = list(blocks)
    if body and body[0].kind is Kind.HEADING:
        body.pop(0)
    spoken = [block for block in body if block.kind is not Kind.REMARK]
    fences = [block for block in spoken if block.kind is Kind.FENCE and holds_words(block)]
    if fences and all(block.kind in {Kind.QUOTE, Kind.FENCE} for block in spoken):
        for fence in fences:
            yield from split_fence(fence, title)
    elif spoken and all(block.kind is Kind.QUOTE for block in spoken):
        yield Reply(title, tuple(line for block in spoken for line in block.lines))
    else:
        yield Reply(title, plain_lines(body, lines))


def _conversations(
    path: str, text: str, replies: Sequence[Reply], told: dict[str, Any], identity: str
) -> Iterator[Conversation | Problem]:
    silent = True
    for reply in replies:
        words, source = joined(text, trimmed([Piece(line.text, line.start, line.end) for line in reply.lines]))
        if words:
            line, column = lines_of(text).at(source.start)
            turn = Turn(0, Role.AGENT, words, line=line, column=column, source=source)
            metadata = told | ({"section": reply.under} if reply.under else {})
            silent = False
            name = identity or _slug(reply.title)
            yield Conversation(name, (turn,), is_template=True, title=reply.title, metadata=metadata)
    if silent:
        yield Problem(path, "No reply was found: expected a fence, a quote or text under a heading, or a page of text.")


def _heading(text: str, start: int) -> str:
    """The words of the first line below the front matter, if it is a heading."""
    first = next((line for line in text_lines(text[start:]) if not line.is_blank), None)
    return first.text.lstrip("# \t").strip() if first and first.text.startswith("#") else ""


def _slug(title: str) -> str:
    """A title in lower case with hyphens between its words, or `reply` where nothing is left of it."""
    return re.sub(r"[\W_]+", "-", title.casefold())[:_LONGEST_ID].strip("-") or "reply"
