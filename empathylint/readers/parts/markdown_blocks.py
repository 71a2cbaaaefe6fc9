"""The blocks of a Markdown text, as far as canned replies need them, and the front matter above them."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.language.late import late
from empathylint.readers.parts.lines import Line, text_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_FRONT = r"---[ \t]*+(?:\r\n|\n|\r)"
_FRONT_END = late(r"(?:^|(?<=[\r\n]))(?:---|\.\.\.)[ \t]*+(?:\r\n|\n|\r|\Z)")
_FRONT_TITLE = r"(?i:(?:^|(?<=[\r\n]))title[ \t]*+:[ \t]*+(?=[^\s#]))"
_PLAIN = late(r"(?:[A-Za-z_][\w-]*: [A-Za-z][\w ,.'()!?/&+-]*\n)+", re.ASCII)
_NO_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null"})
_KEY_OF_A_SITE = (
    r"(?i:(?:^|(?<=[\r\n]))(?:layout|sidebar\w*|nav_\w+|nav|weight|permalink|slug|toc|pagination\w*"
    r"|hide_\w+|parent|aliases|about|assignees)[ \t]*+:)"
)
_FENCE = late(r"([ \t]*+)(?:(`{3,}+)[ \t]*+([^`]*+)|(~{3,}+)[ \t]*+(.*+))$")
_HEADING = late(r" {0,3}(#{1,6})(?:[ \t]++(.*+))?$")
_TITLE = late(r"([ \t]*+)(?:[-*+]|\d{1,3}[.)])[ \t]++\*\*([^*]{1,200}+)\*\*:?[ \t]*+$")
_QUOTE = late(r"[ \t]*+>[ \t]?")
_REMARK = late(
    r"[ \t]*+(?:</?[A-Z][A-Za-z.]*(?:\s[^<>]*+)?>[ \t]*+$|\[[^\]]{1,200}+\]:[ \t]++\S"
    r"|[_*]{1,2}action\b|\{/\*)",
    re.IGNORECASE,
)
_JSX = late(r"[ \t]*+</?[A-Z]")
_MDX = late(r"(?:import|export)\b.*(?:['\"{}]|\bfrom\b|=).*$")
_ANCHOR = late(r"\{#[^{}]{0,100}+\}$")
_ADMONITION = late(r"[ \t]*+:{3,}")


class FrontMatter(Struct, frozen=True, gc=False):
    """The YAML between two lines `---` at the top of a file, and where the text after it begins."""

    yaml: str
    end: int

    @property
    def has_title(self) -> bool:
        """Whether it has a title and none of the keys that only a page of a web site or a form has."""
        return bool(re.search(_FRONT_TITLE, self.yaml)) and not re.search(_KEY_OF_A_SITE, self.yaml)


class FrontMatterError(ValueError):
    """Front matter that is no YAML map: the reason and the line."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(f"The front matter cannot be read: {reason}.")
        self.line = line


class Kind(StrEnum):
    """What a block is: replies stand in fences, quotes and text; titles and headings name them."""

    HEADING = "heading"
    TITLE = "title"
    FENCE = "fence"
    QUOTE = "quote"
    TEXT = "text"
    REMARK = "remark"


class Block(Struct, frozen=True):
    """A block: its lines without what marks it, a heading's level and words, a fence's indent and language.

    `number` is the line that it starts with, `until` the one after its last; `is_open` marks a fence that is
    never closed.
    """

    kind: Kind
    number: int
    until: int
    lines: tuple[Line, ...] = ()
    words: str = ""
    level: int = 0
    indent: int = 0
    is_open: bool = False


def front_matter(text: str) -> FrontMatter | None:
    """The front matter of a file, or None."""
    front = re.match(_FRONT, text)
    end = _FRONT_END.search(text, front.end()) if front else None
    return FrontMatter(text[front.end() : end.start()], end.end()) if front and end else None


def keys_of(front: FrontMatter) -> dict[str, str | list[str]]:
    """What the front matter tells. Raises FrontMatterError where it is no YAML map."""
    return _words_by_key(front.yaml) or _parsed(front)


def _words_by_key(yaml: str) -> dict[str, str | list[str]]:
    """What front matter of keys and bare words tells, as most is; empty where it takes YAML, which loads slowly."""
    if not _PLAIN.fullmatch(yaml):
        return {}
    pairs = [(key, words.rstrip()) for key, _, words in (line.partition(": ") for line in yaml.splitlines())]
    plain = _NO_WORDS.isdisjoint([word.lower() for pair in pairs for word in pair])
    return {key.lower(): words for key, words in pairs} if plain else {}


def _parsed(front: FrontMatter) -> dict[str, str | list[str]]:
    from yaml import YAMLError

    from empathylint.readers.parts.yaml_text import Rejected, documents, fault

    try:
        told = next((document.value for document in documents(front.yaml)), None)
    except (YAMLError, ValueError, Rejected) as error:
        reason, line, _ = fault(front.yaml, error)
        raise FrontMatterError(reason, line + 1) from error
    if told is None:
        return {}
    if not isinstance(told, dict):
        raise FrontMatterError("no map of keys", 1)
    return {str(key).lower(): _simple(value) for key, value in told.items() if not isinstance(value, dict)}


