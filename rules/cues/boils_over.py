"""Strong upset that comes with effort, a stake, or leaving, in one turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Turn

_BESIDE = frozenset({"effort", "urgent", "exit"})


def find(turn: Turn) -> Iterator[Hit]:
    """The strong words of a turn that holds one of the other three as well."""
    if "upset.strong" in turn.cues and turn.cues & _BESIDE:
        hit = next(hit for hit in turn.hits if hit.cue == "upset.strong")
        yield Hit("boils-over", hit.start, hit.end)
