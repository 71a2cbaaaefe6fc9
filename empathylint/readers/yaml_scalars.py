"""Where each character of a YAML scalar stands in the file, for the five ways to write one."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from empathylint.readers.runs import Run, Runs, gather

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAK = r"(?:\r\n|[\r\n\x85\u2028\u2029])"
BREAK = re.compile(_BREAK)
PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
GAP = rf"[ \t]*+(?:{_BREAK}[ \t]*+)+"
FLOW = {
    "'": re.compile(rf"(?P<escape>'')|(?P<gap>{GAP})|[ \t]++"),
    '"': re.compile(
        rf"(?P<joined>\\(?:{_BREAK}[ \t]*+)+)|(?P<escape>\\(?:x.{{2}}|u.{{4}}|U.{{8}}|.))"
        rf"|(?P<gap>{GAP})|[ \t]++",
    ),
    "": re.compile(rf"(?P<gap>{GAP})|[ \t]++"),
}
LINE = re.compile(rf"([^\r\n\x85\u2028\u2029]*+)({_BREAK}|\Z)")


def scalar_runs(file: str, start: int, end: int, text: str) -> Runs:
    """The runs of the scalar between two offsets, which was read as `text`."""
    properties = PROPERTIES.match(file, start, end)
    start = properties.end() if properties else start
    sign = file[start : start + 1]
    if sign in {"|", ">"}:
        return gather(_block(file, start, end, text))
    if sign in {"'", '"'}:
        return gather(_flow(file, start + 1, max(end - 1, start + 1), sign))
    return gather(_flow(file, start, end, ""))


def _flow(file: str, start: int, end: int, quote: str) -> Iterator[Run]:
    at, here = 0, start
    for mark in FLOW[quote].finditer(file, start, end):
        if mark.lastgroup is None:
            continue
        if mark.start() > here:
            yield Run(at, here)
        at += mark.start() - here
        here = mark.end()
        if mark.lastgroup == "escape":
            yield Run(at, mark.start(), here - mark.start())
            at += 1
            continue
        breaks = [found.start() for found in BREAK.finditer(file, mark.start(), here)]
        if mark.lastgroup == "joined":
            cuts, count = [*breaks[1:], here], len(breaks) - 1
        else:
            cuts = [mark.start(), *breaks[1:], here]
            count = _folded(file[breaks[0]], len(breaks))
        yield from _breaks(at, cuts, count)
        at += count
    yield Run(at, here)


def _folded(first: str, breaks: int) -> int:
    """How many characters are read for a number of breaks: one is a space, more are one fewer."""
    return breaks if breaks == 1 or first in "\u2028\u2029" else breaks - 1


def _breaks(at: int, cuts: list[int], count: int) -> Iterator[Run]:
    """The breaks between cuts as `count` characters; the first of them takes what is left over."""
    spare = len(cuts) - 1 - count
    kept = [*cuts[:1], *cuts[1 + spare :]]
    for number, (begin, end) in enumerate(pairwise(kept)):
        yield Run(at + number, begin, end - begin)


def _block(file: str, start: int, end: int, text: str) -> Iterator[Run]:
    folds = file[start] == ">"
    header = LINE.match(file, start, end)
    first = header.end() if header else end
    lines = [(line.start(), line.end(1)) for line in LINE.finditer(file, first, end)]
    indent = _indent(file, lines, text)
    at, cuts, folding = 0, [], False
    for begin, stop in lines:
        if stop - begin <= indent:
            cuts.append(stop)
            continue
        inner = begin + indent
        flush = file[inner] not in " \t"
        count = _folded(file[cuts[0]], len(cuts)) if folding and flush else len(cuts)
        yield from _breaks(at, [*cuts, inner], count)
        at += count
        yield Run(at, inner)
        at, cuts, folding = at + stop - inner, [stop], folds and flush
    yield Run(at, cuts[0] if cuts else end)


def _indent(file: str, lines: list[tuple[int, int]], text: str) -> int:
    """How far a block is indented, which its text tells: a number in its header counts from its parent."""
    for begin, stop in lines:
        written = file[begin:stop]
        if written.strip(" "):
            read = next((line for line in BREAK.split(text) if line.strip(" ")), "")
            return max(_spaces(written) - _spaces(read), 0)
    return 0


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