def blocks_of(text: str, start: int, *, mdx: bool) -> list[Block]:
    """The blocks of the text from a position on. Blank lines belong to none."""
    lines = list(text_lines(text))
    return list(_blocks([line for line in lines if line.start >= start], mdx=mdx))


def _blocks(lines: Sequence[Line], *, mdx: bool) -> Iterator[Block]:
    here = 0
    while here < len(lines):
        if lines[here].is_blank:
            here += 1
            continue
        block = _block(lines, here, mdx=mdx)
        yield block
        here += block.until - block.number


def _block(lines: Sequence[Line], here: int, *, mdx: bool) -> Block:
    line = lines[here]
    if fence := _FENCE.match(line.text):
        return _fence(lines, here, fence)
    if heading := _HEADING.match(line.text):
        words = _plain(heading[2] or "")
        return Block(Kind.HEADING, line.number, line.number + 1, (line,), words, len(heading[1]))
    if title := _TITLE.match(line.text):
        return Block(Kind.TITLE, line.number, line.number + 1, (line,), _plain(title[2]), indent=len(title[1]))
    if _QUOTE.match(line.text):
        return _quote(lines, here)
    if end := _remark_end(lines, here, mdx=mdx):
        return _of(Kind.REMARK, lines[here:end])
    return _text(lines, here, mdx=mdx)


def _fence(lines: Sequence[Line], here: int, opened: re.Match[str]) -> Block:
    mark = opened[2] or opened[4]
    indent, language = len(opened[1]), (opened[3] or opened[5] or "").strip()
    inside: list[Line] = []
    number = lines[here].number
    for line in _from(lines, here + 1):
        bare = line.text.strip()
        if len(bare) >= len(mark) and not bare.strip(mark[0]):
            return Block(Kind.FENCE, number, line.number + 1, tuple(inside), language, indent=indent)
        inside.append(_dedented(line, indent))
    until = number + 1 + len(inside)
    return Block(Kind.FENCE, number, until, tuple(inside), language, indent=indent, is_open=True)


def _from(lines: Sequence[Line], here: int) -> Iterator[Line]:
    """The lines from one on, none of them copied."""
    return (lines[number] for number in range(here, len(lines)))


def _dedented(line: Line, indent: int) -> Line:
    cut = min(indent, line.indent)
    return Line(line.number, line.start + cut, line.text[cut:])


def _quote(lines: Sequence[Line], here: int) -> Block:
    inside: list[Line] = []
    for line in _from(lines, here):
        quote = _QUOTE.match(line.text)
        if quote is None:
            break
        inside.append(Line(line.number, line.start + quote.end(), line.text[quote.end() :]))
    number = lines[here].number
    return Block(Kind.QUOTE, number, number + len(inside), tuple(inside), indent=lines[here].indent)


def _text(lines: Sequence[Line], here: int, *, mdx: bool) -> Block:
    """Lines up to a blank one or to one that begins another block; a heading, if `===` stands under them."""
    end = here + 1
    while end < len(lines) and not lines[end].is_blank and not _begins_another(lines, end, mdx=mdx):
        if lines[end].text.strip("= \t") == "" and end == here + 1:
            words = _plain(lines[here].text)
            return Block(Kind.HEADING, lines[here].number, lines[end].number + 1, (lines[here],), words, 1)
        end += 1
    return _of(Kind.TEXT, lines[here:end])


def _begins_another(lines: Sequence[Line], here: int, *, mdx: bool) -> bool:
    words = lines[here].text
    marks: tuple[Callable[[str], object], ...] = (_FENCE.match, _HEADING.match, _TITLE.match, _QUOTE.match)
    return any(mark(words) for mark in marks) or _remark_end(lines, here, mdx=mdx) > 0


def _remark_end(lines: Sequence[Line], here: int, *, mdx: bool) -> int:
    """Where a comment, an admonition, an import, a tag or a note to the team ends, or 0 where none begins."""
    words = lines[here].text
    if words.lstrip().startswith("<!--"):
        return _after(lines, here, lambda line: "-->" in line)
    if opened := _ADMONITION.match(words):
        return _after(lines, here + 1, lambda line: line.strip() == opened[0].strip() or bool(_HEADING.match(line)))
    if _REMARK.match(words) and (not words.lstrip().startswith("<") or _JSX.match(words)):
        return here + 1
    return here + 1 if mdx and _MDX.match(words) else 0


def _after(lines: Sequence[Line], here: int, ends: Callable[[str], bool]) -> int:
    """What comes after the first line that ends a block; the end of the text where none does."""
    return next((number + 1 for number in range(here, len(lines)) if ends(lines[number].text)), len(lines))


def _of(kind: Kind, lines: Sequence[Line]) -> Block:
    return Block(kind, lines[0].number, lines[-1].number + 1, tuple(lines), indent=lines[0].indent)


def _plain(words: str) -> str:
    """A heading without emphasis, without the marks that close it and without the mark of an anchor."""
    words = words.strip()
    closed = words.rstrip("#")
    words = closed.rstrip() if closed[-1:] in {"", " ", "\t"} else words
    return _ANCHOR.sub("", words).strip().strip("*").strip()


def _simple(value: object) -> str | list[str]:
    return [str(part) for part in value] if isinstance(value, list) else str(value)
