"""Which mentions of rules are shields: the whole reason, with no way forward and no use of the rule told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Hit, Turn


def find(turn: Turn) -> Iterator[Hit]:
    """The first mention of a rule that shields; one that only names a rule needs a refusal beside it."""
    if "policy-shield" not in turn.cues or "policy-shield.reason" in turn.cues or "way-forward" in turn.cues:
        return
    for hit in turn.hits:
        if hit.cue == "policy-shield.shield" or (hit.cue == "policy-shield.ground" and "refuses" in turn.cues):
            yield replace(hit, cue="policy-shield")
            return
