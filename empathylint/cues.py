"""Cues: what the words of a turn do. Phrases find them; a Python twin decides where phrases cannot see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from msgspec.structs import replace

from empathylint.language.automaton import Automaton
from empathylint.language.marks import COMMA, PARAGRAPH, STOP
from empathylint.language.tokens import Lexicon, Tokens
from empathylint.model import Conversation, Hit, Role, Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from empathylint.language.program import Program

_NEGATION_REACH = 3  # a negator turns a phrase that follows within so many tokens
GUARD = "!"
_SHORT, _REMEMBERED = (
    400,
    4_096,
)  # people and macros repeat themselves: texts of so many characters are kept, so many
_SIDES = {Role.AGENT: "agent", Role.BOT: "agent", Role.CUSTOMER: "customer"}


class Cue(Struct, frozen=True):
    """What is known of a cue once its phrases are compiled. `by` names the sides that can give it.

    A twin is asked about turns that hold a candidate of its own or a cue that it needs, `everywhere` about all.
    """

    name: str
    by: tuple[str, ...]
    what: str
    negatable: bool = True
    needs: tuple[str, ...] = ()
    everywhere: bool = False
    twin: str = ""

    def concerns(self, turn: Turn) -> bool:
        """Whether the twin is to be asked about a turn."""
        return self.everywhere or self.name in turn.cues or not turn.cues.isdisjoint(self.needs)


class Twin(Protocol):
    """A module beside a cue file that decides which hits stand, among its phrases' own and new ones."""

    def find(self, turn: Turn, conversation: Conversation) -> Iterator[Hit]:
        """The hits of the cue in a turn; `turn.hits` holds the phrases' candidates and the cues that it needs."""


class Annotator:
    """Finds cues in conversations with the compiled phrases of a rule pack."""

    def __init__(self, program: Program, cues: Sequence[Cue], twins: Mapping[str, Callable[[str], Twin]]) -> None:
        self.lexicon = Lexicon(program)
        by_name = {cue.name: cue for cue in cues}
        self._outputs = [_Output.of(name, by_name) for name in program.outputs]
        self._scanners = {side: Automaton(self.lexicon, net) for side, net in program.nets.items()}
        self._seen: dict[tuple[str, str], tuple[Tokens, tuple[Hit, ...], frozenset[str]]] = {}
        self._decided = [(cue, twins[cue.name](cue.twin)) for cue in _ordered(cues) if cue.twin]

    def annotate(self, conversation: Conversation) -> Conversation:
        """The conversation with hits, cues and tokens in every turn."""
        turns = [self._phrased(turn) for turn in conversation.turns]
        seen = replace(conversation, turns=tuple(turns))
        sides = [None if turn.internal else _SIDES.get(turn.role) for turn in turns]
        for cue, twin in self._decided:
            changed = False
            for at, side in enumerate(sides):
                turn = turns[at]
                if side not in cue.by or not cue.concerns(turn):
                    continue
                found = tuple(twin.find(turn, seen))
                if found or cue.name in turn.cues:
                    turns[at] = _with_hits(turn, cue.name, found)
                    changed = True
            if changed:
                seen = replace(conversation, turns=tuple(turns))
        return seen

    def _phrased(self, turn: Turn) -> Turn:
        side = "" if turn.internal else _SIDES.get(turn.role, "")
        known = self._seen.get((side, turn.text))
        if known is None:
            known = self._look(turn.text, side)
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            if len(turn.text) <= _SHORT:
                self._seen[side, turn.text] = known
        tokens, hits, cues = known
        return replace(turn, hits=hits, cues=cues, tokens=tokens)

    def _look(self, text: str, side: str) -> tuple[Tokens, tuple[Hit, ...], frozenset[str]]:
        """A text's tokens, the hits of its phrases, and their cues."""
        tokens = Tokens(text, self.lexicon)
        matches = self._scanners[side].scan(tokens.symbols) if side else []
        found = list(self._standing(matches, tokens))
        hits = tuple([Hit(output.name, tokens.start(first), tokens.end(last - 1)) for output, first, last in found])
        return tokens, hits, frozenset([name for output, _, _ in found for name in output.names])

    def _standing(self, matches: list[tuple[int, int, int]], tokens: Tokens) -> Iterator[tuple[_Output, int, int]]:
        """The matches that no guard and no negator takes away."""
        guards: dict[str, list[tuple[int, int]]] = {}
        for number, first, last in matches:
            output = self._outputs[number]
            if output.is_guard:
                guards.setdefault(output.cue.name, []).append((first, last))
        for number, first, last in matches:
            output = self._outputs[number]
            if output.is_guard:
                continue
            guarded = guards.get(output.cue.name)
            if guarded and any(begun <= last and first <= ended for begun, ended in guarded):
                continue
            if not (output.cue.negatable and _is_negated(tokens, first)):
                yield output, first, last


class _Output(Struct, frozen=True):
    """What a match stands for: a cue or a tier of it, or a guard that takes other matches of its cue away."""

    name: str
    cue: Cue
    is_guard: bool
    names: tuple[str, ...]

    @classmethod
    def of(cls, name: str, cues: Mapping[str, Cue]) -> _Output:
        bare = name.rstrip(GUARD).split(".")[0]
        return cls(name, cues[bare], name.endswith(GUARD), tuple({name, bare}))


def _is_negated(tokens: Tokens, first: int) -> bool:
    """Whether one of the three words before a hit is a negator, with no punctuation between."""
    for at in range(first - 1, max(first - 1 - _NEGATION_REACH, -1), -1):
        if STOP <= tokens.symbols[at] <= PARAGRAPH or tokens.symbols[at] == COMMA:
            return False
        if tokens.is_in(at, "negator"):
            return True
    return False


def _names(hits: tuple[Hit, ...]) -> frozenset[str]:
    """The cues of hits, each tier and the cue that it belongs to."""
    return frozenset(name for hit in hits for name in (hit.cue, hit.cue.split(".")[0]))


def _with_hits(turn: Turn, cue: str, found: tuple[Hit, ...]) -> Turn:
    """The turn with the hits of one cue replaced, all in the order of their places."""
    others = tuple(hit for hit in turn.hits if hit.cue.split(".")[0] != cue)
    hits = tuple(sorted(others + found, key=lambda hit: (hit.start, hit.end)))
    return replace(turn, hits=hits, cues=_names(hits))


def _ordered(cues: Sequence[Cue]) -> list[Cue]:
    """The cues, each after those that it needs."""
    by_name = {cue.name: cue for cue in cues}
    placed: dict[str, Cue] = {}

    def place(cue: Cue) -> None:
        if cue.name not in placed:
            for need in cue.needs:
                place(by_name[need])
            placed[cue.name] = cue

    for cue in cues:
        place(cue)
    return list(placed.values())
