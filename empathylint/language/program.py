"""All phrases of all cues in one automaton, ready to be written to disk.

A position is one atom of a phrase (Glushkov's construction). `follows` tells which positions may come next,
`starts` where a phrase may begin (anywhere, at a sentence, at a reply), `accepts` which cues a phrase that ends
there gives. Positions are determinised atom by atom, which phrases without repetition bear well, and groups of
positions that go on alike become one node: what phrases share is kept once. A word answers to several atoms, so
running needs states that are sets of nodes; they are made on demand (`automaton.py`).
"""

from __future__ import annotations

import sys
from array import array
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from empathylint.language.phrases import ANY, Atom, Choice, Phrase, Sequence, Tree, word_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ANY_WORD = 0
STARTS = 3  # anywhere, at a sentence, at a reply
_NUMBER = "I"


class Net(Struct, frozen=True):
    """The nodes of the phrases of one side of the conversation, and the arcs between them.

    The bytes hold unsigned numbers in little-endian byte order. The arcs `bounds[n]` to `bounds[n + 1]` leave node n,
    one for an atom; arc a takes a word that answers to `atoms[a]` to node `nodes[a]`. The last three ranges are the
    arcs that may begin a phrase anywhere, at a sentence and at a reply. The nodes that end a phrase come first: what
    n gives is `accepts[accept_bounds[n]:accept_bounds[n + 1]]`, each twice the number of an output, and one more
    where the sentence must end there. `named` are the atoms that an arc takes.
    """

    named: bytes
    bounds: bytes
    atoms: bytes
    nodes: bytes
    accept_bounds: bytes
    accepts: bytes


class Program(Struct, frozen=True):
    """The compiled phrases. Atoms are numbered; 0 is any word.

    `words` and `stems` give the atoms that a word or a beginning answers to, `tokens` those of token classes
    and word lists. `nets` holds what is walked on, by side.
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


_Group = frozenset[int]  # positions that a walk can be in at once


class _Node(NamedTuple):
    """Where a walk may stand: the arcs (atom, node) that lead on, and what is accepted."""

    arcs: tuple[tuple[int, int], ...]
    accepts: tuple[tuple[int, bool], ...]


def _nodes(positions: list[_Position]) -> tuple[list[_Node], list[list[tuple[int, int]]]]:
    """The nodes, one for all groups that go on alike, and the arcs that begin a phrase at each kind of start."""

    def behind(following: Iterable[int]) -> dict[int, _Group]:
        by_atom: dict[int, list[int]] = {}
        for at in following:
            by_atom.setdefault(positions[at].atom, []).append(at)
        return {atom: frozenset(several) for atom, several in by_atom.items()}

    starts = [behind(at for at, one in enumerate(positions) if kind in one.starts) for kind in range(STARTS)]
    arcs: dict[_Group, dict[int, _Group]] = {}
    waiting = [group for start in starts for group in start.values()]
    while waiting:
        group = waiting.pop()
        if group not in arcs:
            arcs[group] = behind(set[int]().union(*[positions[at].follows for at in group]))
            waiting += arcs[group].values()
    place: dict[_Node, int] = {}
    led: dict[_Group, int] = {}
    for group in _last_first(arcs):
        accepts = set[tuple[int, bool]]().union(*[positions[at].accepts for at in group])
        node = _Node(_led_to(arcs[group], led), tuple(sorted(accepts)))
        led[group] = place.setdefault(node, len(place))
    return list(place), [list(_led_to(start, led)) for start in starts]


def _led_to(arcs: dict[int, _Group], led: dict[_Group, int]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((atom, led[group]) for atom, group in arcs.items()))


def _last_first(arcs: dict[_Group, dict[int, _Group]]) -> Iterator[_Group]:
    """The groups, each after all those that its arcs lead to."""
    done: set[_Group] = set()
    for root in arcs:
        waiting = [root]
        while waiting:
            group = waiting[-1]
            left = () if group in done else [after for after in arcs[group].values() if after not in done]
            if left:
                waiting += left
                continue
            waiting.pop()
            if group not in done:
                done.add(group)
                yield group


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
    """What the phrases share kept once, packed."""
    nodes, starts = _nodes(placed)
    order = sorted(range(len(nodes)), key=lambda at: not nodes[at].accepts)
    numbered = {at: number for number, at in enumerate(order)}
    ranges = [*(nodes[at].arcs for at in order), *starts]
    bounds, atoms = _packed([atom for atom, _ in arcs] for arcs in ranges)
    _, led = _packed([numbered[to] for _, to in arcs] for arcs in ranges)
    given = [[2 * output + at_end for output, at_end in nodes[at].accepts] for at in order]
    accept_bounds, accepts = _packed(outputs for outputs in given if outputs)
    _, named = _packed([sorted({atom for arcs in ranges for atom, _ in arcs})])
    return Net(named, bounds, atoms, led, accept_bounds, accepts)


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
