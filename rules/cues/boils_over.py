"""Strong upset that comes with effort, a stake, or leaving, or fury and despair at a fault, in one turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Turn

_BESIDE = frozenset({"effort", "urgent", "exit"})


def find(turn: Turn) -> Iterator[Hit]:
    """The strong words of a turn that holds one of the other three as well, or a person's fury at a fault."""
    if "upset.strong" not in turn.cues:
        return
    beside = any(hit.cue.partition(".")[0] in _BESIDE and not hit.cue.endswith(".leaning") for hit in turn.hits)
    for hit in turn.hits:
        if hit.cue == "upset.strong" and (beside or ("problem" in turn.cues and _is_fury(hit, turn))):
            yield Hit("boils-over", hit.start, hit.end)
            return


def _is_fury(hit: Hit, turn: Turn) -> bool:
    """Whether a hit names the person's fury or despair: “I'm furious”, not “this is a disgrace”."""
    if turn.tokens is None:
        return False
    places = range(turn.tokens.at(hit.start), turn.tokens.at(hit.end))
    return any(turn.tokens.is_in(at, "fury") for at in places)
