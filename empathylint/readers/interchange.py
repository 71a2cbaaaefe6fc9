"""Our own interchange format, read fast: one object a line, exactly as the documentation has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from empathylint.model import Conversation, Quoting, Role, Source, Turn

if TYPE_CHECKING:
    from collections.abc import Callable


class OwnTurn(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One turn of a line."""

    speaker: str
    text: str
    name: str = ""
    time: float | None = None


class OwnLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line: a conversation, or a canned reply with its title."""

    turns: tuple[OwnTurn, ...]
    id: str = ""
    title: str = ""
    template: bool | None = None
    metadata: dict[str, Any] = {}


DECODER = msgspec.json.Decoder(OwnLine)


def own(written: str) -> OwnLine | None:
    """The line, if it is exactly of our own shape, every turn has words and none is HTML, else None."""
    try:
        line = DECODER.decode(written)
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError):
        return None
    for turn in line.turns:
        if not turn.text or turn.text[0] == "<" or turn.text[0].isspace():
            return None
    return line if line.turns else None


def own_conversation(
    line: OwnLine,
    number: int,
    span: tuple[int, int],
    role_of: Callable[[str, str], Role],
) -> Conversation:
    """The conversation of a line that stands at `span` of the file; roles that are unknown stay so."""
    start, end = span
    turns = tuple(
        Turn(
            index,
            role_of("speaker", turn.speaker),
            turn.text,
            turn.name or turn.speaker,
            number,
            1,
            Source(start, end, Quoting.JSON, ("turns", index, "text")),
            turn.time,
        )
        for index, turn in enumerate(line.turns)
    )
    alone = bool(line.title) and len(turns) == 1 and turns[0].role is Role.AGENT
    template = alone if line.template is None else line.template
    return Conversation(line.id or str(number), turns, template, line.title, line.metadata)
