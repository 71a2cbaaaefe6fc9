"""Subtitle cues: when they are shown and what they say, line by line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.readers.text_lines import Line, text_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"[ \t]*+{_TIME}[ \t]*+-->[ \t]*+{_TIME}(?:[ \t][^\r\n]*+)?[ \t]*+")
_MEANT_AS_TIMING = re.compile(r"[ \t]*+\d{1,4}:\d\d[^a-zA-Z]{0,20}(?:-|–|—|>|to)[^a-zA-Z]{0,20}\d")
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT)(?:[ \t]|$)")
_EXPECTED = "Expected a timing line such as 00:00:05.000 --> 00:00:07.500; this cue was left out."


class Cue(Struct, frozen=True):
    """What is shown at once: its start in seconds, the number of its timing line, and its lines of words."""

    start: float
    line: int
    lines: tuple[Line, ...]


class BrokenCue(Struct, frozen=True, gc=False):
    """A block without a timing that can be read: the number of the line, and what was expected there."""

    line: int
    message: str = _EXPECTED


def cues_of(text: str) -> Iterator[Cue | BrokenCue]:
    """The cues of a WebVTT or SRT text, broken ones too; comments and styles are left out.

    A block without a number and a timing goes on where the cue before it broke off with a blank line.
    """
    pending: Cue | None = None
    for block in filter(None, _blocks(text)):
        cue = _cue(block, is_first=pending is None)
        if isinstance(cue, tuple):
            pending = pending and Cue(pending.start, pending.line, (*pending.lines, *cue))
            continue
        if pending is not None and cue is not None:
            yield pending
            pending = None
        if isinstance(cue, BrokenCue):
            yield cue
        elif cue is not None:
            pending = cue
    if pending is not None:
        yield pending


def _blocks(text: str) -> Iterator[list[Line]]:
    """The runs of lines that are not blank, cut before a timing line that stands further down."""
    block: list[Line] = []
    timed = False
    for line in text_lines(text):
        has_timing = "-->" in line.text
        if has_timing and (timed or len(block) > 1):
            named = [block.pop()] if block[-1].text.strip().isdigit() else []
            yield block
            block = named
        timed = has_timing or (timed and not line.is_blank)
        if not line.is_blank:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _cue(block: list[Line], *, is_first: bool) -> Cue | BrokenCue | tuple[Line, ...] | None:
    """The cue of a block, why there is none, or lines that belong to the cue before."""
    if _NO_CUE.match(block[0].text):
        return None
    for number, line in enumerate(block[:2]):
        if timing := _TIMING.fullmatch(line.text):
            return Cue(_seconds(timing), line.number, tuple(block[number + 1 :]))
        if "-->" in line.text or _MEANT_AS_TIMING.match(line.text):
            return BrokenCue(line.number)
    if is_first or (block[0].text.strip().isdigit() and len(block) > 1):
        return BrokenCue(block[0].number)
    return () if len(block) == 1 and block[0].text.strip().isdigit() else tuple(block)


def _seconds(timing: re.Match[str]) -> float:
    hours, minutes, seconds, fraction = timing.groups()[:4]
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(f"{seconds}.{fraction}")
