"""Captions (WebVTT calls them cues): when they are shown, what they say, and who says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.language.late import late
from empathylint.readers.parts.lines import Line, text_lines
from empathylint.readers.places import Piece

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = late(rf"[ \t]*+{_TIME}[ \t]*+-->[ \t]*+{_TIME}(?:[ \t][^\r\n]*+)?[ \t]*+")
_MEANT_AS_TIMING = late(r"[ \t]*+\d{1,4}:\d\d[^a-zA-Z]{0,20}(?:-|–|—|>|to)[^a-zA-Z]{0,20}\d")
_NO_CAPTION = late(r"(?:NOTE|STYLE|REGION|WEBVTT)(?:[ \t]|$)")
_EXPECTED = "Expected a timing line such as 00:00:05.000 --> 00:00:07.500; this cue was left out."
_MARKUP = late(
    r"<(?P<tag>/?[a-z0-9:][^<>]{0,200}+)>|&(?P<entity>#?[a-zA-Z0-9]{1,10});|\{\\[^{}]{0,40}+\}", re.IGNORECASE
)
_VOICE = late(r"v(?:\.[^\s]*+)?[ \t]++(.+)", re.IGNORECASE)
_PREFIX = late(
    r"[ \t]*+(?:>>[ \t]*+|-[ \t]++)?"
    r"(?:\[(?P<in>[^\[\]:\n]{1,60}+)\][ \t]*+:?|(?P<name>[^\W\d_][^:\n]{0,59}+):(?!//))[ \t]*+"
)
_SPACE = late(r"[ \t]+")


class Caption(Struct, frozen=True):
    """What is shown at once: its start in seconds, the number of its timing line, and its lines of words."""

    start: float
    line: int
    lines: tuple[Line, ...]


class BrokenCaption(Struct, frozen=True, gc=False):
    """A block without a timing that can be read: the number of the line, and what was expected there."""

    line: int
    message: str = _EXPECTED


class Said(Struct, frozen=True):
    """A run of pieces that one voice says; `voice` is None where no tag names it."""

    voice: str | None
    pieces: tuple[Piece, ...]


def captions_of(text: str) -> Iterator[Caption | BrokenCaption]:
    """The captions of a WebVTT or SRT text, broken ones too; comments and styles are left out.

    A block without a number and a timing goes on where the caption before it broke off with a blank line.
    """
    pending: Caption | None = None
    for block in filter(None, _blocks(text)):
        caption = _caption(block, is_first=pending is None)
        if isinstance(caption, tuple):
            pending = pending and Caption(pending.start, pending.line, (*pending.lines, *caption))
            continue
        if pending is not None and caption is not None:
            yield pending
            pending = None
        if isinstance(caption, BrokenCaption):
            yield caption
        elif caption is not None:
            pending = caption
    if pending is not None:
        yield pending


def said_in(lines: tuple[Line, ...]) -> Iterator[Said]:
    """What is said in a caption, a run for each voice; its lines are joined by a blank."""
    voice: str | None = None
    pieces: list[Piece] = []
    for line in lines:
        before = " "
        for tag, piece in _tokens(line):
            if piece is not None:
                pieces.append(Piece(piece.text, piece.start, piece.end, before))
                before = ""
            elif tag is not None and (named := _voice(tag)) is not None:
                yield Said(voice, tuple(pieces))
                voice, pieces = named or None, []
    yield Said(voice, tuple(pieces))


def prefix_of(piece: Piece) -> tuple[str, int]:
    """The name before a line's words, as in `Ana: hello` or `[Ana] hello`, and where the words begin."""
    prefix = _PREFIX.match(piece.text)
    if prefix is None:
        return "", 0
    return (prefix["in"] or prefix["name"]).strip(), prefix.end()


def by_prefix(said: Said, known: Collection[str]) -> Iterator[Said]:
    """The runs of a caption, cut where a line begins with one of the known names."""
    voice = said.voice
    pieces: list[Piece] = []
    for piece in said.pieces:
        name, length = prefix_of(piece) if piece.before else ("", 0)
        if name in known and said.voice is None:
            yield Said(voice, trimmed(pieces))
            voice, pieces = name, [_without(piece, length)]
        else:
            pieces.append(piece)
    yield Said(voice, trimmed(pieces))


def trimmed(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces without white space at both ends."""
    kept = [piece for piece in pieces if piece.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if not kept:
        return ()
    kept[0] = _without(kept[0], len(kept[0].text) - len(kept[0].text.lstrip()))
    last = kept[-1]
    spare = len(last.text) - len(last.text.rstrip())
    kept[-1] = Piece(last.text.rstrip(), last.start, last.end - spare, last.before)
    return tuple(kept)


def _without(piece: Piece, length: int) -> Piece:
    return Piece(piece.text[length:], piece.start + length, piece.end, piece.before)


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


def _caption(block: list[Line], *, is_first: bool) -> Caption | BrokenCaption | tuple[Line, ...] | None:
    """The caption of a block, why there is none, or lines that belong to the caption before."""
    if _NO_CAPTION.match(block[0].text):
        return None
    for number, line in enumerate(block[:2]):
        if timing := _TIMING.fullmatch(line.text):
            return Caption(_seconds(timing), line.number, tuple(block[number + 1 :]))
        if "-->" in line.text or _MEANT_AS_TIMING.match(line.text):
            return BrokenCaption(line.number)
    if is_first or (block[0].text.strip().isdigit() and len(block) > 1):
        return BrokenCaption(block[0].number)
    return () if len(block) == 1 and block[0].text.strip().isdigit() else tuple(block)


def _seconds(timing: re.Match[str]) -> float:
    hours, minutes, seconds, fraction = timing.groups()[:4]
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(f"{seconds}.{fraction}")


def _tokens(line: Line) -> Iterator[tuple[str | None, Piece | None]]:
    """The tags and the pieces of text of a line."""
    here = 0
    for markup in _MARKUP.finditer(line.text):
        start, end = markup.span()
        character = _character(markup["entity"])
        if markup["entity"] and not character:
            continue
        if start > here:
            yield None, _piece(line, here, start)
        if character:
            yield None, Piece(character, line.start + start, line.start + end)
        else:
            yield markup["tag"] or "", None
        here = end
    if here < len(line.text):
        yield None, _piece(line, here, len(line.text))


def _piece(line: Line, start: int, end: int) -> Piece:
    return Piece(line.text[start:end], line.start + start, line.start + end)


def _character(entity: str | None) -> str:
    """The character an entity such as `amp` stands for, or an empty string."""
    if entity is None:
        return ""
    from html import unescape

    character = unescape(f"&{entity};")
    return character.replace("\xa0", " ") if len(character) == 1 else ""


def _voice(tag: str) -> str | None:
    """The name in a voice tag, an empty one at its end, and None for any other tag."""
    if tag.lower() == "/v":
        return ""
    voice = _VOICE.fullmatch(tag)
    if voice is None:
        return None
    from html import unescape

    return _SPACE.sub(" ", unescape(voice[1])).strip()
