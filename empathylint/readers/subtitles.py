"""WebVTT and SRT subtitles of recorded calls.

The captions are read here and not by webvtt-py, which tells neither the line nor the column of the spoken words
and gives up a whole file for one broken timing line.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.language.late import late
from empathylint.model import Conversation, Problem, Quoting, Source, Turn
from empathylint.readers.parts.captions import (
    BrokenCaption,
    Caption,
    Said,
    by_prefix,
    captions_of,
    prefix_of,
    said_in,
)
from empathylint.readers.parts.file_names import stem_of, suffix_of
from empathylint.readers.parts.lines import LineCounter
from empathylint.readers.parts.transcript_lines import is_label, known_speakers
from empathylint.readers.places import Piece, joined
from empathylint.readers.speakers import place_roles

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from empathylint.model import Role
    from empathylint.readers.speakers import Speakers

WHAT = "WebVTT or SRT subtitles of a recorded call"

_HEAD = 65_536
_HEADER = "WEBVTT"
_SRT = late(r"\s*\d{1,6}[ \t]*(?:\r\n|\r|\n)[ \t]*\d{1,3}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->")
_SPOKEN = r'"spokenText"\s*+:\s*+"'
_MOST = 0.8
_SOUNDS = frozenset({
    "music", "applause", "laughter", "silence", "inaudible", "crosstalk", "noise", "beep", "pause",
    "hold", "ringing",
})  # fmt: skip


class _Utterance(Struct, frozen=True):
    """What one voice says in one caption."""

    speaker: str
    time: float
    pieces: tuple[Piece, ...]
    json: Source | None = None


def matches(path: str, text: str) -> str:
    """The evidence that this is WebVTT or SRT, or an empty string."""
    if text.startswith(_HEADER) and text[len(_HEADER) : len(_HEADER) + 1] in {"", " ", "\t", "\n", "\r"}:
        return "starts with WEBVTT"
    if _SRT.match(text):
        return "starts with a numbered cue and its timing"
    if suffix_of(path) in {".vtt", ".srt"} and "-->" in text[:_HEAD]:
        return "is named as subtitles and has a cue"
    return ""


def read(path: str, text: str, speakers: Speakers) -> Iterator[Conversation | Problem]:
    """A problem for each broken caption, then the recording as one conversation."""
    captions: list[Caption] = []
    whole = True
    for caption in captions_of(text):
        if isinstance(caption, BrokenCaption):
            whole = False
            yield Problem(path, caption.message, caption.line, 1)
        else:
            captions.append(caption)
    turns, notes = place_roles(tuple(_turns(text, captions, speakers)))
    if turns:
        yield Conversation(stem_of(path), turns, metadata={"channel": "voice"}, notes=notes)
    elif whole:
        yield Problem(path, "No spoken words were found: expected a timing line and words under it.")


def _turns(text: str, captions: Sequence[Caption], speakers: Speakers) -> Iterator[Turn]:
    counter = LineCounter(text)
    roles: dict[str, Role] = {}
    for index, run in enumerate(_merged(_utterances(text, captions, speakers))):
        first = run[0]
        said, source = _words(text, run)
        start = source.start if first.json is None else _spoken_start(text, first.json)
        line, column = counter.place(start)
        role = roles.setdefault(first.speaker, speakers.role_of(first.speaker))
        yield Turn(index, role, said, first.speaker, line, column, source, first.time)


def _words(text: str, run: Sequence[_Utterance]) -> tuple[str, Source]:
    """The words of captions of the same speaker, and where they stand."""
    first = run[0]
    if first.json is not None:
        return first.pieces[0].text, first.json
    pieces = list(first.pieces)
    for utterance in run[1:]:
        head, *rest = utterance.pieces
        pieces += [Piece(head.text, head.start, head.end, " "), *rest]
    return joined(text, pieces)


def _merged(utterances: Iterable[_Utterance]) -> Iterator[list[_Utterance]]:
    """The utterances, those of the same named speaker in a row together."""
    run: list[_Utterance] = []
    for utterance in utterances:
        goes_on = run and utterance.speaker and run[-1].speaker == utterance.speaker and utterance.json is None
        if run and not goes_on:
            yield run
            run = []
        run.append(utterance)
    if run:
        yield run


def _utterances(text: str, captions: Sequence[Caption], speakers: Speakers) -> Iterator[_Utterance]:
    known, carries = _names(captions, speakers)
    speaker = ""
    for caption in captions:
        if spoken := _from_json(text, caption):
            yield spoken
            continue
        for run in said_in(caption.lines):
            for said in by_prefix(run, known):
                speaker = said.voice if said.voice is not None else speaker if carries else ""
                if said.pieces:
                    yield _Utterance(speaker, caption.start, said.pieces)


def _names(captions: Sequence[Caption], speakers: Speakers) -> tuple[Collection[str], bool]:
    """The names before lines of the captions, and whether a caption without one goes on with the last speaker.

    Where most captions begin with what looks like a name, all of them are names.
    """
    lines: Counter[str] = Counter()
    for caption in captions:
        for said in said_in(caption.lines):
            lines.update(_prefixes(said))
    has_most = sum(lines.values()) >= _MOST * len(captions)
    known = known_speakers(lines, {name for name in lines if has_most and not is_label(name)}, speakers)
    return known, bool(known)


def _prefixes(said: Said) -> Iterator[str]:
    if said.voice is None:
        for piece in said.pieces:
            name = prefix_of(piece)[0] if piece.before else ""
            if name and name.split()[-1].casefold() not in _SOUNDS:
                yield name


def _from_json(text: str, caption: Caption) -> _Utterance | None:
    """The words of a caption that is a JSON document with the keys speakerName and spokenText."""
    if not caption.lines or not caption.lines[0].text.lstrip().startswith("{"):
        return None
    start, end = caption.lines[0].start, caption.lines[-1].end
    import json

    try:
        told = json.loads(text[start:end])
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not isinstance(words := told.get("spokenText"), str) or not words:
        return None
    source = Source(start, end, Quoting.JSON, ("spokenText",))
    return _Utterance(str(told.get("speakerName") or ""), caption.start, (Piece(words, start, end),), source)


def _spoken_start(text: str, source: Source) -> int:
    key = re.compile(_SPOKEN).search(text, source.start, source.end)
    return key.end() if key else source.start
