"""Canned replies and single exchanges as conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from empathylint.model import Conversation, Problem, Quoting, Role, Source, Turn
from empathylint.readers.markup import is_html, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from empathylint.readers.assembly import Reading
    from empathylint.readers.canned import Canned


def template(
    reply: Canned, reading: Reading, name: str, before: tuple[Any, ...] = ()
) -> Conversation | Problem | None:
    """The conversation of a canned reply: one agent turn with a title. None for a reply without words."""
    source, line, column = reading.origin((*before, *reply.path))
    if reply.wrong:
        return Problem(reading.path, f"{reply.wrong}.", line, column)
    text = reply.text.rstrip() if source.quoting is Quoting.YAML else reply.text
    if not text.strip():
        return None
    turn = _turn(0, Role.AGENT, text, (source, line, column), internal=reply.internal)
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
                turns.append(_turn(len(turns), role, fields[key], place))
        elif fields[key] is not None:
            yield Problem(reading.path, f"“{key}” is {fields[key]!r:.40}, not a text.", *place[1:])
    if turns:
        given = fields.get("id")
        yield Conversation(str(given) if isinstance(given, str | int) else name, tuple(turns))


def _turn(
    index: int, role: Role, text: str, place: tuple[Source, int, int], *, internal: bool = False
) -> Turn:
    source, line, column = place
    if is_html(text):
        source, text = Source(source.start, source.end, Quoting.OPAQUE), words(text)
    return Turn(index, role, text, "", line, column, source, internal=internal)
