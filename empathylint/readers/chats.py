"""Chats in a JSON document: lists of messages, wherever a help desk keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from empathylint.readers.keys import fold, names, plan

if TYPE_CHECKING:
    from collections.abc import Iterator

HOLDERS = names("""
    turns messages dialogue dialog utterances conversationitems conversationparts comments history
    transcript transcripts phrases entries events exchanges segments sentences thread threads conversation
    conversations chat chats ticket tickets payload data results response records items audiosegments log
    analysisinput embedded
""")
RANK = {key: rank for rank, key in enumerate(HOLDERS)}
TITLED = {"title", "shortcut", "shortcode", "macroname", "templatename"}
DEEPEST = 6
LOOKED_AT = 20


class Message(Struct, frozen=True, gc=False):
    """A message as the file has it, and the way to it from the document's root."""

    path: tuple[Any, ...]
    fields: dict[str, Any]


class Chat(Struct, frozen=True):
    """The messages of one conversation, and the objects around them, which tell of it as a whole."""

    messages: tuple[Message, ...]
    envelope: dict[str, Any]
    id: str = ""


def chats(
    value: Any,  # noqa: ANN401 - any JSON
    path: tuple[Any, ...] = (),
    envelope: dict[str, Any] | None = None,
) -> Iterator[Chat]:
    """The chats of a document in its order; none where the shape is unknown."""
    if len(path) > DEEPEST:
        return
    if isinstance(value, list):
        if is_messages(value):
            yield from _grouped(value, path, envelope or {})
        else:
            for number, entry in enumerate(value):
                yield from chats(entry, (*path, number), envelope)
    elif isinstance(value, dict):
        yield from _inside(value, path, envelope or {})


def _inside(value: dict[str, Any], path: tuple[Any, ...], outer: dict[str, Any]) -> Iterator[Chat]:
    envelope = {**{key: told for key, told in outer.items() if fold(key) not in RANK}, **value}
    opening = _opening(value, path)
    for key in sorted((key for key in value if fold(key) in RANK), key=lambda key: RANK[fold(key)]):
        found = list(chats(value[key], (*path, key), envelope))
        if found:
            first = found[0]
            yield Chat((*opening, *first.messages), first.envelope, first.id)
            yield from found[1:]
            return
    if opening:
        yield Chat(opening, envelope)


def _opening(value: dict[str, Any], path: tuple[Any, ...]) -> tuple[Message, ...]:
    """The customer's first message where it stands apart: Intercom's source, a ticket's description."""
    source = value.get("source")
    if isinstance(source, dict) and "author" in source and "body" in source:
        return (Message((*path, "source"), {**source, "created_at": value.get("created_at")}),)
    if "conversations" in value and isinstance(value.get("description_text"), str):
        asked = {key: value.get(key) for key in ("description_text", "created_at")}
        return (Message(path, {**asked, "incoming": True}),)
    return ()


def is_messages(values: list[Any]) -> bool:
    """Whether a list holds messages: words, and something that tells whose."""
    return any(isinstance(entry, dict) and is_message(entry) for entry in values[:LOOKED_AT])


def is_message(fields: dict[str, Any]) -> bool:
    """Whether an object is a message and not a reply with a title."""
    keys = plan(tuple(fields))
    return keys.speaks and (bool(keys.conversation) or not any(fold(key) in TITLED for key in fields))


def conversation_id(fields: dict[str, Any]) -> str:
    """The id of the conversation that a message names, or an empty string."""
    for key in plan(tuple(fields)).conversation:
        if isinstance(fields[key], str | int):
            return str(fields[key])
    return ""


def _grouped(values: list[Any], path: tuple[Any, ...], envelope: dict[str, Any]) -> Iterator[Chat]:
    groups: dict[str, list[Message]] = {}
    for number, fields in enumerate(values):
        if isinstance(fields, dict):
            groups.setdefault(conversation_id(fields), []).append(Message((*path, number), fields))
    for id_, messages in groups.items():
        yield Chat(tuple(messages), envelope, id_)
