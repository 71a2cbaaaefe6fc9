"""JSON text, decoded or told where it breaks."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from empathylint.model import Problem
from empathylint.readers.lines import lines_of

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
LONE = re.compile("[\ud800-\udfff]")
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
        return _whole(json.loads(written, parse_int=_integer))


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) < LONGEST_INTEGER else float(digits)


def _whole(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """The value without lone surrogates, which no output could show."""
    if isinstance(value, str):
        return LONE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(entry) for entry in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(entry) for key, entry in value.items()}
    return value


def broken(path: str, text: str, start: int, wrong: Exception) -> Problem:
    """The problem of a JSON text that begins at `start` of a file and that `decode` refused."""
    if isinstance(wrong, json.JSONDecodeError):
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
