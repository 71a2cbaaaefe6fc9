"""JSON Lines: a conversation, a message, or a canned reply on each line.

A turn's line is exact and its column is the line's first; `places.locate` finds the exact characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from empathylint.model import Conversation, Problem, Quoting, Role, Source, Turn
from empathylint.readers.parts.canned import canned, is_canned
from empathylint.readers.parts.conversations import Origin, Reading, conversation, exchange, template
from empathylint.readers.parts.file_names import stem_of, suffix_of
from empathylint.readers.parts.json_text import broken, decode, outline, unknown_shape
from empathylint.readers.parts.lines import lines_of
from empathylint.readers.parts.messages import Chat, Message, chats, conversation_id, is_message, pair
from empathylint.readers.parts.voices import role_finder
from empathylint.readers.speakers import place_roles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from empathylint.readers.speakers import Speakers

WHAT = "JSON Lines: a conversation, a message or a canned reply on each line"
HEAD = 65_536
FIRST_LINES = r"[^\S\r\n]*+([^\r\n]++)"
SUFFIXES = {".jsonl", ".ndjson", ".jsonlines"}


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line that is not blank: its number and where it stands."""

    number: int
    start: int
    end: int


class OwnTurn(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One turn as our own interchange format has it."""

    speaker: str
    text: str
    name: str = ""
    time: float | None = None


class OwnLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of our own format: a conversation, or a canned reply with its title."""

    turns: tuple[OwnTurn, ...]
    id: str = ""
    title: str = ""
    template: bool | None = None
    metadata: dict[str, Any] = {}


OWN = msgspec.json.Decoder(OwnLine)
Apart = dict[str, list[tuple[Line, dict[str, Any]]]]


def matches(path: str, text: str) -> str:
    """The shape of the first lines, where they are objects that tell of a talk, else an empty string."""
    head = text[:HEAD]
    if not head.lstrip().startswith("{"):
        return ""
    first = [line[1].rstrip() for _, line in zip(range(5), re.finditer(FIRST_LINES, head), strict=False)]
    named = suffix_of(path) in SUFFIXES
    if not named and (len(first) < 2 or not all(line.startswith("{") for line in first[:2])):  # noqa: PLR2004
        return ""
    kinds = (_kind(line) for line in first if named or line.startswith(('{"', "{ ")))
    shape = next((kind for kind in kinds if kind), "")
    return f"lines of JSON, each {shape}" if shape else ""


def _kind(line: str) -> str:
    return "a conversation" if _own(line) else _shape(outline(line))


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
        written = text[line.start : line.end].rstrip()
        if known := _own(written):
            yield _own_conversation(known, line, role_of)
            continue
        try:
            value = decode(written)
        except (ValueError, RecursionError) as wrong:
            yield broken(path, text, line.start, wrong)
            continue
        reading = Reading(path, role_of, _origin(line))
        kind = "a conversation" if isinstance(value, dict) and type(value.get("turns")) is list else _shape(value)
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


def _own(written: str) -> OwnLine | None:
    """The line, if it is exactly of our own shape, every turn has words and none is HTML, else None."""
    try:
        line = OWN.decode(written)
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError):
        return None
    for turn in line.turns:
        if not turn.text or turn.text[0] == "<" or turn.text[0].isspace():
            return None
    return line if line.turns else None


def _own_conversation(told: OwnLine, line: Line, role_of: Callable[[str, str], Role]) -> Conversation:
    """The conversation of a line, with the roles that can be inferred where some are unknown."""
    turns = tuple(
        Turn(
            index,
            role_of("speaker", turn.speaker),
            turn.text,
            turn.name or turn.speaker,
            line.number,
            1,
            Source(line.start, line.end, Quoting.JSON, ("turns", index, "text")),
            turn.time,
        )
        for index, turn in enumerate(told.turns)
    )
    alone = bool(told.title) and len(turns) == 1 and turns[0].role is Role.AGENT
    is_template = alone if told.template is None else told.template
    notes: tuple[str, ...] = ()
    if any(turn.role is Role.UNKNOWN for turn in turns):
        turns, notes = place_roles(turns)
    return Conversation(told.id or str(line.number), turns, is_template, told.title, told.metadata, notes)


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


def _regrouped(apart: Apart, path: str, role_of: Callable[[str, str], Role]) -> Iterator[Conversation | Problem]:
    """The conversations of messages that stand on lines of their own."""
    for id_, messages in apart.items():
        origins = [_origin(line) for line, _ in messages]
        reading = Reading(path, role_of, _each(origins))
        chat = Chat(tuple(Message((n,), fields) for n, (_, fields) in enumerate(messages)), {}, id_)
        yield from conversation(chat, reading, stem_of(path))


def _each(origins: list[Origin]) -> Origin:
    return lambda path: origins[path[0]](path[1:])


def _strange(path: str, keys: tuple[str, ...], lines: list[Line]) -> Problem:
    more = f" So do {len(lines) - 1} more lines." if len(lines) > 1 else ""
    return Problem(path, f"{unknown_shape('This line', keys)}{more}", lines[0].number, 1, strange=True)
