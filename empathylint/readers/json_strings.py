"""Where the strings of a JSON text stand.

The scanner trusts nobody: it neither checks the text nor recurses, so that it can be used on the head of a
file, on a broken document, and on one that is nested a hundred thousand deep.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from empathylint.readers.runs import Run, Runs, gather

if TYPE_CHECKING:
    from collections.abc import Iterator

STRING = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)
TOKEN = re.compile(STRING.pattern + r'(\s*+:)?|[{}\[\]"]|[^\s{}\[\]",:]++', re.DOTALL)
SURROGATES = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
ESCAPE = re.compile(SURROGATES + r"|\\u.{4}|\\.", re.DOTALL)
LITERALS = {"true": True, "false": False, "null": None}


def scan(text: str, start: int, end: int, *, keep: bool) -> Any:  # noqa: ANN401 - any JSON; one flat loop
    """A document's objects and arrays, with each string's offset, or with the string itself to `keep`.

    Numbers are kept as text. A string that does not end, as in the head of a file, ends the scan.
    """
    root: list[Any] = []
    within: Any = root
    outer: list[Any] = []
    key = ""
    for token in TOKEN.finditer(text, start, end):
        kind = token.lastindex
        if kind == 2:  # noqa: PLR2004 - the colon's group: a key
            key = unquoted(token[1])
            continue
        opened: Any = None
        if kind == 1:
            child: Any = token[1] if keep else token.start()
        elif (sign := token[0]) in "{[":
            child = opened = {} if sign == "{" else []
        elif sign in "}]":
            within = outer.pop() if outer else root
            continue
        elif sign == '"':
            break
        else:
            child = LITERALS.get(sign, sign) if keep else None
        if type(within) is dict:
            within[key] = child
        else:
            within.append(child)
        if opened is not None:
            outer.append(within)
            within = opened
    return root[0] if root else None


def unquoted(written: str) -> str:
    """A string without its escapes; as it stands when they are broken."""
    if "\\" not in written:
        return written
    try:
        return str(json.loads(f'"{written}"', strict=False))
    except ValueError:
        return written


def outline(head: str) -> Any:  # noqa: ANN401 - any JSON
    """What the head of a JSON text tells of its shape: keys, lists and strings, as far as they go."""
    return scan(head, 0, len(head), keep=True)


@lru_cache(maxsize=2)
def positions(text: str, start: int, end: int) -> Any:  # noqa: ANN401 - any JSON
    """The document between two offsets with the offset of its opening quote for each string."""
    return scan(text, start, end, keep=False)


def position(tree: Any, path: tuple[Any, ...]) -> int | None:  # noqa: ANN401 - any JSON
    """The offset that a path leads to in a tree of positions, or None."""
    for step in path:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            return None
    return tree if type(tree) is int else None


def string_runs(text: str, quote: int) -> Runs | None:
    """The runs of the JSON string whose opening quote stands at an offset, or None where none stands."""
    string = STRING.match(text, quote)
    return gather(_runs(text, *string.span(1))) if string else None


def _runs(text: str, start: int, end: int) -> Iterator[Run]:
    at, file = 0, start
    for escape in ESCAPE.finditer(text, start, end):
        if escape.start() > file:
            yield Run(at, file)
        at += escape.start() - file
        yield Run(at, escape.start(), len(escape[0]))
        at, file = at + 1, escape.end()
    yield Run(at, file)
