"""The matcher: all phrases at once over a text's symbols, in time linear in the text.

From each token an anchored walk is made through states that are determinised on demand and kept; there is no
backtracking. A phrase matches at its leftmost place and as long as it can. Commas, quotation marks and brackets
are passed over; a full stop ends a walk.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from empathylint.language.marks import COMMA, PARAGRAPH, SOFT, STOP, WORD
from empathylint.language.program import STARTS, numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from empathylint.language.program import Net
    from empathylint.language.tokens import Lexicon

_OPENING = 4  # a comma within so many tokens of the sentence's start leaves what follows at the start


class _State(dict[int, "_State | None"]):
    """A set of positions, and the states that symbols lead to from it, worked out when they are first met."""

    __slots__ = ("accepts", "at_end", "automaton", "positions", "telling")

    def __init__(self, automaton: Automaton, positions: frozenset[int], *, silent: bool = False) -> None:
        super().__init__()
        self.automaton = automaton
        self.positions = positions
        given = set() if silent else automaton.given(positions)
        self.accepts = tuple([code >> 1 for code in given if not code & 1])
        self.at_end = tuple([code >> 1 for code in given if code & 1])
        self.telling = bool(given)

    def __missing__(self, symbol: int) -> _State | None:
        if symbol in (SOFT, COMMA):
            state: _State | None = _State(self.automaton, self.positions, silent=True) if self.telling else self
        else:
            state = self.automaton.state_after(self.positions, symbol)
        self[symbol] = state
        return state


class _Root(dict[int, "_State | None"]):
    """The states that a first token leads to, for one kind of start; `ranges` are those that apply."""

    def __init__(self, automaton: Automaton, ranges: range) -> None:
        super().__init__()
        self.automaton = automaton
        self.ranges = ranges

    def __missing__(self, symbol: int) -> _State | None:
        state = self[symbol] = self.automaton.state_after(self.ranges, symbol)
        return state


class Automaton:
    """The phrases of one side of the conversation, walked over symbols of the shared lexicon."""

    def __init__(self, lexicon: Lexicon, net: Net) -> None:
        self.lexicon = lexicon
        self._bounds = numbers(net.bounds)
        self._follows = numbers(net.follows)
        self._atoms = numbers(net.atoms)
        self._accept_bounds = numbers(net.accept_bounds)
        self._accepts = numbers(net.accepts)
        self._accepting = len(self._accept_bounds) - 1
        self._met: dict[int, frozenset[int]] = {}
        self._states: dict[frozenset[int], _State] = {}
        first = len(self._bounds) - 1 - STARTS
        self._roots = [_Root(self, range(first, first + kind + 1)) for kind in range(STARTS)]
        tokens = lexicon.program.tokens
        self._openers = frozenset(tokens.get(name, -1) for name in ("{opener}", "[name]", "[emoji]"))

    def given(self, positions: frozenset[int]) -> set[int]:
        """What is accepted at some positions: twice the number of an output, one more where a sentence must end."""
        bounds, accepting = self._accept_bounds, self._accepting
        return {code for at in positions if at < accepting for code in self._accepts[bounds[at] : bounds[at + 1]]}

    def state(self, positions: frozenset[int]) -> _State:
        """The state of a set of positions."""
        known = self._states.get(positions)
        if known is None:
            known = self._states[positions] = _State(self, positions)
        return known

    def state_after(self, ranges: Iterable[int], symbol: int) -> _State | None:
        """The state that a symbol leads to from any of some ranges of positions; None where it leads nowhere."""
        atoms = self.lexicon.atoms[symbol]
        reached: list[int] = []
        for at in ranges:
            met = self._met.get(at)
            if met is None:
                met = self._met[at] = frozenset(self._atoms[self._bounds[at] : self._bounds[at + 1]])
            if not atoms.isdisjoint(met):
                low, high = self._bounds[at], self._bounds[at + 1]
                for atom in atoms & met:
                    first = bisect_left(self._atoms, atom, low, high)
                    reached += self._follows[first : bisect_right(self._atoms, atom, first, high)]
        return self.state(frozenset(reached)) if reached else None

    def scan(self, symbols: list[int]) -> list[tuple[int, int, int]]:
        """The matches (output, first symbol, symbol after the last), ordered by place, none inside its like."""
        found: list[tuple[int, int, int]] = []
        ends: dict[int, int] = {}
        walked = [*symbols, STOP]
        roots, atoms, openers = self._roots, self.lexicon.atoms, self._openers
        root, start, since = roots[2], 2, 0
        for at, symbol in enumerate(symbols):
            state = root[symbol]
            if state is not None and (state.telling or state[walked[at + 1]] is not None):
                for output, end in _walk(state, walked, at + 1).items():
                    if ends.get(output, 0) <= at:
                        ends[output] = end
                        found.append((output, at, end))
            since += 1
            if symbol < WORD:
                if STOP <= symbol <= PARAGRAPH:
                    start = 2 if symbol == PARAGRAPH or (start == 2 and since == 1) else 1  # noqa: PLR2004 - kinds of start
                    since = 0
                elif symbol == COMMA and since <= _OPENING:
                    start = max(start, 1)
                elif symbol != SOFT:
                    start = 0
            elif start and not atoms[symbol] & openers:
                start = 0
            else:
                continue
            root = roots[start]
        return found


def _walk(state: _State, symbols: list[int], at: int) -> dict[int, int]:
    """The outputs accepted on the way from a state, each with the farthest end. The last symbol is a STOP."""
    ends: dict[int, int] = {}
    here: _State | None = state
    while here is not None:
        symbol = symbols[at]
        if here.telling:
            for output in here.accepts:
                ends[output] = at
            if here.at_end and STOP <= symbol <= PARAGRAPH:
                for output in here.at_end:
                    ends[output] = at
        here = here[symbol]
        at += 1
    return ends
