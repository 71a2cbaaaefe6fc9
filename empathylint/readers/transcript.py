"""Plain transcripts: `Name: text`, a turn a line or more, one or several conversations in a file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.model import Conversation, Problem, Role, Source, Turn
from empathylint.readers import otter
from empathylint.readers.looks import STRUCTURED
from empathylint.readers.parts.file_names import stem_of, suffix_of
from empathylint.readers.parts.lines import LineCounter, with_newlines
from empathylint.readers.parts.times import BRACKETED, following, is_elapsed, seconds_of
from empathylint.readers.parts.transcript_lines import (
    METADATA_KEYS,
    Opening,
    SpeakerLine,
    key_line,
    openings,
    speaker_lines,
)
from empathylint.readers.places import stretch
from empathylint.readers.speakers import Speakers, place_roles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WHAT = "plain transcript: a line “Name: text” for each turn, with or without times"

_HEAD = 65_536
_IDS = ("id", "conversation id", "ticket id", "ticket", "chat id", "case id", "conversation")
_FEWEST_LINES = 2
_MARKS_SEEN = 100
_MOST_LINES_BEFORE = 15
_NOT_A_PERSONS_NAME = r"(?i:[.!?,;:]|^(?:hello|hi|hey|good|thanks?|yes|no|ok|okay|please|help|sorry)\b)"
_MOST_NAMES = 3
_MOST_HEAD_LINES = 60
_EVENT = rf"\n[ \t]*+({BRACKETED})[ \t]++([^\r\n]++)"
_TALK = r"(?:the |this )?(?:live )?(?:chat|conversation|session|call)"
_STOPPED = r"(?:started|opened|ended|closed|transferred|disconnected|terminated|assigned|resumed|timed out)"
_SOMEBODY = r"(?!(?:i|we|you|he|she|they)\b)[^\W\d_][\w.’' -]{0,40}?"
_NOTICE = (
    rf"\n[ \t*_\[(–—-]*+((?i:{_TALK} (?:has |was |is )?(?:been )?{_STOPPED}"
    rf"|{_SOMEBODY} (?:has )?(?:joined|left|entered|ended|closed) {_TALK})"
    r"(?: (?i:by|at|on|to|due|after|because)\b[^.!?:\r\n]{0,60}+)?[.)\]*_–— \t-]*+)(?=\r?\n|\Z)"
)


class _HeadLine(Struct, frozen=True, gc=False):
    """A line `Key: value` above the turns, and where it starts in the file."""

    key: str
    value: str
    start: int


class _File(Struct, frozen=True):
    """What the conversations of a file share: text, who is who, rules between turns, line numbers."""

    text: str
    known: Mapping[str, Role]
    rules: Sequence[int]
    counter: LineCounter


def matches(path: str, text: str, speakers: Speakers | None = None) -> str:
    """The speakers that begin the file's lines, or an empty string where none do."""
    if suffix_of(path) in STRUCTURED:
        return ""
    head = text[:_HEAD]
    if evidence := otter.matches(path, head):
        return evidence
    lined = "\n" + with_newlines(head)
    spoken, known = speaker_lines(lined, speakers or Speakers())
    fewest = _FEWEST_LINES if len(text) <= _HEAD else 1  # the head can end inside the first turn
    if len(spoken) < fewest or not _is_early(lined, spoken[0].line):
        return ""
    lines = Counter(mark.name for mark in spoken)
    placed = any(role in {Role.AGENT, Role.CUSTOMER, Role.BOT} for role in known.values())
    recurring = [name for name, count in lines.items() if count >= _FEWEST_LINES]
    if not placed and len(recurring) < _FEWEST_LINES and (len(lines) < _FEWEST_LINES or len(spoken) <= _FEWEST_LINES):
        return ""
    most = sorted(lines, key=lines.__getitem__, reverse=True)[:2]
    return "lines begin with " + " and ".join(f"“{name}:”" for name in most)


def read(path: str, text: str, speakers: Speakers) -> Iterator[Conversation | Problem]:
    """The conversations of a transcript in the order of the file."""
    if otter.matches(path, text[:_HEAD]):
        yield from otter.read(path, text, speakers)
        return
    lined = "\n" + with_newlines(text)
    marks, known = speaker_lines(lined, speakers)
    marks = _with_events(lined, marks)
    opened, rules = openings(lined, [mark.line for mark in marks])
    file = _File(text, known | {"": Role.SYSTEM}, [*rules, len(text) + 1], LineCounter(text))
    silent = True
    for opening, spoken, end in _segments(opened, marks, len(text)):
        conversation = _conversation(file, opening, spoken, end, stem_of(path))
        if conversation is not None:
            silent = False
            yield conversation
    if silent:
        yield Problem(path, "No turns were found: expected lines such as “Customer: Where is my order?”")


def _with_events(lined: str, marks: list[SpeakerLine]) -> list[SpeakerLine]:
    """The marks and those of lines without a speaker that tell what the system did.

    These are notices such as `Chat ended` and, where a time in brackets begins each turn, any line with a time.
    """
    if not marks:
        return marks
    events = [SpeakerLine(match.start(), match.start(1) - 1, "", "") for match in re.finditer(_NOTICE, lined)]
    if marks[0].stamp and lined[marks[0].line + 1 :].lstrip()[:1] in {"[", "("}:
        events += [SpeakerLine(match.start(), match.start(2) - 1, "", match[1]) for match in re.finditer(_EVENT, lined)]
    by_line = {mark.line: mark for mark in (*events, *marks)}
    return sorted(by_line.values(), key=attrgetter("line")) if events else marks


