"""The matcher: all phrases at once over a text's symbols, in time linear in the text.

From each token an anchored walk is made through states that are determinised on demand and kept; there is no
backtracking. A phrase matches at its leftmost place and as long as it can. Commas, quotation marks and brackets
are passed over; a full stop ends a walk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.marks import COMMA, OTHER, PARAGRAPH, SOFT, STOP, WORD
from empathylint.language.program import ANY_WORD, numbers

if TYPE_CHECKING:
    from collections.abc import Collection

    from empathylint.language.program import Program
    from empathylint.language.tokens import Lexicon

_ANY = frozenset({ANY_WORD})
_OPENING = 4  # a comma within so many tokens of the sentence's start leaves what follows at the start


class _State(dict[int, "_State | None"]):
    """A set of positions, and the states that symbols lead to from it."""

    __slots__ = ("accepts", "at_end", "automaton", "positions", "telling")

    def __init__(self, automaton: Automaton, positions: frozenset[int], *, silent: bool = False) -> None:
        super().__init__()
        self.automaton = automaton
        self.positions = positions
        pairs = () if silent else [pair for at in positions for pair in automaton.program.accepts.get(at, ())]
        accepted = [pair for pair in pairs if pair[0] in automaton.outputs]
        self.accepts = tuple({output for output, at_end in accepted if not at_end})
        self.at_end = tuple({output for output, at_end in accepted if at_end})
        self.telling = bool(accepted)

    def __missing__(self, symbol: int) -> _State | None:
        if symbol in (SOFT, COMMA):
            state: _State | None = _State(self.automaton, self.positions, silent=True)
        else:
            state = self.automaton.step(self.positions, symbol)
        self[symbol] = state
        return state


class _Root(dict[int, "_State | None"]):
    """The state before the first token, for one kind of start."""

    def __init__(self, automaton: Automaton, positions: Collection[int]) -> None:
        super().__init__()
        self.automaton = automaton
        self.by_atom: dict[int, list[int]] = {}
        for position in positions:
            self.by_atom.setdefault(automaton.atoms[position], []).append(position)

    def __missing__(self, symbol: int) -> _State | None:
        found = [at for atom in self.automaton.lexicon.atoms[symbol] for at in self.by_atom.get(atom, ())]
        state = self[symbol] = self.automaton.state(frozenset(found))
        return state


class Automaton:
    """The phrases of one side of the conversation, walked over symbols of the shared lexicon.

    Matches of other outputs than `outputs` are not reported.
    """

    def __init__(self, lexicon: Lexicon, outputs: Collection[int]) -> None:
        self.lexicon = lexicon
        self.program: Program = lexicon.program
        self.outputs = frozenset(outputs)
        self.atoms = numbers(self.program.atoms)
        self._bounds = numbers(self.program.bounds)
        self._follows = numbers(self.program.follows)
        self._after: dict[int, dict[int, list[int]]] = {}
        self._states: dict[frozenset[int], _State] = {}
        anywhere, sentence, reply = self.program.starts
        self._roots = (
            _Root(self, anywhere),
            _Root(self, anywhere + sentence),
            _Root(self, anywhere + sentence + reply),
        )
        self._openers = frozenset(self.program.tokens.get(name, -1) for name in ("{opener}", "[name]", "[emoji]"))

    def state(self, positions: frozenset[int]) -> _State | None:
        """The state of a set of positions, None for the empty set."""
        if not positions:
            return None
        known = self._states.get(positions)
        if known is None:
            known = self._states[positions] = _State(self, positions)
        return known

    def step(self, positions: frozenset[int], symbol: int) -> _State | None:
        """The state after one more symbol."""
        atoms = self.lexicon.atoms[symbol]
        if symbol == OTHER or symbol >= WORD:
            atoms = atoms | _ANY
        reached: set[int] = set()
        for at in positions:
            after = self._following(at)
            for atom in atoms if len(atoms) < len(after) else atoms & after.keys():
                reached.update(after.get(atom, ()))
        return self.state(frozenset(reached))

    def _following(self, at: int) -> dict[int, list[int]]:
        """The positions that may follow one, by atom, gathered when they are first asked for."""
        after = self._after.get(at)
        if after is None:
            after = self._after[at] = {}
            for position in self._follows[self._bounds[at] : self._bounds[at + 1]]:
                after.setdefault(self.atoms[position], []).append(position)
        return after

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
