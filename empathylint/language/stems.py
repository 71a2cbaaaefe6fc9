"""Words by their beginnings, so that “delivered” and “delivery” are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.memory import remembered

if TYPE_CHECKING:
    from empathylint.model import Turn

_STEM, _SHORTEST = 5, 4  # letters by which words are told apart, and of the shortest word that counts
_LONGEST = 5_000  # characters of a turn that is looked at


@remembered
def stems(turn: Turn) -> frozenset[str]:
    """The beginnings of the words of a turn that are not everybody's; none of a turn that is too long to look at."""
    tokens = turn.tokens
    if tokens is None or len(turn.text) > _LONGEST:
        return frozenset()
    everyday = tokens.listed("everyday-word")
    spelled = [tokens.word(at) for at in tokens.words if tokens.symbols[at] not in everyday]
    return frozenset(word[:_STEM] for word in spelled if len(word) >= _SHORTEST and word[0].isalpha())
