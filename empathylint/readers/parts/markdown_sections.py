"""Sections of a page of canned replies, a heading and the blocks under it, and the replies in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.language.late import late
from empathylint.readers.parts.markdown_blocks import Block, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from empathylint.readers.parts.lines import Line

_PROSE = frozenset({
    "md", "markdown", "mdx", "gfm", "text", "txt", "plain", "plaintext", "none", "email", "mail",
    "reply", "liquid", "html",
})  # fmt: skip
_FEWEST_WORDS = 3
_SENTENCE = late(r"[ \t]*+[\"'“(\[{@]{0,3}[^\W\d_].{0,5000}[.!?,:][ \t]*+$")
_GREETING = late(r"[ \t]*+(?:hi|hello|hey|dear|thanks?|thank you|good (?:morning|day))\b", re.IGNORECASE)
_LOWEST = 7
_INNER_TITLE = late(r"#{1,6}+[ \t]*+(\[[^\[\]]{1,40}+\][ \t]*+\S.*+)$")
_LONGEST_REMARK = 100


class Section(Struct, frozen=True):
    """A heading, its level (7 for a list entry in bold), and the blocks up to the next heading."""

    title: str
    level: int
    blocks: tuple[Block, ...] = ()

    def of(self, kind: Kind) -> tuple[Block, ...]:
        """The blocks of a kind."""
        return tuple(block for block in self.blocks if block.kind is kind)

    @property
    def fences(self) -> tuple[Block, ...]:
        """The fences that hold words for people, not code."""
        return tuple(block for block in self.of(Kind.FENCE) if holds_words(block))

    @property
    def has_body(self) -> bool:
        """Whether anything but remarks stands under the heading."""
        return any(block.kind is not Kind.REMARK for block in self.blocks)


class Reply(Struct, frozen=True):
    """A canned reply: its title, the heading it stands under, and the lines of its words."""

    title: str
    lines: tuple[Line, ...]
    under: str = ""


def sections_of(blocks: Sequence[Block]) -> list[Section]:
    """The sections of a page; the first holds what stands above the first heading and has no title."""
    gathered: list[tuple[Block | None, list[Block]]] = [(None, [])]
    titles = _titles(blocks)
    for block in blocks:
        if block.kind is Kind.HEADING or block.number in titles:
            gathered.append((block, []))
        else:
            gathered[-1][1].append(block)
    return [
        Section(head.words if head else "", (head.level or _LOWEST) if head else 0, tuple(inside))
        for head, inside in gathered
    ]


def holds_words(fence: Block) -> bool:
    """Whether a fence holds words for people: by its language, or without one by lines like sentences."""
    language = fence.words.split(" ")[0].split("{")[0].lower()
    if language:
        return language in _PROSE
    return any(len(line.text.split()) >= _FEWEST_WORDS and _SENTENCE.search(line.text) for line in fence.lines)


def replies_of(sections: Sequence[Section], lines: Sequence[Line]) -> list[Reply]:
    """The replies of a page whose headings name them. `lines` are all the lines of the file.

    They stand in fences, in quotes or as plain text: one of these for the whole page.
    """
    if _is_fenced(sections):
        found = [reply for section in sections for reply in _fenced(section)]
    elif _is_quoted(sections):
        found = [reply for section in _leaves(sections) for reply in _quoted(section)]
    else:
        found = [Reply(section.title, plain_lines(section.blocks, lines)) for section in _leaves(sections)]
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
    remarks = {number for block in blocks if block.kind is Kind.REMARK for number in range(block.number, block.until)}
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


def _is_fenced(sections: Iterable[Section]) -> bool:
    """Whether the page keeps its replies in fences: at least half of its filled sections have one."""
    filled = [section for section in _leaves(sections) if section.has_body]
    return bool(filled) and 2 * sum(bool(section.fences) for section in filled) >= len(filled)


def _is_quoted(sections: Iterable[Section]) -> bool:
    """Whether the page keeps its replies in quotes: half of it has them, and they outweigh the text."""
    filled = [section for section in _leaves(sections) if section.has_body]
    quoted = [section for section in filled if section.of(Kind.QUOTE)]
    weight = {kind: sum(_size(section.of(kind)) for section in quoted) for kind in (Kind.QUOTE, Kind.TEXT)}
    return bool(filled) and 2 * len(quoted) >= len(filled) and weight[Kind.QUOTE] > weight[Kind.TEXT]


def _leaves(sections: Iterable[Section]) -> Iterator[Section]:
    """The sections that can be replies: leaves, and others of a level on which a filled leaf stands.

    What stands above the first heading, or under a heading that only gathers deeper ones, is an introduction.
    """
    found = list(sections)
    deeper = [*(section.level for section in found[1:]), 0]
    is_leaf = [below <= section.level for section, below in zip(found, deeper, strict=True)]
    levels = {section.level for section, leaf in zip(found, is_leaf, strict=True) if leaf and section.has_body}
    return (section for section in found if section.level and section.level in levels)


def _titles(blocks: Sequence[Block]) -> set[int]:
    """The lines of the bold list entries under which a fence is indented."""
    titles: set[int] = set()
    entry: Block | None = None
    for block in blocks:
        if block.kind in {Kind.TITLE, Kind.HEADING}:
            entry = block if block.kind is Kind.TITLE else None
        elif entry is not None and block.indent <= entry.indent and block.kind is not Kind.REMARK:
            entry = None
        elif entry is not None and block.kind is Kind.FENCE:
            titles.add(entry.number)
    return titles


def _size(blocks: Iterable[Block]) -> int:
    return sum(len(line.text) for block in blocks for line in block.lines)


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
