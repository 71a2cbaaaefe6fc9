"""YAML text: its values, with the place of each scalar and of each character in it.

It is built from events, without recursion and without constructing objects, so that neither depth nor aliases
that multiply can harm.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from empathylint.language.late import late
from empathylint.model import Problem
from empathylint.readers.parts.lines import lines_of
from empathylint.readers.places import Run, Runs, gather

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 50
SPARE = 100
_BREAK = r"(?:\r\n|[\r\n\x85\u2028\u2029])"
BREAK = late(_BREAK)
PROPERTIES = late(r"(?:[&!]\S*\s+)*")
GAP = rf"[ \t]*+(?:{_BREAK}[ \t]*+)+"
FLOW = {
    "'": late(rf"(?P<escape>'')|(?P<gap>{GAP})|[ \t]++"),
    '"': late(
        rf"(?P<joined>\\(?:{_BREAK}[ \t]*+)+)|(?P<escape>\\(?:x.{{2}}|u.{{4}}|U.{{8}}|.))"
        rf"|(?P<gap>{GAP})|[ \t]++",
    ),
    "": late(rf"(?P<gap>{GAP})|[ \t]++"),
}
LINE = late(rf"([^\r\n\x85\u2028\u2029]*+)({_BREAK}|\Z)")


class Rejected(Exception):  # noqa: N818 - it is the text that was rejected
    """YAML that is not read although it may be valid: too deep, or its aliases multiply."""

    def __init__(self, reason: str, offset: int) -> None:
        """Keep the reason, a half sentence, and where in the text it arose."""
        super().__init__(reason)
        self.offset = offset


class Spotted(Struct, gc=False):
    """A value, its places in the same shape (start and end for a scalar), and how many values it holds."""

    value: Any
    spots: Any
    size: int = 1
    key: Any = None


def documents(text: str, *, lenient: bool = False) -> list[Spotted]:
    """The documents of a YAML text. `lenient` gives what stands before the first fault.

    Otherwise yaml.YAMLError, ValueError and Rejected tell of faults.
    """
    import yaml

    found: list[Spotted] = []
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        try:
            for root in _built(loader, len(text)):
                found.append(root)  # noqa: PERF402 - what was found before a fault is kept
        finally:
            loader.dispose()
    except (yaml.YAMLError, ValueError, Rejected):
        if not lenient:
            raise
    return found


def fault(text: str, wrong: Exception) -> tuple[str, int, int]:
    """Why `documents` refused a text, as half a sentence, with line and column."""
    lines = lines_of(text)
    if isinstance(wrong, Rejected):
        return str(wrong), *lines.at(wrong.offset)
    mark = getattr(wrong, "problem_mark", None)
    if mark is not None:
        return getattr(wrong, "problem", None) or "it breaks here", mark.line + 1, mark.column + 1
    position = getattr(wrong, "position", 0)
    place = lines.at(position) if isinstance(position, int) else (1, 1)
    return "it holds a character that YAML does not allow", *place


def broken(path: str, text: str, wrong: Exception) -> Problem:
    """The problem of a YAML text that `documents` refused."""
    reason, line, column = fault(text, wrong)
    said = "This YAML is not read" if isinstance(wrong, Rejected) else "This is not valid YAML"
    return Problem(path, f"{said}: {reason}.", line, column)


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


def _built(loader: Any, length: int) -> Iterator[Spotted]:  # noqa: ANN401 - yaml has no types
    """The root of each document, as soon as it is begun: what a fault cuts off stays in it."""
    from yaml import AliasEvent, CollectionEndEvent, CollectionStartEvent, ScalarEvent

    outer: list[Spotted] = []
    anchors: dict[str, Spotted] = {}
    while loader.check_event():
        event = loader.get_event()
        if isinstance(event, CollectionEndEvent):
            made = outer.pop()
        elif isinstance(event, AliasEvent):
            made = _meant(event, anchors, outer)
        elif isinstance(event, ScalarEvent | CollectionStartEvent):
            made = _begun(loader, event)
            if event.anchor:
                anchors[event.anchor] = made
            if not outer:
                yield made
        else:
            continue
        if isinstance(event, CollectionStartEvent):
            outer.append(made)
        elif outer:
            _put(outer[-1], made)
        _limit(event, outer, length)


def _begun(loader: Any, event: Any) -> Spotted:  # noqa: ANN401 - yaml has no types
    """A scalar, or an empty map or list."""
    from yaml import MappingStartEvent, ScalarEvent

    if isinstance(event, ScalarEvent):
        return Spotted(_scalar(loader, event), (_start(event), int(event.end_mark.index)))  # type: ignore[union-attr]
    return Spotted({}, {}) if isinstance(event, MappingStartEvent) else Spotted([], [])


def _meant(alias: Any, anchors: dict[str, Spotted], outer: list[Spotted]) -> Spotted:  # noqa: ANN401
    """What an alias stands for."""
    known = anchors.get(alias.anchor)
    if known is None:
        raise Rejected(f"the alias *{alias.anchor} stands for nothing", _start(alias))
    if any(known is holder for holder in outer):
        raise Rejected(f"the alias *{alias.anchor} holds itself", _start(alias))
    return Spotted(known.value, known.spots, known.size)


def _limit(event: Any, outer: list[Spotted], length: int) -> None:  # noqa: ANN401 - yaml has no types
    """Raise Rejected where a document is nested too deeply, or holds more values than the file characters."""
    if len(outer) > DEEPEST:
        raise Rejected(f"it is nested more than {DEEPEST} levels deep", _start(event))
    if outer and outer[-1].size > length + SPARE:
        raise Rejected("its aliases multiply to more than the file holds", _start(event))


def _start(event: Any) -> int:  # noqa: ANN401 - yaml has no types
    return int(event.start_mark.index)


def _put(outer: Spotted, made: Spotted) -> None:
    outer.size += made.size
    if isinstance(outer.value, list):
        outer.value.append(made.value)
        outer.spots.append(made.spots)
    elif outer.key is None:
        outer.key = made.value if isinstance(made.value, str) else str(made.value)[:80]
    else:
        outer.value[outer.key] = made.value
        outer.spots[outer.key] = made.spots
        outer.key = None


def _scalar(loader: Any, event: Any) -> Any:  # noqa: ANN401 - yaml has no types
    """A scalar's text, or None, a truth or a number where YAML takes it for one."""
    import yaml

    tag = event.tag or loader.resolve(yaml.ScalarNode, event.value, event.implicit)
    kind = tag.rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool":
        return event.value.casefold() in {"true", "yes", "on"}
    if kind in {"int", "float"}:
        try:
            return float(event.value) if kind == "float" else int(event.value)
        except ValueError:
            return event.value
    return event.value


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