def _is_early(lined: str, line: int) -> bool:
    """Whether only a few lines of text stand before the first speaker's."""
    return len(lined[:line].split("\n")) <= _MOST_LINES_BEFORE or lined[:line].strip() == ""


def _segments(
    opened: Sequence[Opening], marks: Sequence[SpeakerLine], length: int
) -> Iterator[tuple[Opening, Sequence[SpeakerLine], int]]:
    """Each conversation's opening, its marks and where it ends."""
    if not opened or opened[0].start > 0:
        opened = [Opening(0, 0, ""), *opened]
    starts = [mark.line for mark in marks]
    cuts = [0, *(bisect_left(starts, opening.start) for opening in opened[1:]), len(marks)]
    ends = [*(opening.start for opening in opened[1:]), length]
    for number, opening in enumerate(opened):
        if cuts[number] < cuts[number + 1]:
            yield opening, marks[cuts[number] : cuts[number + 1]], ends[number]


def _conversation(
    file: _File, opening: Opening, marks: Sequence[SpeakerLine], end: int, name: str
) -> Conversation | None:
    """The conversation between an opening and an offset, called `name` where nothing names it."""
    metadata, headed = _head(file.text, opening.head, marks)
    turns = tuple(_turns(file, marks[headed:], end))
    notes: tuple[str, ...] = ()
    if any(turn.role is Role.UNKNOWN for turn in turns):
        turns, notes = place_roles(turns)
    identity = next((metadata[key] for key in _IDS if metadata.get(key)), opening.label or name)
    return Conversation(identity, turns, metadata=metadata, notes=notes) if turns else None


def _head(text: str, start: int, marks: Sequence[SpeakerLine]) -> tuple[dict[str, str], int]:
    """What a conversation's head tells, by keys in lower case, and how many speaker lines belong to it.

    `Customer: Ana Ruiz` is a turn, except in a head with known keys, ended by a blank line, after which the
    same speaker has words of their own.
    """
    lines = tuple(islice(_head_lines(text, start), _MOST_HEAD_LINES))
    spoken = {mark.line for mark in marks[: len(lines)]}
    facts = [line for line in lines if line.start not in spoken and line.key in METADATA_KEYS]
    people = [line for line in lines if line.start in spoken]
    complete = bool(facts and people) and len(facts) + len(people) == len(lines)
    if complete and _is_blank_after(text, lines[-1].start) and _are_facts(people, marks[len(people) :]):
        return {line.key: line.value for line in (*facts, *people)}, len(people)
    return {line.key: line.value for line in facts if line.start < marks[0].line}, 0


def _head_lines(text: str, start: int) -> Iterator[_HeadLine]:
    """The lines `Key: value` from `start` up to the first blank line after them."""
    here, seen = start, False
    while here < len(text):
        stop = text.find("\n", here)
        end = len(text) if stop < 0 else stop
        if told := key_line(text, here, end):
            seen = True
            yield _HeadLine(*told, here)
        elif seen or text[here:end].strip():
            return
        here = end + 1


def _is_blank_after(text: str, line: int) -> bool:
    stop = text.find("\n", line)
    return stop >= 0 and not text[stop + 1 : stop + 200].partition("\n")[0].strip()


def _are_facts(people: Sequence[_HeadLine], later: Sequence[SpeakerLine]) -> bool:
    """Whether the head's lines with speakers tell who they are, instead of what they said."""
    names = {mark.name.casefold() for mark in later}
    return all(line.key in names and _is_persons_name(line.value) for line in people)


def _is_persons_name(value: str) -> bool:
    words = value.split()
    capitals = all(not word[0].islower() for word in words)
    return 0 < len(words) <= _MOST_NAMES and capitals and not re.search(_NOT_A_PERSONS_NAME, value)


def _turns(file: _File, marks: Sequence[SpeakerLine], end: int) -> Iterator[Turn]:
    elapsed = is_elapsed(mark.stamp for mark in marks[:_MARKS_SEEN] if mark.stamp)
    rule = bisect_left(file.rules, marks[0].line) if marks else 0
    index, time = 0, None
    for number, mark in enumerate(marks):
        stop = marks[number + 1].line if number + 1 < len(marks) else end
        while file.rules[rule] < mark.line:
            rule += 1
        said, source = _words(file.text, mark.words, min(stop, file.rules[rule]))
        if not said:
            continue
        if mark.stamp:
            time = following(seconds_of(mark.stamp, elapsed=elapsed), time)
        line, column = file.counter.place(source.start)
        at = time if mark.stamp else None
        yield Turn(index, file.known[mark.name], said, mark.name, line, column, source, at)
        index += 1


def _words(text: str, start: int, end: int) -> tuple[str, Source]:
    """What is said between two positions, without the white space round it, and where it stands."""
    body = text[start:end]
    said = body.strip()
    if said and said[0] != body[0]:
        start += len(body) - len(body.lstrip())
    if "\r" in said:
        return stretch(text, start, start + len(said))
    return said, Source(start, start + len(said))
