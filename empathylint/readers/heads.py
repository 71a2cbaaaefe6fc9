"""Heads: what the lines above the first turn tell of a conversation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from empathylint.readers.speaker_lines import METADATA_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from empathylint.readers.speaker_lines import SpeakerLine

_KEY_LINE = re.compile(r"[ \t]*+([^\W\d_][^:\r\n]{0,30}+):[ \t]*+([^\r\n]{0,500}+)")
_NOT_A_PERSONS_NAME = re.compile(
    r"[.!?,;:]|^(?:hello|hi|hey|good|thanks?|yes|no|ok|okay|please|help|sorry)\b", re.IGNORECASE
)
_MOST_NAMES = 3


class HeadLine(NamedTuple):
    """A line `Key: value` of a head, and where it starts in the file."""

    key: str
    value: str
    start: int


def read_head(text: str, start: int, marks: Sequence[SpeakerLine]) -> tuple[dict[str, str], int]:
    """What a conversation's head tells, by keys in lower case, and how many speaker lines belong to it.

    `Customer: Ana Ruiz` is a turn, except in a head with known keys, ended by a blank line, after which the
    same speaker has words of their own.
    """
    lines = tuple(_lines(text, start))
    spoken = {mark.line for mark in marks[: len(lines)]}
    facts = [line for line in lines if line.start not in spoken and line.key in METADATA_KEYS]
    people = [line for line in lines if line.start in spoken]
    if _are_facts(text, lines, facts, people, marks):
        return {line.key: line.value for line in (*facts, *people)}, len(people)
    return {line.key: line.value for line in facts if line.start < marks[0].line}, 0


def _are_facts(
    text: str,
    lines: Sequence[HeadLine],
    facts: Sequence[HeadLine],
    people: Sequence[HeadLine],
    marks: Sequence[SpeakerLine],
) -> bool:
    """Whether the head's lines with speakers tell who they are, instead of what they said."""
    if (
        not facts
        or not people
        or len(facts) + len(people) < len(lines)
        or not _is_blank_after(text, lines[-1].start)
    ):
        return False
    later = {mark.name.casefold() for mark in marks[len(people) :]}
    return all(line.key in later and _is_persons_name(line.value) for line in people)


def _lines(text: str, start: int) -> Iterator[HeadLine]:
    """The lines `Key: value` from `start` up to the first blank line after them."""
    here, seen = start, False
    while here < len(text):
        stop = text.find("\n", here)
        end = len(text) if stop < 0 else stop
        line = _KEY_LINE.match(text, here, end)
        if line:
            seen = True
            yield HeadLine(line[1].strip(" \t*_").casefold(), line[2].strip(), here)
        elif seen or text[here:end].strip():
            return
        here = end + 1


def _is_blank_after(text: str, line: int) -> bool:
    stop = text.find("\n", line)
    return stop >= 0 and not text[stop + 1 : stop + 200].partition("\n")[0].strip()


def _is_persons_name(value: str) -> bool:
    words = value.split()
    capitals = all(not word[0].islower() for word in words)
    return 0 < len(words) <= _MOST_NAMES and capitals and not _NOT_A_PERSONS_NAME.search(value)
