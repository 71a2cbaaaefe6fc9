"""JSON text: its values, where its strings stand, and where it breaks.

The scanner trusts nobody: it neither checks the text nor recurses, so that it can be used on the head of a
file, on a broken document, and on one that is nested a hundred thousand deep.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from empathylint.language.late import late
from empathylint.model import Problem
from empathylint.readers.parts.lines import lines_of
from empathylint.readers.places import Run, Runs, gather

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Finder = Callable[[tuple[Any, ...]], tuple[int, int] | None]

EXPECTED = (
    ("Expecting value", "a value is expected here"),
    ("Expecting ',' delimiter", "a comma or a closing bracket is expected here"),
    ("Expecting ':' delimiter", "a colon is expected here"),
    ("Expecting property name", "a key in double quotes is expected here"),
    ("Illegal trailing comma", "a value is expected after the comma"),
    ("Unterminated string", "the string that begins here is never closed"),
    ("Invalid control character", "a string holds a bare control character; write a line break as \\n"),
    ("Invalid \\escape", "a string holds an unknown escape"),
    ("Invalid \\uXXXX", "a string holds a broken \\u escape"),
    ("Extra data", "the JSON ends before this, yet more text follows"),
    ("Unexpected UTF-8 BOM", "a byte order mark stands here"),
)
STRING = late(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)
TOKEN = STRING.pattern + r'(\s*+:)?|[{}\[\]"]|[^\s{}\[\]",:]++'
ESCAPE = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u.{4}|\\."
LONE_SURROGATE = "[\ud800-\udfff]"
LITERALS = {"true": True, "false": False, "null": None}
LONGEST_INTEGER = 300
SHOWN_KEYS = 8


def decode(written: str) -> Any:  # noqa: ANN401 - any JSON
    """The value of a JSON text. ValueError where it breaks, RecursionError where it is nested too deeply.

    What the strict decoder refuses and other programs write is read as well: NaN, numbers beyond any range,
    and halves of surrogate pairs, which become U+FFFD.
    """
    try:
        return msgspec.json.decode(written)
    except (msgspec.DecodeError, UnicodeEncodeError):
        import json

        return _whole(json.loads(written, parse_int=_integer))


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) < LONGEST_INTEGER else float(digits)


def _whole(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """The value without lone surrogates, which no output could show."""
    if isinstance(value, str):
        return re.sub(LONE_SURROGATE, "\ufffd", value)
    if isinstance(value, list):
        return [_whole(entry) for entry in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(entry) for key, entry in value.items()}
    return value


def broken(path: str, text: str, start: int, wrong: Exception) -> Problem:
    """The problem of a JSON text that begins at `start` of a file and that `decode` refused."""
    from json import JSONDecodeError

    if isinstance(wrong, JSONDecodeError):
        place = lines_of(text).at(start + wrong.pos)
        meaning = next((told for begin, told in EXPECTED if wrong.msg.startswith(begin)), wrong.msg)
        return Problem(path, f"This is not valid JSON: {meaning}.", *place)
    reason = "it is nested too deeply" if isinstance(wrong, RecursionError) else "a number cannot be read"
    return Problem(path, f"This JSON cannot be read: {reason}.", *lines_of(text).at(start))


def unknown_shape(what: str, keys: tuple[str, ...]) -> str:
    """What to say of a JSON value that is neither a chat nor a reply: its keys, and those that are known."""
    held = ", ".join(map(str, keys[:SHOWN_KEYS])) + (" …" if len(keys) > SHOWN_KEYS else "")
    named = f"with the keys {held}" if keys else "without keys"
    return (
        f"{what} is JSON of an unknown shape {named}. Known are lists of messages (turns, messages, "
        "comments, transcript …) that each have a speaker (role, speaker, sender, author, from …) "
        "and a text (text, message, body, content …), and replies with a title (title, name …) and a text."
    )


def outline(head: str) -> Any:  # noqa: ANN401 - any JSON
    """What the head of a JSON text tells of its shape: keys, lists and strings, as far as they go."""
    return _scan(head, 0, len(head), keep=True)


def string_finder(text: str, value: Any) -> Finder:  # noqa: ANN401 - any JSON
    """A function that tells for the path of a string in a decoded document where it stands, quotes included.

    The strings of a key are found by the key alone, many times faster than by reading every token: in valid
    JSON nothing else looks like a key and a string, and both come in the order of the document.
    """
    known: dict[str, dict[int, tuple[int, int]]] = {}

    def find(path: tuple[Any, ...]) -> tuple[int, int] | None:
        key = path[-1] if path else None
        if type(key) is str:
            if key not in known:
                known[key] = _strings_under(key, text, value)
            if places := known[key]:
                holder = value
                for step in path[:-1]:
                    holder = holder[step]
                return places.get(id(holder))
        quote = _position(_positions(text, 0, len(text)), path)
        string = STRING.match(text, quote) if quote is not None else None
        return string.span() if string else None

    return find


def string_runs(text: str, start: int, end: int, path: tuple[Any, ...]) -> Runs | None:
    """The runs of the string that a path leads to in the document between two offsets, or None."""
    quote = _position(_positions(text, start, end), path)
    string = STRING.match(text, quote) if quote is not None else None
    return gather(_runs(text, *string.span(1))) if string else None


def _strings_under(key: str, text: str, value: Any) -> dict[int, tuple[int, int]]:  # noqa: ANN401 - any JSON
    """Where the string under a key stands, by the identity of its object; empty where that is in doubt.

    Doubt arises where a key is written with escapes, or twice in an object.
    """
    written = re.compile(rf'"{re.escape(key)}"\s*+:\s*+({STRING.pattern})', re.DOTALL)
    places = [found.span(1) for found in written.finditer(text)]
    holders = _holders(value, key)
    return dict(zip(holders, places, strict=True)) if len(holders) == len(places) else {}


def _holders(value: Any, key: str) -> list[int]:  # noqa: ANN401 - any JSON
    """The identities of the objects that have a string under a key, in the order of these strings."""
    found: list[int] = []
    waiting: list[Any] = [value]
    while waiting:
        here = waiting.pop()
        if type(here) is dict:
            kept = [
                (id(here),) if type(held) is str else held
                for name, held in here.items()
                if type(held) is dict or type(held) is list or (name == key and type(held) is str)
            ]
            waiting += reversed(kept)
        elif type(here) is list:
            waiting += reversed(here)
        elif type(here) is tuple:
            found += here
    return found


@lru_cache(maxsize=2)
def _positions(text: str, start: int, end: int) -> Any:  # noqa: ANN401 - any JSON
    """The document between two offsets with the offset of its opening quote for each string."""
    return _scan(text, start, end, keep=False)


def _position(tree: Any, path: tuple[Any, ...]) -> int | None:  # noqa: ANN401 - any JSON
    """The offset that a path leads to in a tree of positions, or None."""
    for step in path:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            return None
    return tree if type(tree) is int else None


def _scan(text: str, start: int, end: int, *, keep: bool) -> Any:  # noqa: ANN401 - any JSON; one flat loop
    """A document's objects and arrays, with each string's offset, or with the string itself to `keep`.

    Numbers are kept as text. A string that does not end, as in the head of a file, ends the scan.
    """
    root: list[Any] = []
    within: Any = root
    outer: list[Any] = []
    key = ""
    for token in re.compile(TOKEN, re.DOTALL).finditer(text, start, end):
        kind = token.lastindex
        if kind == 2:  # noqa: PLR2004 - the colon's group: a key
            key = _unquoted(token[1])
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


def _unquoted(written: str) -> str:
    """A string without its escapes; as it stands when they are broken."""
    if "\\" not in written:
        return written
    import json

    try:
        return str(json.loads(f'"{written}"', strict=False))
    except ValueError:
        return written


def _runs(text: str, start: int, end: int) -> Iterator[Run]:
    at, file = 0, start
    for escape in re.compile(ESCAPE, re.DOTALL).finditer(text, start, end):
        if escape.start() > file:
            yield Run(at, file)
        at += escape.start() - file
        yield Run(at, escape.start(), len(escape[0]))
        at, file = at + 1, escape.end()
    yield Run(at, file)
