"""Conditionals of Liquid and Handlebars: their tags, those that stand alone, and what of a text each branch holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.language.late import late
from empathylint.language.masks import CODE, mask

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from typing import TypeAlias

    Piece: TypeAlias = "tuple[int, int] | Choice"

_SIGNS = ("{%", "{{#", "{{^", "{{/", "{{~", "{{else", "{{ else")
_DEEPEST = 20  # conditionals within each other; deeper ones are no writing of a person
_TAG = late(
    r"\{%-?\s{0,9}(?:(?P<ends>end)(?P<ended>if|unless|case|for|comment)|(?P<middle>elsif|elseif|elif|else|when)"
    r"|(?P<opens>if|unless|case|for|comment))(?=[\s%-])[^{}]{0,300}?%\}"
    r"|(?<!\{)\{\{~?\s{0,9}(?:(?P<mark>[#^/])\s?(?P<name>[A-Za-z_@][\w.@-]{0,60})\b|(?P<other>else\b|\^))"
    r"[^{}\n]{0,300}\}\}(?!\})"
)
_REPEATS = frozenset({"%for", "each", "with"})
_CASE, _COMMENT, _UNLESS = "%case", "%comment", frozenset({"%unless", "unless"})


class Choice(Struct, frozen=True):
    """A conditional: the pieces of each of its branches, of which a customer gets one."""

    branches: tuple[tuple[Piece, ...], ...]


class Tag(Struct, frozen=True):
    """A tag at characters `start` to `end` of a text that opens a conditional, goes over to a branch, or ends it.

    `begins` and `stops` take in the white space that goes away with it. A branch that begins with `else` is the last.
    """

    name: str
    start: int
    end: int
    begins: int
    stops: int
    opens: bool = False
    ends: bool = False
    inverse: bool = False
    last: bool = False


class _Open(Struct):
    """A conditional in the making."""

    tag: Tag
    branches: list[list[Piece]]
    finished: bool = False


def tags(text: str) -> list[Tag]:
    """The tags of conditionals and loops in a text, in order, without those that are shown as code.

    Help Scout's `{%customer.firstName%}` is a value and no tag.
    """
    if not any(sign in text for sign in _SIGNS):
        return []
    found = list(_TAG.finditer(text))
    covered = mask(text) if found else ""
    return [_tag(text, one) for one in found if covered[one.start()] != CODE]


def unpaired(text: str) -> Iterator[Tag]:
    """The tags that nothing ends, those that end nothing, and branches of no conditional, as they come to light."""
    opened: list[Tag] = []
    for tag in tags(text):
        if tag.opens:
            opened.append(tag)
        elif not opened or not _fits(tag, opened[-1]):
            yield tag
        elif tag.ends:
            opened.pop()
    yield from opened


def pieces(text: str) -> tuple[Piece, ...]:
    """A text as stretches of characters and choices between branches; nothing where its tags do not pair."""
    whole: list[Piece] = []
    stack: list[_Open] = []
    at = 0
    for tag in tags(text):
        here = stack[-1].branches[-1] if stack else whole
        here.append((at, max(at, tag.begins)))
        at = max(at, tag.stops)
        if tag.opens:
            stack.append(_Open(tag, [[]]))
        elif not stack or not _fits(tag, stack[-1].tag) or len(stack) > _DEEPEST:
            return ()
        elif tag.ends:
            (stack[-2].branches[-1] if len(stack) > 1 else whole).append(_choice(stack.pop()))
        else:
            stack[-1].branches.append([])
            stack[-1].finished |= tag.last
    whole.append((at, len(text)))
    return () if stack else tuple(whole)


def _choice(done: _Open) -> Choice:
    """What a conditional leaves to choose from, what holds where its condition is true first."""
    name, branches = done.tag.name, [tuple(branch) for branch in done.branches]
    if name == _COMMENT:
        return Choice(((),))
    if name == _CASE:
        branches = branches[1:] or [()]
    if not done.finished and name not in _REPEATS:
        branches.append(())
    if done.tag.inverse:
        branches.reverse()
    return Choice(tuple(branches))


def _fits(tag: Tag, opened: Tag) -> bool:
    """Whether a tag can go on with, or end, what another one opened."""
    return tag.name == opened.name if tag.ends else tag.name.startswith("%") is opened.name.startswith("%")


def _tag(text: str, found: re.Match[str]) -> Tag:
    begins, stops = _with_space(text, found)
    name = found["name"] or f"%{found['ended'] or found['opens'] or found['middle']}"
    if found["other"]:
        name = "else"
    return Tag(
        name,
        *found.span(),
        begins,
        stops,
        opens=bool(found["opens"]) or found["mark"] in ("#", "^"),
        ends=bool(found["ends"]) or found["mark"] == "/",
        inverse=name in _UNLESS or found["mark"] == "^",
        last=found["middle"] == "else" or (bool(found["other"]) and " if" not in found[0]),
    )


def _with_space(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Where a tag begins and stops with the space that it eats, and its whole line where it has one to itself."""
    start, end = found.span()
    before, after = start, end
    while before and text[before - 1] in " \t":
        before -= 1
    while after < len(text) and text[after] in " \t":
        after += 1
    if (not before or text[before - 1] == "\n") and text[after : after + 1] == "\n":
        return before, after + 1
    if found[0][2] in "-~":
        while before and text[before - 1].isspace():
            before -= 1
        start = before
    if found[0][-3] in "-~":
        while after < len(text) and text[after].isspace():
            after += 1
        end = after
    return start, end
