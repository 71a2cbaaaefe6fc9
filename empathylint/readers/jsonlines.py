"""JSON Lines: a conversation, a message, or a canned reply on each line.

A turn's line is exact and its column is the line's first; `places.locate` finds the exact characters.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import msgspec

from empathylint.model import Conversation, Problem, Quoting, Role, Source
from empathylint.readers.assembly import Origin, Reading, conversation
from empathylint.readers.canned import canned, is_canned
from empathylint.readers.chats import Chat, Message, chats, conversation_id, is_message
from empathylint.readers.interchange import own, own_conversation
from empathylint.readers.json_strings import outline
from empathylint.readers.json_text import broken, decode, unknown_shape
from empathylint.readers.keys import pair
from empathylint.readers.lines import lines_of
from empathylint.readers.speakers import place_roles
from empathylint.readers.templates import exchange, template
from empathylint.readers.voice import role_finder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from empathylint.readers.speakers import Speakers

WHAT = "JSON Lines: a conversation, a message or a canned reply on each line"
HEAD = 65_536
FIRST_LINES = re.compile(r"[^\S\r\n]*+([^\r\n]++)")
SUFFIXES = {".jsonl", ".ndjson", ".jsonlines"}


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line that is not blank: its number and where it stands."""

    number: int
    start: int
    end: int


Apart = dict[str, list[tuple[Line, dict[str, Any]]]]


def matches(path: str, text: str) -> str:
    """The shape of the first lines, where they are objects that tell of a talk, else an empty string."""
    head = text[:HEAD]
    if not head.lstrip().startswith("{"):
        return ""
    first = [line[1].rstrip() for _, line in zip(range(5), FIRST_LINES.finditer(head), strict=False)]
    named = PurePath(path).suffix.casefold() in SUFFIXES
    if not named and (len(first) < 2 or not all(line.startswith("{") for line in first[:2])):  # noqa: PLR2004
        return ""
    kinds = (_shape(outline(line)) for line in first if named or line.startswith(('{"', "{ ")))
    shape = next((kind for kind in kinds if kind), "")
    return f"lines of JSON, each {shape}" if shape else ""


def _shape(value: Any) -> str:  # noqa: ANN401 - any JSON
    if not isinstance(value, dict):
        return ""
    if is_message(value):
        return "a message"
    if next(chats(value), None) is not None:
        return "a conversation"
    if is_canned(value):
        return "a canned reply"
    return "a question and its answer" if pair(tuple(value)) else ""


def read(path: str, text: str, speakers: Speakers) -> Iterator[Conversation | Problem]:
    """The conversations of a text; a line that cannot be read is a problem, and the others are read.

    Messages that stand alone on their lines make one conversation for each conversation id, told at the end.
    """
    role_of = role_finder(speakers)
    apart: Apart = {}
    strange: dict[tuple[str, ...], list[Line]] = {}
    empty = True
    for line in _lines(text):
        empty = False
        if known := own(text[line.start : line.end]):
            yield placed(own_conversation(known, line.number, (line.start, line.end), role_of))
            continue
        try:
            value = decode(text[line.start : line.end])
        except (ValueError, RecursionError) as wrong:
            yield broken(path, text, line.start, wrong)
            continue
        reading = Reading(path, role_of, _origin(line))
        kind = (
            "a conversation"
            if isinstance(value, dict) and type(value.get("turns")) is list
            else _shape(value)
        )
        if kind == "a message":
            apart.setdefault(conversation_id(value), []).append((line, value))
        elif kind:
            yield from _line(value, kind, line, reading)
        else:
            strange.setdefault(tuple(value) if isinstance(value, dict) else (), []).append(line)
    yield from _regrouped(apart, path, role_of)
    yield from (_strange(path, keys, lines) for keys, lines in strange.items())
    if empty:
        yield Problem(path, "The file is empty.")


def placed(told: Conversation) -> Conversation:
    """The conversation with the roles that can be inferred where some are unknown."""
    if all(turn.role is not Role.UNKNOWN for turn in told.turns):
        return told
    turns, notes = place_roles(told.turns)
    return msgspec.structs.replace(told, turns=turns, notes=notes)


def _lines(text: str) -> Iterator[Line]:
    starts = lines_of(text).starts
    for number, start in enumerate(starts, 1):
        end = starts[number] if number < len(starts) else len(text)
        if start < end and not text[start:end].isspace():
            yield Line(number, start, end)


def _origin(line: Line) -> Origin:
    def origin(path: tuple[Any, ...]) -> tuple[Source, int, int]:
        return Source(line.start, line.end, Quoting.JSON, path), line.number, 1

    return origin


def _line(value: dict[str, Any], kind: str, line: Line, reading: Reading) -> Iterator[Conversation | Problem]:
    name = str(line.number)
    if kind == "a conversation":
        for number, chat in enumerate(chats(value), 1):
            yield from conversation(chat, reading, name if number == 1 else f"{name}.{number}")
    elif kind == "a canned reply":
        for reply in canned([value], reading.path):
            # The path begins with the place in the list of one.
            made = template(msgspec.structs.replace(reply, path=reply.path[1:]), reading, name)
            yield from (made,) if made else ()
    elif keys := pair(tuple(value)):
        yield from exchange(value, keys, reading, name)


def _regrouped(
    apart: Apart, path: str, role_of: Callable[[str, str], Role]
) -> Iterator[Conversation | Problem]:
    """The conversations of messages that stand on lines of their own."""
    for id_, messages in apart.items():
        origins = [_origin(line) for line, _ in messages]
        reading = Reading(path, role_of, _each(origins))
        chat = Chat(tuple(Message((n,), fields) for n, (_, fields) in enumerate(messages)), {}, id_)
        yield from conversation(chat, reading, PurePath(path).stem)


def _each(origins: list[Origin]) -> Origin:
    return lambda path: origins[path[0]](path[1:])


def _strange(path: str, keys: tuple[str, ...], lines: list[Line]) -> Problem:
    more = f" So do {len(lines) - 1} more lines." if len(lines) > 1 else ""
    return Problem(path, f"{unknown_shape('This line', keys)}{more}", lines[0].number, 1)
