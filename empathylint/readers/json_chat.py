"""One JSON document: a chat, a list of chats, or what a help desk exports."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from empathylint.model import Conversation, Problem, Quoting, Source
from empathylint.readers.parts.conversations import Origin, Reading, conversation, exchange
from empathylint.readers.parts.file_names import stem_of
from empathylint.readers.parts.json_text import (
    broken,
    decode,
    outline,
    string_finder,
    unknown_shape,
)
from empathylint.readers.parts.lines import lines_of
from empathylint.readers.parts.messages import chats, pair
from empathylint.readers.parts.voices import role_finder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.readers.speakers import Speakers

WHAT = "one JSON document: chats of messages with role and content, and help-desk exports"
HEAD = 65_536


def matches(path: str, text: str) -> str:  # noqa: ARG001 - what a file is called tells nothing here
    """Where the document keeps its messages, as far as its head shows, else an empty string."""
    head = text[:HEAD]
    if head.lstrip()[:1] not in {"{", "["}:
        return ""
    shape = outline(head)
    if chat := next(chats(shape), None):
        keys = [step for step in chat.messages[-1].path if isinstance(step, str)]
        where = ".".join(keys)
        return f"a JSON document with messages in “{where}”" if where else "a JSON list of messages"
    return "a JSON list of questions and answers" if _pairs(shape) else ""


def _pairs(value: Any) -> tuple[str, str] | None:  # noqa: ANN401 - any JSON
    first = value[0] if isinstance(value, list) and value else None
    return pair(tuple(first)) if isinstance(first, dict) else None


def read(path: str, text: str, speakers: Speakers) -> Iterator[Conversation | Problem]:
    """The conversations of a document, or the problem that it is broken, empty or of an unknown shape."""
    if not text or text.isspace():
        yield Problem(path, "The file is empty.")
        return
    try:
        value = decode(text)
    except (ValueError, RecursionError) as wrong:
        yield broken(path, text, 0, wrong)
        return
    reading = Reading(path, role_finder(speakers), origin_in(text, value))
    found = iter(chats(value))
    first = next(found, None)
    if first is not None:
        yield from _chats(first, found, reading)
    elif keys := _pairs(value):
        for number, fields in enumerate(value):
            if isinstance(fields, dict) and all(key in fields for key in keys):
                yield from exchange(fields, keys, reading, str(number + 1), (number,))
    else:
        yield Problem(path, unknown_shape("This", _keys(value)))


def _chats(first: Any, others: Iterator[Any], reading: Reading) -> Iterator[Conversation | Problem]:  # noqa: ANN401
    stem = stem_of(reading.path)
    silent = True
    for number, chat in enumerate((first, *others), 1):
        for told in conversation(chat, reading, stem if number == 1 else f"{stem}-{number}"):
            silent = False
            yield told
    if silent:
        yield Problem(reading.path, "Nobody says anything in this file: its messages have no text.")


def origin_in(text: str, value: Any) -> Origin:  # noqa: ANN401 - any JSON
    """A function that tells where the strings of a whole document stand, which was decoded to `value`."""
    find, lines = string_finder(text, value), lines_of(text)

    def origin(path: tuple[Any, ...]) -> tuple[Source, int, int]:
        span = find(path)
        if span is None:
            return Source(0, len(text), Quoting.JSON, path), 1, 1
        return Source(*span, Quoting.JSON), *lines.at(span[0] + 1)

    return origin


def _keys(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - any JSON
    """The keys of a value, or of the first object in a list of them."""
    if isinstance(value, list):
        value = next((entry for entry in islice(value, 20) if isinstance(entry, dict)), None)
    return tuple(value) if isinstance(value, dict) else ()
