"""The matcher: all phrases at once over a text's symbols, in time linear in the text.

From each token an anchored walk is made through states that are determinised on demand and kept; there is no
backtracking. A phrase matches at its leftmost place and as long as it can. Commas, quotation marks and brackets
are passed over; a full stop ends a walk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.marks import COMMA, PARAGRAPH, SOFT, STOP, WORD
from empathylint.language.program import STARTS, numbers

if TYPE_CHECKING:
    from collections.abc import Collection

    from empathylint.language.program import Net
    from empathylint.language.tokens import Lexicon

_MEMORY = 200_000  # states kept before they are made anew
_OPENING = 4  # a comma within so many tokens of the sentence's start leaves what follows at the start


class _State(dict[int, "_State | None"]):
    """A set of nodes, and the states that symbols lead to from it, worked out when they are first met.

    `accepts` and `at_end` are the outputs of phrases that end here, and of those that must end with the sentence.
    """

    __slots__ = ("_automaton", "_nodes", "accepts", "at_end", "telling")

    def __init__(self, automaton: Automaton, nodes: tuple[int, ...], given: Collection[int]) -> None:
        self._automaton = automaton
        self._nodes = nodes
        self.accepts = tuple([code >> 1 for code in given if not code & 1])
        self.at_end = tuple([code >> 1 for code in given if code & 1])
        self.telling = bool(given)

    def __missing__(self, symbol: int) -> _State | None:
        if symbol in (SOFT, COMMA):
            state: _State | None = _State(self._automaton, self._nodes, ()) if self.telling else self
        else:
            state = self._automaton.state_after(self._nodes, symbol)
        self[symbol] = state
        return state


class _Root(dict[int, "_State | None"]):
    """The states that a first token leads to from some of the kinds of start."""

    def __init__(self, automaton: Automaton, starts: tuple[int, ...]) -> None:
        super().__init__()
        self._automaton = automaton
        self._starts = starts

    def __missing__(self, symbol: int) -> _State | None:
        state = self[symbol] = self._automaton.state_after(self._starts, symbol)
        return state


class _Arcs(dict[int, dict[int, int]]):
    """The node behind each atom that leads on from a node, unpacked when the node is first reached."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.bounds = numbers(net.bounds)
        self._atoms = numbers(net.atoms)
        self._nodes = numbers(net.nodes)

    def __missing__(self, node: int) -> dict[int, int]:
        low, high = self.bounds[node], self.bounds[node + 1]
        arcs = self[node] = dict(zip(self._atoms[low:high], self._nodes[low:high], strict=True))
        return arcs


class Automaton:
    """The phrases of one side of the conversation, walked over symbols of the shared lexicon."""

    def __init__(self, lexicon: Lexicon, net: Net) -> None:
        self.lexicon = lexicon
        self._arcs = _Arcs(net)
        self._accept_bounds = numbers(net.accept_bounds)
        self._accepts = numbers(net.accepts)
        self._accepting = len(self._accept_bounds) - 1
        self._named = frozenset(numbers(net.named))
        self._answers: dict[int, tuple[int, ...]] = {}
        self._states: dict[tuple[int, ...], _State] = {}
        first = len(self._arcs.bounds) - 1 - STARTS
        self._roots = [_Root(self, tuple(range(first, first + kind + 1))) for kind in range(STARTS)]
        tokens = lexicon.program.tokens
        self._openers = frozenset(tokens.get(name, -1) for name in ("{opener}", "[name]", "[emoji]"))

    def _given(self, nodes: tuple[int, ...]) -> set[int]:
        """What is accepted at some nodes: twice the number of an output, one more where a sentence must end."""
        bounds, accepting = self._accept_bounds, self._accepting
        return {code for at in nodes if at < accepting for code in self._accepts[bounds[at] : bounds[at + 1]]}

    def state_after(self, nodes: tuple[int, ...], symbol: int) -> _State | None:
        """The state that a symbol leads to from any of some nodes; None where it leads nowhere."""
        answers = self._answers.get(symbol)
        if answers is None:
            answers = self._answers[symbol] = tuple(self._named.intersection(self.lexicon.atoms[symbol]))
        reached = {arcs[atom] for arcs in map(self._arcs.__getitem__, nodes) for atom in answers if atom in arcs}
        if not reached:
            return None
        led = tuple(sorted(reached))
        known = self._states.get(led)
        if known is None:
            if len(self._states) >= _MEMORY:
                self._forget()
            known = self._states[led] = _State(self, led, self._given(led))
        return known

    def _forget(self) -> None:
        """Lets go of all states, so that no text makes them grow without end; a walk on the way goes on."""
        self._states.clear()
        for root in self._roots:
            root.clear()

    def scan(self, symbols: list[int]) -> list[tuple[int, int, int]]:
        """The matches (output, first symbol, symbol after the last), ordered by place, none inside its like."""
        found: list[tuple[int, int, int]] = []
        ends: dict[int, int] = {}
        walked = [*symbols, STOP]
        for at, (root, symbol) in enumerate(zip(self._roots_at(symbols), symbols, strict=True)):
            here, to, met = root[symbol], at + 1, None
            while here is not None:
                following = walked[to]
                if here.telling:
                    met = {} if met is None else met
                    for output in here.accepts:
                        met[output] = to
                    if here.at_end and STOP <= following <= PARAGRAPH:
                        for output in here.at_end:
                            met[output] = to
                here = here[following]
                to += 1
            if met:
                for output, end in sorted(met.items()):
                    if ends.get(output, 0) <= at:
                        ends[output] = end
                        found.append((output, at, end))
        return found

    def _roots_at(self, symbols: list[int]) -> list[_Root]:
        """Where walks begin at each symbol: at a reply and a sentence their first words and those behind openers."""
        if not symbols:
            return []
        anywhere, at_sentence, at_reply = self._roots
        roots = [anywhere] * len(symbols)
        atoms, openers = self.lexicon.atoms, self._openers
        root, begun = at_reply, 0
        for stop in [*[at for at, symbol in enumerate(symbols) if STOP <= symbol <= PARAGRAPH], len(symbols) - 1]:
            opening = True
            for at in range(begun, stop + 1):
                symbol = symbols[at]
                if opening:
                    roots[at] = root
                    opening = symbol in (SOFT, COMMA) or (symbol >= WORD and not openers.isdisjoint(atoms[symbol]))
                elif at - begun >= _OPENING:
                    break
                elif symbol == COMMA:
                    root, opening = at_sentence, True
            if symbols[stop] == PARAGRAPH:
                root = at_reply
            elif root is not at_reply or stop > begun:
                root = at_sentence
            begun = stop + 1
        return roots
