"""Words as a file would write them: what to change in it so that a turn says something else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from empathylint.language.late import late
from empathylint.model import Quoting
from empathylint.readers.places import Change, file_place, locate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from empathylint.model import Source, Turn

_PROPERTIES = late(r"(?:[&!]\S*\s+)*")
_ENDS_A_PLAIN_SCALAR = late(r":(?:\s|$)|\s#|^[\s&*!|>%@`'\"#?,\[\]{}-]|\s$")
_ENDS_IN_A_LIST = late(r"[,\[\]{}]")
_BREAK = late(r"\r\n|\n|\r")
_BREAKS = late(r"(?:\r\n|\n|\r)+")
_FIRST_LINE = late(r"[^\r\n]*(?:\r\n|\n|\r)\s*?([ ]*)\S")
_WORD = late(r"\s+|\w+|[^\w\s]+")


class _Difference(NamedTuple):
    """Characters `start` to `end` of a text, and the words that another one has there."""

    start: int
    end: int
    words: str


def changed(text: str, turn: Turn, said: str) -> Change | None:
    """The least change of a file's `text` after which the turn says `said`.

    None where the file holds the turn's words in no form that can be traced, or where HTML would need other quotes.
    """
    source = turn.source
    if source is None or not _is_traced(source) or said == turn.text:
        return None
    if source.markup:
        return _in_html(text, turn, source, said)
    if source.quoting is Quoting.CSV and (field := _quoted_field(text, turn, source, said)):
        return field
    parts = _parts(text, turn, said)
    if source.quoting is Quoting.YAML:
        return _in_scalar(text, turn, source, parts, said)
    return _put_together(text, turn, parts, _writer(text, turn, source))


def _in_html(text: str, turn: Turn, source: Source, said: str) -> Change | None:
    """Words in a page: its tags stay, and what is put in is escaped as HTML, then as the file has it."""
    from html import escape

    written = [part._replace(words=escape(part.words, quote=False)) for part in _parts(text, turn, said)]
    if any(_BREAK.search(part.words) for part in written):
        return None
    if source.quoting is Quoting.YAML:
        start, _ = _scalar(text, source)
        return _in_scalar(text, turn, source, written, said) if text[start : start + 1] in set("'\"|>") else None
    if source.quoting is Quoting.CSV and text[_field(text, source)[0]] != '"':
        return None
    return _put_together(text, turn, written, _writer(text, turn, source))


def line_end(text: str) -> str:
    """How a text ends its lines."""
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def _is_traced(source: Source) -> bool:
    return source.quoting is not Quoting.OPAQUE and not (source.quoting is Quoting.LINES and not source.path)


def _parts(text: str, turn: Turn, said: str) -> Sequence[_Difference]:
    """The stretches of a turn's words that have to change; one where the file has the words as they are said."""
    whole = _difference(turn.text, said)
    place = locate(text, turn, whole.start, whole.end)
    if text[place.start : place.end] == turn.text[whole.start : whole.end]:
        return [whole]
    return [*_differences(turn.text, whole)]


def _put_together(
    text: str,
    turn: Turn,
    parts: Sequence[_Difference],
    written: Callable[[str], str],
    kept: Callable[[str], str] = str,
) -> Change:
    """One change of the file out of several: words are `written`, and what stands between them is `kept`."""
    places = [locate(text, turn, part.start, part.end) for part in parts]
    pieces, done = [], places[0].start
    for part, place in zip(parts, places, strict=True):
        pieces += [kept(text[done : place.start]), written(part.words)]
        done = place.end
    return Change(file_place(text, places[0].start, done), "".join(pieces))


def _difference(before: str, after: str) -> _Difference:
    """The words in which texts differ, from the first to the last of them."""
    start = _alike(before, after)
    ending = _alike(before[start:][::-1], after[start:][::-1])
    while start and before[start - 1].isalnum():
        start -= 1
    while ending and before[-ending].isalnum():
        ending -= 1
    return _Difference(start, len(before) - ending, after[start : len(after) - ending])


def _differences(before: str, whole: _Difference) -> Iterator[_Difference]:
    """The words in which texts differ, each stretch of them apart: what lies between stays as the file has it."""
    from difflib import SequenceMatcher

    old, new = _WORD.findall(before[whole.start : whole.end]), _WORD.findall(whole.words)
    at = [whole.start]
    for word in old:
        at.append(at[-1] + len(word))
    for kind, first, last, begun, ended in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield _Difference(at[first], at[last], "".join(new[begun:ended]))


