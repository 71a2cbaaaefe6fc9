"""All phrases of all cues in one position automaton, ready to be written to disk.

A position is one atom of a phrase (Glushkov's construction). `follows` tells which positions may come next,
`starts` where a phrase may begin (anywhere, at a sentence, at a reply), `accepts` which cues a phrase that ends
there gives. Phrases have no repetition, so predecessors always have the smaller numbers, and positions that are
reached alike, or that go on alike, become one in a single pass each way: what phrases share is kept once.
The states that running needs are made on demand (`automaton.py`).
"""

from __future__ import annotations

import sys
from array import array
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.language.phrases import ANY, Atom, Choice, Phrase, Sequence, Tree, word_tree

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

ANY_WORD = 0
STARTS = 3  # anywhere, at a sentence, at a reply
_NUMBER = "I"


class Net(Struct, frozen=True):
    """The positions of the phrases of one side of the conversation.

    The bytes hold unsigned numbers in little-endian byte order. The positions `follows[bounds[p]:bounds[p + 1]]` may
    come after position p; the last three ranges are those that may begin a phrase anywhere, at a sentence and at
    a reply. Each range is in the order of its atoms, which stand in `atoms` at the same places. The positions that
    end a phrase come first: what p gives is `accepts[accept_bounds[p]:accept_bounds[p + 1]]`, each twice the number
    of an output, and one more where the sentence must end there.
    """

    bounds: bytes
    follows: bytes
    atoms: bytes
    accept_bounds: bytes
    accepts: bytes


class Program(Struct, frozen=True):
    """The compiled phrases. Atoms are numbered; 0 is any word.

    `words` and `stems` give the atoms that a word or a beginning answers to, `tokens` those of token classes
    and word lists. `nets` holds the positions by side.
    """

    words: dict[str, list[int]]
    stems: dict[str, list[int]]
    tokens: dict[str, int]
    outputs: list[str]
    nets: dict[str, Net]


def numbers(packed: bytes) -> array[int]:
    """The numbers that a program packs into bytes."""
    unpacked = array(_NUMBER)
    unpacked.frombytes(packed)
    return _little(unpacked)


def _little(packed: array[int]) -> array[int]:
    """Numbers in little-endian order, as they stand on disk, or back in the machine's."""
    if sys.byteorder == "big":
        packed.byteswap()
    return packed


class _Position(Struct):
    atom: int
    follows: set[int]
    starts: set[int]
    accepts: set[tuple[int, bool]]


class _Builder:
    def __init__(self, numbers: dict[str, int]) -> None:
        self.numbers = numbers
        self.positions: list[_Position] = []

    def add(self, number: int, phrases: Iterable[Phrase]) -> None:
        for phrase in phrases:
            first, last, _ = self._place(phrase.tree)
            for position in first:
                self.positions[position].starts.add(phrase.start)
            for position in last:
                self.positions[position].accepts.add((number, phrase.at_end))

    def _place(self, tree: Tree) -> tuple[list[int], list[int], bool]:
        """The positions that can begin and end the tree, and whether it can be absent."""
        if isinstance(tree, Atom):
            atom = self.numbers.setdefault(tree.name, len(self.numbers))
            self.positions.append(_Position(atom, set(), set(), set()))
            return [len(self.positions) - 1], [len(self.positions) - 1], False
        if isinstance(tree, Choice):
            return self._place_choice(tree)
        return self._place_sequence(tree)

    def _place_choice(self, tree: Choice) -> tuple[list[int], list[int], bool]:
        first: list[int] = []
        last: list[int] = []
        empty = tree.optional
        for part in tree.parts:
            begins, ends, absent = self._place(part)
            first += begins
            last += ends
            empty = empty or absent
        return first, last, empty

    def _place_sequence(self, tree: Sequence) -> tuple[list[int], list[int], bool]:
        first: list[int] = []
        last: list[int] = []
        empty = True
        for part in tree.parts:
            begins, ends, absent = self._place(part)
            for position in last:
                self.positions[position].follows.update(begins)
            if empty:
                first += begins
            last = last + ends if absent else ends
            empty = empty and absent
        return first, last, empty


