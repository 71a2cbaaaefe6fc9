"""YAML text as plain values with the place of each scalar.

It is built from events, without recursion and without constructing objects, so that neither depth nor aliases
that multiply can harm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from empathylint.model import Problem
from empathylint.readers.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 50
SPARE = 100


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


def broken(path: str, text: str, wrong: Exception) -> Problem:
    """The problem of a YAML text that `documents` refused."""
    lines = lines_of(text)
    if isinstance(wrong, Rejected):
        return Problem(path, f"This YAML is not read: {wrong}.", *lines.at(wrong.offset))
    mark = getattr(wrong, "problem_mark", None)
    if mark is not None:
        reason = getattr(wrong, "problem", None) or "it breaks here"
        return Problem(path, f"This is not valid YAML: {reason}.", mark.line + 1, mark.column + 1)
    position = getattr(wrong, "position", 0)
    place = lines.at(position) if isinstance(position, int) else (1, 1)
    return Problem(path, "This is not valid YAML: it holds a character that YAML does not allow.", *place)
