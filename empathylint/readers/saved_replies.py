"""The replies of a page: for each its title and the lines that hold its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.readers.markdown_blocks import Block, Kind
from empathylint.readers.sections import Section, is_fenced, is_quoted, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from empathylint.readers.text_lines import Line

_INNER_TITLE = re.compile(r"#{1,6}+[ \t]*+(\[[^\[\]]{1,40}+\][ \t]*+\S.*+)$")
_LONGEST_REMARK = 100


class Reply(Struct, frozen=True):
    """A canned reply: its title, the heading it stands under, and the lines of its words."""

    title: str
    lines: tuple[Line, ...]
    under: str = ""


def replies_of(sections: Sequence[Section], lines: Sequence[Line]) -> list[Reply]:
    """The replies of a page whose headings name them. `lines` are all the lines of the file.

    They stand in fences, in quotes or as plain text: one of these for the whole page.
    """
    if is_fenced(sections):
        found = [reply for section in sections for reply in _fenced(section)]
    elif is_quoted(sections):
        found = [reply for section in leaves(sections) for reply in _quoted(section)]
    else:
        found = [Reply(section.title, plain_lines(section.blocks, lines)) for section in leaves(sections)]
    return [reply for reply in found if any(not line.is_blank for line in reply.lines)]


def plain_lines(blocks: Sequence[Block], lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines from the first block with words to the last, without remarks.

    A quote in front of the words tells when to use them: it is a remark.
    """
    spoken = [block for block in blocks if block.kind is not Kind.REMARK]
    while len(spoken) > 1 and spoken[0].kind is Kind.QUOTE and any(b.kind is Kind.TEXT for b in spoken):
        spoken.pop(0)
    if not spoken:
        return ()
    remarks = {
        number for block in blocks if block.kind is Kind.REMARK for number in range(block.number, block.until)
    }
    kept = range(spoken[0].number, spoken[-1].until)
    return tuple(line for line in lines[kept.start - 1 : kept.stop - 1] if line.number not in remarks)


def split_fence(fence: Block, title: str) -> Iterator[Reply]:
    """The reply in a fence, or the several that it holds under lines such as `###[Q] Title`."""
    first = next((line for line in fence.lines if not line.is_blank), None)
    if first is None or not _INNER_TITLE.match(first.text):
        yield Reply(title, fence.lines)
        return
    inner = ""
    inside: list[Line] = []
    for line in fence.lines:
        if heading := _INNER_TITLE.match(line.text):
            yield Reply(inner, tuple(inside), title)
            inner, inside = heading[1].strip(), []
        else:
            inside.append(line)
    yield Reply(inner, tuple(inside), title)


def _fenced(section: Section) -> Iterator[Reply]:
    """The replies in the fences of a section; of several, the remark above each is added to the title."""
    fences = frozenset(fence.number for fence in section.fences if section.level)
    above: Block | None = None
    for block in section.blocks:
        if block.number in fences:
            remark = _remark(above) if above is not None and len(fences) > 1 else ""
            yield from split_fence(block, f"{section.title}: {remark}" if remark else section.title)
        above = block


def _remark(block: Block) -> str:
    """What a quote or a paragraph above a fence says of it, cut to the length of a title."""
    if block.kind not in {Kind.QUOTE, Kind.TEXT}:
        return ""
    words = " ".join(line.text.strip() for line in block.lines).rstrip(".:").strip("_*")
    return words if len(words) <= _LONGEST_REMARK else words[:_LONGEST_REMARK].rsplit(" ", 1)[0] + "…"


def _quoted(section: Section) -> Iterator[Reply]:
    """The quotes of a section as replies; those with nothing but blank lines in between are one."""
    gathered: list[Line] = []
    for block in section.blocks:
        if block.kind is Kind.QUOTE:
            gathered += block.lines
        elif gathered:
            yield Reply(section.title, tuple(gathered))
            gathered = []
    yield Reply(section.title, tuple(gathered))
