"""Words as a file would write them: what to change in it so that a turn says something else."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.model import Quoting
from empathylint.readers.places import FilePlace, file_place, locate

if TYPE_CHECKING:
    from empathylint.model import Source, Turn

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_ENDS_A_PLAIN_SCALAR = re.compile(r":(?:\s|$)|\s#|^[\s&*!|>%@`'\"#?,\[\]{}-]|[\r\n]")
_BREAK = re.compile(r"\r\n|\n|\r")


class Change(Struct, frozen=True, gc=False):
    """Characters of a file and the text to put in their place, quoted and escaped as the file has it there."""

    place: FilePlace
    text: str


def changed(text: str, turn: Turn, said: str) -> Change | None:
    """The least change of a file's `text` after which the turn says `said`.

    None where the file holds the turn's words in no form that can be traced, such as HTML.
    """
    source = turn.source
    if source is None or source.quoting is Quoting.OPAQUE or said == turn.text:
        return None
    start, end, words = _difference(turn.text, said)
    place = locate(text, turn, start, end)
    if source.quoting is Quoting.JSON:
        return Change(place, _in_json(text, source, words))
    if source.quoting is Quoting.CSV:
        return _in_csv(text, source, place, words, said)
    if source.quoting is Quoting.YAML:
        return _in_yaml(text, source, place, words, said)
    return Change(place, _BREAK.sub(line_end(text), words))


def line_end(text: str) -> str:
    """How a text ends its lines."""
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def _difference(before: str, after: str) -> tuple[int, int, str]:
    """The words in which texts differ: characters `start` to `end` of the first, and what the second has there."""
    start = _alike(before, after)
    ending = _alike(before[start:][::-1], after[start:][::-1])
    while start and before[start - 1].isalnum():
        start -= 1
    while ending and before[-ending].isalnum():
        ending -= 1
    return start, len(before) - ending, after[start : len(after) - ending]


def _alike(one: str, other: str) -> int:
    """How many characters at their beginnings two texts have in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (first, second) in pairs if first != second), min(len(one), len(other)))


def _in_json(text: str, source: Source, words: str) -> str:
    """Words as they stand between the quotes of a JSON string, escaped beyond ASCII where its neighbours are."""
    is_escaped = "\\u" in text[source.start : source.end]
    return json.dumps(words, ensure_ascii=is_escaped)[1:-1]


def _in_csv(text: str, source: Source, place: FilePlace, words: str, said: str) -> Change:
    """Words in a field; a field without quotes gets them where it needs them now."""
    from empathylint.readers.parts.csv_text import records

    number, delimiter = source.path
    start, end = next(records(text, delimiter, source.start, source.end)).span(number)
    if text[start : start + 1] == '"':
        return Change(place, words.replace('"', '""'))
    if not set(words) & {delimiter, '"', "\r", "\n"}:
        return Change(place, words)
    quoted = said.replace('"', '""')
    return Change(file_place(text, start, end), f'"{quoted}"')


def _in_yaml(text: str, source: Source, place: FilePlace, words: str, said: str) -> Change | None:
    """Words in a scalar; a plain one gets quotes where it needs them now."""
    properties = _PROPERTIES.match(text, source.start, source.end)
    start = properties.end() if properties else source.start
    style = text[start : start + 1]
    if style == "'":
        return None if _BREAK.search(words) else Change(place, words.replace("'", "''"))
    if style == '"':
        return Change(place, json.dumps(words, ensure_ascii=False)[1:-1])
    if style in {"|", ">"}:
        begun = max(text.rfind("\n", 0, place.start), text.rfind("\r", 0, place.start)) + 1
        indent = re.match(r" *", text[begun : place.start])
        return Change(place, _BREAK.sub(line_end(text) + (indent[0] if indent else ""), words))
    whole = text[start : source.end]
    if not _ENDS_A_PLAIN_SCALAR.search(said):
        return Change(place, words)
    if _BREAK.search(whole):
        return None
    return Change(file_place(text, start, start + len(whole.rstrip())), json.dumps(said, ensure_ascii=False))