def _alike(one: str, other: str) -> int:
    """How many characters at their beginnings two texts have in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (first, second) in pairs if first != second), min(len(one), len(other)))


def _writer(text: str, turn: Turn, source: Source) -> Callable[[str], str]:
    """How the file writes words where the turn stands."""
    if source.quoting is Quoting.JSON:
        held = text[source.start : source.end]
        is_escaped = "\\u" in held and held.isascii()
        return lambda words: json.dumps(words, ensure_ascii=is_escaped)[1:-1]
    if source.quoting is Quoting.CSV:
        start, _ = _field(text, source)
        return _doubled if text[start : start + 1] == '"' else str
    line_break = _line_break(text, turn, source)
    return lambda words: _BREAK.sub(lambda _: line_break, words)


def _line_break(text: str, turn: Turn, source: Source) -> str:
    """What the file writes for a line break of a turn: with the mark of a quotation, say, where its lines have one."""
    at = turn.text.find("\n")
    if source.quoting is not Quoting.LINES or at < 0:
        return line_end(text)
    return text[locate(text, turn, at, at).start : locate(text, turn, at + 1, at + 1).start] or line_end(text)


def _field(text: str, source: Source) -> tuple[int, int]:
    """Where a field of a table stands, quotes included."""
    from empathylint.readers.parts.csv_text import records

    number, delimiter = source.path
    return next(records(text, delimiter, source.start, source.end)).span(number)


def _quoted_field(text: str, turn: Turn, source: Source, said: str) -> Change | None:
    """The whole field in quotes, where it has none and needs them now."""
    start, end = _field(text, source)
    told = text[start:end]
    needs = set(said).difference(turn.text) & {source.path[1], '"', "\r", "\n"} or said.startswith('"')
    if told.startswith('"') or not needs:
        return None
    return Change(file_place(text, start, end), f'"{_doubled(told.replace(turn.text, said))}"')


def _doubled(words: str) -> str:
    return words.replace('"', '""')


def _in_scalar(text: str, turn: Turn, source: Source, parts: Sequence[_Difference], said: str) -> Change | None:
    """Words in a scalar of YAML, by its style; a plain one gets quotes where it needs them now."""
    start, end = _scalar(text, source)
    style = text[start : start + 1]
    has_break = any(_BREAK.search(part.words) for part in parts)
    if style == "'":
        return None if has_break else _put_together(text, turn, parts, lambda words: words.replace("'", "''"))
    if style == '"':
        return _put_together(text, turn, parts, _in_double_quotes)
    if style in {"|", ">"}:
        return _put_together(text, turn, parts, _block_writer(text, start, end, folds=style == ">"))
    is_in_list = text[end:].lstrip()[:1] in {",", "]", "}"}
    if has_break or _ENDS_A_PLAIN_SCALAR.search(said) or (is_in_list and _ENDS_IN_A_LIST.search(said)):
        whole = [_Difference(0, 0, ""), *parts, _Difference(len(turn.text), len(turn.text), "")]
        change = _put_together(text, turn, whole, _in_double_quotes, _escaped)
        return Change(change.place, f'"{change.text}"')
    return _put_together(text, turn, parts, str)


def _scalar(text: str, source: Source) -> tuple[int, int]:
    """Where a scalar begins behind its anchor and tag, and where it ends."""
    properties = _PROPERTIES.match(text, source.start, source.end)
    start = properties.end() if properties else source.start
    return start, source.end


def _in_double_quotes(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)[1:-1]


def _escaped(written: str) -> str:
    """What stood in a plain scalar, as it stands in double quotes, line breaks as they are."""
    return written.replace("\\", "\\\\").replace('"', '\\"')


def _block_writer(text: str, start: int, end: int, *, folds: bool) -> Callable[[str], str]:
    """How a block writes words: lines indented as its first one is, and where it folds, with a blank line between."""
    first = _FIRST_LINE.match(text, start, end)
    indent = first[1] if first else ""
    ends = line_end(text)
    return lambda words: _BREAKS.sub(lambda found: ends * (len(_BREAK.findall(found[0])) + folds) + indent, words)
