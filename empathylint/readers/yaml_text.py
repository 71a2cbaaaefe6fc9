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
    import yaml  # noqa: PLC0415

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


def _built(loader: Any, length: int) -> Iterator[Spotted]:  # noqa: ANN401, C901, PLR0912 - yaml has no types; one flat loop
    import yaml  # noqa: PLC0415

    stack: list[Spotted] = []
    anchors: dict[str, Spotted] = {}
    while loader.check_event():
        event = loader.get_event()
        if isinstance(event, yaml.ScalarEvent):
            made = Spotted(_scalar(loader, event), (event.start_mark.index, event.end_mark.index))
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in anchors:
                reason = f"the alias *{event.anchor} stands for nothing"
                raise Rejected(reason, event.start_mark.index)
            known = anchors[event.anchor]
            made = Spotted(known.value, known.spots, known.size)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            made = Spotted({}, {}) if isinstance(event, yaml.MappingStartEvent) else Spotted([], [])
            stack.append(made)
            if len(stack) > DEEPEST:
                reason = f"it is nested more than {DEEPEST} levels deep"
                raise Rejected(reason, event.start_mark.index)
            if len(stack) == 1:
                yield made
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            made = stack.pop()
        else:
            continue
        if getattr(event, "anchor", None) and not isinstance(event, yaml.AliasEvent):
            anchors[event.anchor] = made
        if isinstance(event, yaml.CollectionStartEvent):
            continue
        if stack:
            _put(stack[-1], made)
            if stack[-1].size > length + SPARE:
                reason = "its aliases multiply to more than the file holds"
                raise Rejected(reason, event.start_mark.index)
        elif isinstance(event, yaml.ScalarEvent):
            yield made


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
    import yaml  # noqa: PLC0415

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
