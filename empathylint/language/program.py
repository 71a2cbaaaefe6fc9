"""All phrases of all cues in one position automaton (Glushkov's construction), ready to be written to disk.

A position is one atom of one phrase. `follows` tells which positions may come next, `starts` where a phrase may
begin (anywhere, at a sentence, at a reply), `accepts` which cue a phrase that ends there gives. Building is
linear in the phrases; the states that running needs are made on demand (`automaton.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.language.phrases import ANY, Atom, Choice, Phrase, Sequence, Tree, word_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ANY_WORD = 0


class Program(Struct, frozen=True):
    """The compiled phrases. Atoms are numbered; 0 is any word.

    `words` and `stems` give the atoms that a word or a beginning answers to, `tokens` those of token classes.
    `accepts` maps a position to pairs (number of the output, whether the sentence must end there).
    """

    words: dict[str, list[int]]
    stems: dict[str, list[int]]
    tokens: dict[str, int]
    atoms: list[int]
    follows: list[list[int]]
    starts: tuple[list[int], list[int], list[int]]
    accepts: dict[int, list[tuple[int, bool]]]
    outputs: list[str]


class _Builder:
    def __init__(self) -> None:
        self.numbers: dict[str, int] = {ANY: ANY_WORD}
        self.atoms: list[int] = []
        self.follows: list[list[int]] = []
        self.starts: tuple[list[int], list[int], list[int]] = ([], [], [])
        self.accepts: dict[int, list[tuple[int, bool]]] = {}
        self.outputs: list[str] = []

    def add(self, output: str, phrases: Iterable[Phrase]) -> None:
        number = len(self.outputs)
        self.outputs.append(output)
        for phrase in phrases:
            first, last, _ = self._place(phrase.tree)
            self.starts[phrase.start].extend(first)
            for position in last:
                self.accepts.setdefault(position, []).append((number, phrase.at_end))

    def _place(self, tree: Tree) -> tuple[list[int], list[int], bool]:
        """The positions that can begin and end the tree, and whether it can be absent."""
        if isinstance(tree, Atom):
            self.atoms.append(self.numbers.setdefault(tree.name, len(self.numbers)))
            self.follows.append([])
            return [len(self.atoms) - 1], [len(self.atoms) - 1], False
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
                self.follows[position] += begins
            if empty:
                first += begins
            last = last + ends if absent else ends
            empty = empty and absent
        return first, last, empty


def build(
    phrases: Mapping[str, Iterable[Phrase]], lists: Mapping[str, Iterable[str]], extra: Iterable[str] = ()
) -> Program:
    """The program of the phrases by output. `extra` names word lists that code asks for beside the phrases."""
    builder = _Builder()
    for output, several in phrases.items():
        builder.add(output, several)
    for name in extra:
        builder.numbers.setdefault("{" + name + "}", len(builder.numbers))
    words: dict[str, list[int]] = {}
    stems: dict[str, list[int]] = {}
    for name, number in builder.numbers.items():
        if name[0] == "{":
            for entry in lists[name[1:-1]]:
                _enter(entry, number, words, stems)
        elif name[0] == "=":
            words.setdefault(name[1:], []).append(number)
        elif name[0] == "~":
            stems.setdefault(name[1:], []).append(number)
    tokens = {name: number for name, number in builder.numbers.items() if name[0] in "[{"}
    return Program(
        words, stems, tokens, builder.atoms, builder.follows, builder.starts, builder.accepts, builder.outputs
    )


def _enter(entry: str, number: int, words: dict[str, list[int]], stems: dict[str, list[int]]) -> None:
    tree = word_tree(entry)
    if isinstance(tree, Atom):
        table = words if tree.name[0] == "=" else stems
        table.setdefault(tree.name[1:], []).append(number)