def _reached_alike(positions: list[_Position]) -> list[_Position]:
    """The positions with those made one that have the same atom and the same predecessors."""
    before: list[set[int]] = [set() for _ in positions]
    place: dict[Hashable, int] = {}
    merged: list[_Position] = []
    kept: list[int] = []
    for at, position in enumerate(positions):
        key = (position.atom, frozenset(position.starts), frozenset(before[at]))
        number = place.setdefault(key, len(merged))
        if number == len(merged):
            merged.append(_Position(position.atom, set(), position.starts, set()))
        kept.append(number)
        merged[number].accepts |= position.accepts
        for after in position.follows:
            before[after].add(number)
    for at, position in enumerate(positions):
        merged[kept[at]].follows.update(kept[after] for after in position.follows)
    return merged


def _going_on_alike(positions: list[_Position]) -> list[_Position]:
    """The positions with those made one that have the same atom, the same successors and the same outputs."""
    place: dict[Hashable, int] = {}
    merged: list[_Position] = []
    kept = [0] * len(positions)
    for at in _last_first(positions):
        position = positions[at]
        follows = {kept[after] for after in position.follows}
        key = (position.atom, frozenset(position.starts), frozenset(follows), frozenset(position.accepts))
        number = kept[at] = place.setdefault(key, len(merged))
        if number == len(merged):
            merged.append(_Position(position.atom, follows, position.starts, position.accepts))
    return merged


def _last_first(positions: list[_Position]) -> list[int]:
    """The numbers of positions, each after all its successors."""
    order: list[int] = []
    done = bytearray(len(positions))
    for root in range(len(positions)):
        waiting = [root]
        while waiting:
            at = waiting[-1]
            left = () if done[at] else [after for after in positions[at].follows if not done[after]]
            if left:
                waiting += left
                continue
            waiting.pop()
            if not done[at]:
                done[at] = 1
                order.append(at)
    return order


def build(
    phrases: Mapping[str, Iterable[Phrase]],
    lists: Mapping[str, Iterable[str]],
    sides: Mapping[str, Iterable[str]],
) -> Program:
    """The program of phrases by output; `sides` names the outputs of each side of the conversation.

    All `lists` can be asked for by code, whether a phrase names them or not.
    """
    outputs = list(phrases)
    atoms = {ANY: ANY_WORD}
    for name in lists:
        atoms["{" + name + "}"] = len(atoms)
    builders = {side: _Builder(atoms) for side in sides}
    for side, chosen in sides.items():
        for output in chosen:
            builders[side].add(outputs.index(output), phrases[output])
    words, stems = _vocabulary(atoms, lists)
    return Program(
        words=words,
        stems=stems,
        tokens={name: number for name, number in atoms.items() if name[0] in "[{"},
        outputs=outputs,
        nets={side: _net(builder.positions) for side, builder in builders.items()},
    )


def _net(placed: list[_Position]) -> Net:
    """The positions with what they share kept once, packed."""
    positions = _going_on_alike(_reached_alike(placed))
    order = sorted(range(len(positions)), key=lambda at: not positions[at].accepts)
    numbered = {at: number for number, at in enumerate(order)}
    starts = [[at for at in order if kind in positions[at].starts] for kind in range(STARTS)]
    ranges = [
        sorted(after, key=lambda at: positions[at].atom)
        for after in (*(positions[at].follows for at in order), *starts)
    ]
    given = [[2 * output + at_end for output, at_end in sorted(positions[at].accepts)] for at in order]
    bounds, follows = _packed([numbered[at] for at in after] for after in ranges)
    accept_bounds, accepts = _packed(outputs for outputs in given if outputs)
    _, atoms = _packed([positions[at].atom for at in after] for after in ranges)
    return Net(bounds, follows, atoms, accept_bounds, accepts)


def _packed(ranges: Iterable[list[int]]) -> tuple[bytes, bytes]:
    """Where each of some ranges of numbers begins, with the end of the last, and the numbers one after the other."""
    bounds, packed = array(_NUMBER, [0]), array(_NUMBER)
    for several in ranges:
        packed.extend(several)
        bounds.append(len(packed))
    return _little(bounds).tobytes(), _little(packed).tobytes()


def _vocabulary(
    atoms: Mapping[str, int], lists: Mapping[str, Iterable[str]]
) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """The atoms that each word, and each beginning of words, answers to."""
    words: dict[str, list[int]] = {}
    stems: dict[str, list[int]] = {}
    for name, number in atoms.items():
        entries = [word_tree(entry) for entry in lists[name[1:-1]]] if name[0] == "{" else [Atom(name)]
        for entry in entries:
            if isinstance(entry, Atom) and entry.name[0] in "=~":
                table = words if entry.name[0] == "=" else stems
                table.setdefault(entry.name[1:], []).append(number)
    return words, stems
