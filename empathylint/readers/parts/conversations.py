"""Conversations put together from what a structured file holds: messages, exchanges, canned replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from empathylint.model import Conversation, Problem, Quoting, Role, Source, Turn
from empathylint.readers.parts.html_text import is_html, shown
from empathylint.readers.parts.messages import KEYS, Plan, fold, names, plan
from empathylint.readers.parts.times import seconds
from empathylint.readers.parts.voices import Voice, people, voice
from empathylint.readers.speakers import place_roles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from empathylint.readers.parts.canned import Canned
    from empathylint.readers.parts.messages import Chat, Message

UNSPOKEN = names("""
    chat.memberjoin chat.memberleave chat.rating chat.system chat.file event file systemmessage
    system_message lineitem function_call function_call_output reasoning
""")
INSTRUCTING = {"system", "developer", "tool", "function"}
HTML_KEYS = {"htmlbody", "bodyhtml", "contenthtml", "richtext", "strippedhtml", "commentvaluehtml"}
LONGEST_FACT = 200
MOST_VOICES = 4096
ONLY_WORDS = {str}
DEEPEST = 20


class Origin(Protocol):
    """Where the string that a path leads to stands: its source, line and column."""

    def __call__(self, path: tuple[Any, ...], /) -> tuple[Source, int, int]:
        """Give the source of the string, and its line and column."""


class Reading(Struct, frozen=True):
    """What it takes to turn messages into turns."""

    path: str
    role_of: Callable[[str, str], Role]
    origin: Origin
    voices: dict[tuple[Any, ...], Voice] = {}  # answers given before: few people say many things


class Said(Struct, frozen=True, gc=False):
    """A text of a message, the way to it, and where its characters stand in the HTML that it was freed from."""

    path: tuple[Any, ...]
    text: str
    markup: tuple[tuple[int, int, int], ...] = ()


def conversation(chat: Chat, reading: Reading, name: str) -> Iterator[Conversation | Problem]:
    """The conversation of a chat, if anybody says anything in it, after the problems of its messages."""
    known = people(chat.envelope, reading.role_of)
    turns: list[Turn] = []
    for message in _in_order(chat):
        told = _turns(message, reading, known, len(turns))
        if isinstance(told, Problem):
            yield told
        else:
            turns += told
    if turns:
        yield _finished(turns, chat.envelope, chat.id or _id(chat.envelope) or name)


def template(reply: Canned, reading: Reading, name: str, before: tuple[Any, ...] = ()) -> Conversation | Problem | None:
    """The conversation of a canned reply: one agent turn with a title. None for a reply without words."""
    source, line, column = reading.origin((*before, *reply.path))
    if reply.wrong:
        return Problem(reading.path, f"{reply.wrong}.", line, column)
    text = reply.text.rstrip() if source.quoting is Quoting.YAML else reply.text
    if not text.strip():
        return None
    turn = _alone(0, Role.AGENT, text, (source, line, column), internal=reply.internal)
    return Conversation(reply.id or name, (turn,), is_template=True, title=reply.title)


def exchange(
    fields: Mapping[str, Any],
    keys: tuple[str, str],
    reading: Reading,
    name: str,
    before: tuple[Any, ...] = (),
) -> Iterator[Conversation | Problem]:
    """The conversation of a customer's words and the agent's answer; a missing half is left out."""
    turns: list[Turn] = []
    for key, role in zip(keys, (Role.CUSTOMER, Role.AGENT), strict=True):
        place = reading.origin((*before, key))
        if isinstance(fields[key], str):
            if fields[key].strip():
                turns.append(_alone(len(turns), role, fields[key], place))
        elif fields[key] is not None:
            yield Problem(reading.path, f"“{key}” is {fields[key]!r:.40}, not a text.", *place[1:])
    if turns:
        given = fields.get("id")
        yield Conversation(str(given) if isinstance(given, str | int) else name, tuple(turns))


def _finished(turns: list[Turn], envelope: Mapping[str, Any], name: str) -> Conversation:
    """The conversation of these turns. One agent turn with a title is a canned reply, or `template: true`."""
    placed: tuple[Turn, ...] = tuple(turns)
    notes: tuple[str, ...] = ()
    if any(turn.role is Role.UNKNOWN for turn in turns):
        placed, notes = place_roles(placed)
    title = envelope.get("title")
    title = title if isinstance(title, str) else ""
    alone = bool(title) and len(placed) == 1 and placed[0].role is Role.AGENT
    return Conversation(name, placed, envelope.get("template", alone) is True, title, _facts(envelope), notes)


def _id(envelope: Mapping[str, Any]) -> str:
    for key in ("id", *plan(tuple(envelope)).conversation):
        if isinstance(given := envelope.get(key), str | int) and not isinstance(given, bool):
            return str(given)
    ticket = envelope.get("ticket")
    return _id(ticket) if isinstance(ticket, dict) else ""


def _in_order(chat: Chat) -> tuple[Message, ...]:
    """The messages as they were said: Help Scout lists the newest first."""
    path = chat.messages[0].path
    return chat.messages[::-1] if "threads" in path and "_embedded" in path else chat.messages


def _turns(message: Message, reading: Reading, known: Mapping[str, Voice], index: int) -> Sequence[Turn] | Problem:
    """The turns of a message, mostly one, none where nobody says anything, or why it cannot be read."""
    fields = message.fields
    keys = plan(tuple(fields))
    if (keys.kind and _is_unspoken(fields, keys)) or ("role" in fields and _is_instruction(fields)):
        return ()
    try:
        said = _texts(fields, keys)
    except TypeError as wrong:
        return _misfit(message, reading, str(wrong))
    if not said:
        return ()
    who, when = _voice(fields, keys, reading, known), _time(fields, keys)
    turns: list[Turn] = []
    for number, words_ in enumerate(said, index):
        source, line, column = reading.origin(message.path + words_.path)
        if words_.markup:
            source = replace(source, markup=words_.markup)
        turns.append(Turn(number, who.role, words_.text, who.name, line, column, source, when, who.internal))
    return turns


def _voice(fields: Mapping[str, Any], keys: Plan, reading: Reading, known: Mapping[str, Voice]) -> Voice:
    told = tuple([fields[key] for key in keys.who])
    if known or not {*map(type, told)} <= ONLY_WORDS:
        return voice(fields, keys, reading.role_of, known)
    asked = (keys.who, told)
    if (who := reading.voices.get(asked)) is None:
        if len(reading.voices) > MOST_VOICES:
            reading.voices.clear()
        who = reading.voices[asked] = voice(fields, keys, reading.role_of, known)
    return who


def _misfit(message: Message, reading: Reading, wrong: str) -> Problem:
    _, line, column = reading.origin(message.path)
    place = ".".join(map(str, message.path)) or "the message"
    return Problem(reading.path, f"{place}: {wrong}", line, column)


def _is_unspoken(fields: Mapping[str, Any], keys: Plan) -> bool:
    return any(isinstance(fields[key], str) and fields[key].casefold() in UNSPOKEN for key in keys.kind)


def _is_instruction(fields: Mapping[str, Any]) -> bool:
    """Whether this is what a language model was told, which nobody said."""
    return "content" in fields and isinstance(fields["role"], str) and fields["role"] in INSTRUCTING


def _texts(fields: Mapping[str, Any], keys: Plan, depth: int = 0) -> list[Said]:
    """The texts of a message. TypeError tells of one that is neither words nor empty."""
    wrong = ""
    for key in keys.text if depth < DEEPEST else ():
        value = fields[key]
        if isinstance(value, str):
            found = [_said((key,), value)] if value.strip() else []
        elif isinstance(value, list):
            found = _parts(key, value)
        elif isinstance(value, dict):
            found = [
                Said((key, *said.path), said.text, said.markup) for said in _texts(value, plan(tuple(value)), depth + 1)
            ]
        else:
            wrong = wrong or ("" if value is None else f"“{key}” is {value!r:.40}, not a text")
            continue
        if found:
            return found
    if wrong:
        raise TypeError(wrong)
    return []


def _parts(key: str, parts: list[Any]) -> list[Said]:
    """The texts among the parts of a content: strings, or objects with a `text`."""
    found: list[Said] = []
    for number, part in enumerate(parts):
        text = part.get("text") if isinstance(part, dict) else part
        if isinstance(text, str) and text.strip():
            found.append(_said((key, number, "text") if isinstance(part, dict) else (key, number), text))
    return found


def _said(path: tuple[Any, ...], text: str) -> Said:
    if "<" in text and (is_html(text) or fold(path[0]) in HTML_KEYS):
        page = shown(text)
        return Said(path, page.text, page.runs)
    return Said(path, text)


def _time(fields: Mapping[str, Any], keys: Plan) -> float | None:
    for key in keys.time:
        if (told := seconds(fields[key])) is not None:
            small = key.endswith(("Millis", "Ms", "_ms")) and told == fields[key]
            return told / 1000 if small else told
    return None


def _facts(envelope: Mapping[str, Any]) -> dict[str, Any]:
    """What a file tells of a conversation as a whole: its metadata, channel, satisfaction and short facts."""
    told: dict[str, Any] = {}
    for key, value in envelope.items():
        if key == "metadata" and isinstance(value, dict):
            continue
        name = fold(key)
        short = isinstance(value, int | float) or (isinstance(value, str) and len(value) <= LONGEST_FACT)
        if short and key not in {"id", "title", "template"}:
            told["csat" if name in KEYS["csat"] else "channel" if name in KEYS["channel"] else key] = value
        elif isinstance(value, dict) and "rating" in name:
            scores = [value[key] for key in ("score", "rating") if isinstance(value.get(key), str | int | float)]
            told |= {"csat": score for score in scores[:1]}  # noqa: B035 - one or none
    metadata = envelope.get("metadata")
    return told | metadata if isinstance(metadata, dict) else told


def _alone(index: int, role: Role, text: str, place: tuple[Source, int, int], *, internal: bool = False) -> Turn:
    source, line, column = place
    if is_html(text):
        page = shown(text)
        source, text = replace(source, markup=page.runs), page.text
    return Turn(index, role, text, "", line, column, source, internal=internal)
