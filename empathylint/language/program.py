"""All phrases of all cues in one automaton, ready to be written to disk.

A position is one atom of a phrase (Glushkov's construction). `follows` tells which positions may come next,
`starts` where a phrase may begin (anywhere, at a sentence, at a reply), `accepts` which cues a phrase that ends
there gives. Phrases have no repetition, so predecessors always have the smaller numbers, and positions that go on
alike become one in a single pass. What is left is determinised atom by atom, so that one arc leaves a node for an
atom. A word answers to several atoms, so running needs states that are sets of nodes; they are made on demand
(`automaton.py`).
"""

from __future__ import annotations

import sys
from array import array
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from empathylint.errors import UserError
from empathylint.language.phrases import ANY, Atom, Choice, Phrase, Sequence, Tree, word_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ANY_WORD = 0
STARTS = 3  # anywhere, at a sentence, at a reply
_NUMBER = "I"
_MOST_GROUPS = 250_000  # about ten times what all rules of the shipped pack need


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


class _TooManyWays(Exception):  # noqa: N818 - no mistake of the program
    """Optional words and choices that can be taken in more ways than can be kept apart."""


class _Node(NamedTuple):
    """Where a phrase may stand: the arcs (atom, node) that lead on, and what is accepted."""

    arcs: frozenset[tuple[int, int]]
    accepts: frozenset[tuple[int, bool]]


_Group = frozenset[int]  # nodes at which several phrases stand at once


def _nodes(positions: list[_Position]) -> tuple[list[_Node], list[int]]:
    """The nodes, one for all positions that go on alike, and the node of each position."""
    place: dict[_Node, int] = {}
    node_of = [0] * len(positions)
    for at in reversed(range(len(positions))):
        follows, accepts = positions[at].follows, positions[at].accepts
        node = _Node(frozenset([(positions[after].atom, node_of[after]) for after in follows]), frozenset(accepts))
        node_of[at] = place.setdefault(node, len(place))
    return list(place), node_of


def _behind(arcs: Iterable[tuple[int, int]]) -> dict[int, _Group]:
    """The group that each atom leads to."""
    by_atom: dict[int, list[int]] = {}
    for atom, node in arcs:
        by_atom.setdefault(atom, []).append(node)
    return {atom: frozenset(nodes) for atom, nodes in by_atom.items()}


def _grouped(nodes: list[_Node], starts: list[dict[int, _Group]]) -> dict[_Group, dict[int, _Group]]:
    """The groups that can be reached, each with the group that each atom leads to. Raises _TooManyWays."""
    arcs: dict[_Group, dict[int, _Group]] = {}
    waiting = [group for start in starts for group in start.values()]
    while waiting:
        group = waiting.pop()
        if group not in arcs:
            if len(arcs) >= _MOST_GROUPS:
                raise _TooManyWays
            arcs[group] = _behind(set[tuple[int, int]]().union(*[nodes[at].arcs for at in group]))
            waiting += arcs[group].values()
    return arcs


def build(
    phrases: Mapping[str, Iterable[Phrase]],
    lists: Mapping[str, Iterable[str]],
    sides: Mapping[str, Iterable[str]],
) -> Program:
    """The program of phrases by output; `sides` names the outputs of each side of the conversation.

    All `lists` can be asked for by code, whether a phrase names them or not. Raises UserError for phrases that
    branch in too many ways.
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
    try:
        nets = {side: _net(builder.positions) for side, builder in builders.items()}
    except _TooManyWays:
        culprit = next((output for number, output in enumerate(outputs) if _branches(number, phrases[output])), "")
        msg = (
            f"{f'cue {culprit}' if culprit else 'the cues together'}: optional words and choices can be taken in too "
            "many ways; write them as several phrases, with fewer of them in a row"
        )
        raise UserError(msg) from None
    return Program(
        words=words,
        stems=stems,
        tokens={name: number for name, number in atoms.items() if name[0] in "[{"},
        outputs=outputs,
        nets=nets,
    )


def _branches(number: int, phrases: Iterable[Phrase]) -> bool:
    """Whether the phrases of one output alone branch in too many ways."""
    builder = _Builder({ANY: ANY_WORD})
    builder.add(number, phrases)
    try:
        _net(builder.positions)
    except _TooManyWays:
        return True
    return False


def _net(positions: list[_Position]) -> Net:
    """What the phrases share kept once, packed."""
    nodes, node_of = _nodes(positions)
    starts = [
        _behind({(position.atom, node_of[at]) for at, position in enumerate(positions) if kind in position.starts})
        for kind in range(STARTS)
    ]
    groups = _grouped(nodes, starts)
    accepts = {group: set[tuple[int, bool]]().union(*[nodes[at].accepts for at in group]) for group in groups}
    order = sorted(groups, key=lambda group: not accepts[group])
    numbered = {group: number for number, group in enumerate(order)}
    ranges = [sorted(arcs.items()) for arcs in (*(groups[group] for group in order), *starts)]
    bounds, atoms = _packed([atom for atom, _ in arcs] for arcs in ranges)
    _, led = _packed([numbered[group] for _, group in arcs] for arcs in ranges)
    given = [[2 * output + at_end for output, at_end in sorted(accepts[group])] for group in order]
    accept_bounds, outputs = _packed(several for several in given if several)
    _, named = _packed([sorted({atom for arcs in ranges for atom, _ in arcs})])
    return Net(named, bounds, atoms, led, accept_bounds, outputs)


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
