"""What a result says, with its findings placed in the text of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.mending import put_in_at_once
from empathylint.readers.places import locate
from empathylint.readers.writing import changed
from empathylint.report import Said, Talk, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.engine import Result
    from empathylint.finding import Finding
    from empathylint.model import Conversation, Turn


def tell(result: Result, text: str) -> Talk:
    """What a result says, with its findings placed in the file's text."""
    talk = result.conversation
    told = tuple(_told(finding, talk, text) for finding in result.findings)
    named = {index for finding in result.findings for index in _turns_of(finding)}
    turns = {index: _said(talk.turns[index], text) for index in sorted(named)}
    return Talk(result.path, talk.id, talk.title, talk.is_template, talk.steps, turns, told)


def _said(turn: Turn, text: str) -> Said:
    place = locate(text, turn, 0, len(turn.text))
    return Said(turn.role, turn.text, place.line, place.end_line)


def _turns_of(finding: Finding) -> Iterator[int]:
    """The turns that a finding points to."""
    yield finding.place.turn
    yield from (note.place.turn for note in finding.notes)
    if finding.edit is not None:
        yield finding.edit.place.turn


def _told(finding: Finding, conversation: Conversation, text: str) -> Told:
    turn = conversation.turns[finding.place.turn]
    place = locate(text, turn, finding.place.start, finding.place.end)
    if not conversation.is_template or finding.edit is None:
        return Told(finding, place)
    said = put_in_at_once(turn.text, finding.edit)
    return Told(finding, place, None if said is None else changed(text, turn, said))
