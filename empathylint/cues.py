"""Cues: what the words of a turn do. Phrases find them; a Python twin decides where phrases cannot see."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from empathylint.language.automaton import Automaton
from empathylint.language.marks import COMMA, PARAGRAPH, STOP
from empathylint.language.tokens import Lexicon, Tokens
from empathylint.memory import REMEMBERED, SHORT
from empathylint.model import Conversation, Hit, Role, Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from empathylint.language.program import Program
    from empathylint.witness import Witness

_NEGATION_REACH = 3  # a negator turns a phrase that follows within so many tokens
GUARD = "!"
_PLACE = attrgetter("start", "end")
_SIDES = {Role.AGENT: "agent", Role.BOT: "agent", Role.CUSTOMER: "customer"}


class Cue(Struct, frozen=True):
    """What is known of a cue once its phrases are compiled. `by` names the sides that can give it.

    A twin is asked about turns that hold a candidate of its own or a cue that it needs, `everywhere` about all.
    `house` names the part of the section `house` of the settings without which it is not asked at all. `witness`
    lets the second witness have the last word.
    """

    name: str
    by: tuple[str, ...]
    what: str
    negatable: bool = True
    needs: tuple[str, ...] = ()
    everywhere: bool = False
    twin: str = ""
    house: str = ""
    witness: bool = False


class Twin(Protocol):
    """A module beside a cue file that decides which hits stand, among its phrases' own and new ones."""

    find: Callable[..., Iterator[Hit]]
    """The hits of the cue in a turn; `turn.hits` holds the phrases' candidates and the cues that it needs.

    `find(turn, conversation)` sees what is said around the turn. `find(turn)` goes by the turn's text, hits, cues,
    tokens and side alone, and what it decides is remembered with the text.
    """


class Annotator:
    """Finds cues in conversations with the compiled phrases of a rule pack and, if there is one, the second witness."""

    def __init__(
        self, program: Program, cues: Sequence[Cue], load: Callable[[str], Twin], witness: Callable[[], Witness] | None
    ) -> None:
        self.lexicon = Lexicon(program)
        by_name = {cue.name: cue for cue in cues}
        self._outputs = [_Output.of(name, by_name) for name in program.outputs]
        self._scanners = {side: Automaton(self.lexicon, net) for side, net in program.nets.items()}
        self._seen: dict[tuple[str, str], _Sight] = {}
        named = {cue.name: {cue.name} for cue in cues}
        for output in self._outputs:
            named[output.cue].add(output.name)
        self._deciders = [
            _Decider(cue, load, named[cue.name], witness) for cue in _ordered(cues) if cue.twin or cue.witness
        ]

    def annotate(self, conversation: Conversation) -> Conversation:
        """The conversation with hits, cues and tokens in every turn."""
        said = [self._said(turn) for turn in conversation.turns]
        seen = replace(conversation, turns=tuple([one.turn for one in said]))
        by_side = {side: [one for one in said if one.side == side] for side in self._scanners}
        for decider in self._deciders:
            if decider.house and not getattr(seen.house, decider.house):
                continue
            decider.decide([one for side in decider.by for one in by_side[side]], seen)
        return seen

    def _said(self, turn: Turn) -> _Said:
        """A turn with what the phrases see in it."""
        side = "" if turn.internal else _SIDES.get(turn.role, "")
        sight = self._seen.get((side, turn.text))
        if sight is None:
            sight = self._look(turn.text, side)
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            if len(turn.text) <= SHORT:
                self._seen[side, turn.text] = sight
        elif sight.after is None:
            sight.after = {}
        return _Said(replace(turn, hits=sight.hits, cues=sight.cues, tokens=sight.tokens), side, sight)

    def _look(self, text: str, side: str) -> _Sight:
        """What the phrases see in a text."""
        tokens = Tokens(text, self.lexicon)
        matches = self._scanners[side].scan(tokens.symbols) if side else []
        found = self._standing(matches, tokens) if matches else []
        hits = [Hit(output.name, tokens.start(first), tokens.end(last - 1)) for output, first, last in found]
        hits.sort(key=_PLACE)
        cues = frozenset([name for output, _, _ in found for name in output.names])
        return _Sight(tokens, tuple(hits), _same(cues))

    def _standing(self, matches: list[tuple[int, int, int]], tokens: Tokens) -> list[tuple[_Output, int, int]]:
        """The matches that no guard and no negator takes away."""
        outputs = self._outputs
        found = [(outputs[number], first, last) for number, first, last in matches]
        guards: dict[str, list[tuple[int, int]]] = {}
        for output, first, last in found:
            if output.is_guard:
                guards.setdefault(output.cue, []).append((first, last))
        if guards:
            found = [
                one
                for one in found
                if one[0].cue not in guards or not (one[0].is_guard or _is_guarded(guards[one[0].cue], one[1], one[2]))
            ]
        negated = _negated(tokens)
        return [one for one in found if one[1] not in negated or not one[0].negatable] if negated else found


class _Sight:
    """The hits and cues of a text as far as they are decided.

    `after` leads on to what is seen after a further decision, once the text has been said a second time.
    """

    __slots__ = ("after", "cues", "hits", "tokens")

    def __init__(self, tokens: Tokens, hits: tuple[Hit, ...], cues: frozenset[str]) -> None:
        self.tokens = tokens
        self.hits = hits
        self.cues = cues
        self.after: dict[object, _Sight] | None = None


class _Said:
    """A turn with what is seen in it so far."""

    __slots__ = ("side", "sight", "turn")

    def __init__(self, turn: Turn, side: str, sight: _Sight) -> None:
        self.turn = turn
        self.side = side
        self.sight = sight

    def see(self, sight: _Sight) -> None:
        """Puts what is seen now into the turn, which is new and still nobody else's."""
        self.sight = sight
        force_setattr(self.turn, "hits", sight.hits)  # several times faster than another turn
        force_setattr(self.turn, "cues", sight.cues)


class _Decider:
    """A cue whose twin decides which of its candidates stand, those hits that go by one of its names.

    The second witness may have the last word. The twin is loaded when it is first asked: most runs ask few.
    """

    def __init__(
        self, cue: Cue, load: Callable[[str], Twin], names: set[str], witness: Callable[[], Witness] | None
    ) -> None:
        self.by = cue.by
        self.house = cue.house
        self._name = cue.name
        self._twin = cue.twin
        self._load = load
        self._find: Callable[..., Iterator[Hit]] | None = None
        self._is_alone = True
        self._everywhere = cue.everywhere
        self._triggers = frozenset({cue.name, *cue.needs})
        self._candidates = frozenset(names)
        self._witness = witness if cue.witness else None

    def decide(self, said: list[_Said], seen: Conversation) -> None:
        """Shows in turns which hits of the cue stand, once the twin has been asked about all of them."""
        apart = self._triggers.isdisjoint
        asked = said if self._everywhere else [one for one in said if not apart(one.sight.cues)]
        if asked and self._twin and self._find is None:
            self._find = self._load(self._twin).find
            self._is_alone = self._find.__code__.co_argcount == 1
        for one, sight in [(one, self._decided(one, seen)) for one in asked]:
            if sight is not one.sight:
                one.see(sight)

    def _decided(self, said: _Said, seen: Conversation) -> _Sight:
        """What is seen in a turn once the twin has decided."""
        before = said.sight
        if self._is_alone and self._witness is None:
            known = before.after and before.after.get(self._name)
            return known or self._noted(before, self._name, self._found(said.turn, seen))
        found = self._found(said.turn, seen)
        if self._witness is not None:
            found = self._witness().settled(self._name, found, said.turn, seen)
        if not found and self._name not in before.cues:
            return before
        decision = (self._name, found)
        known = before.after and before.after.get(decision)
        return known or self._noted(before, decision, found)

    def _found(self, turn: Turn, seen: Conversation) -> tuple[Hit, ...]:
        """The hits that the twin finds, or all candidates where there is none."""
        if self._find is None:
            return tuple([hit for hit in turn.hits if hit.cue in self._candidates])
        return tuple(self._find(turn) if self._is_alone else self._find(turn, seen))

    def _noted(self, before: _Sight, decision: object, found: tuple[Hit, ...]) -> _Sight:
        """What is seen with some hits in the place of the cue's candidates, in the order of their places."""
        sight = before
        if found or self._name in before.cues:
            hits = [hit for hit in before.hits if hit.cue not in self._candidates]
            if found:
                hits += found
                hits.sort(key=_PLACE)
            names = [name for hit in found for name in _names(hit.cue)]
            cues = _same((before.cues - self._candidates).union(names))
            sight = _Sight(before.tokens, tuple(hits), cues)
        if before.after is not None:
            sight.after = {} if sight.after is None else sight.after
            before.after[decision] = sight
        return sight


@cache
def _names(cue: str) -> tuple[str, str]:
    """A cue or a tier of it, and the cue that it belongs to."""
    return cue, cue.split(".", maxsplit=1)[0]


@lru_cache(maxsize=REMEMBERED)
def _same(cues: frozenset[str]) -> frozenset[str]:
    """The one set that stands for all that are equal to it: turns say much the same."""
    return cues


class _Output(Struct, frozen=True):
    """What a match stands for: a cue or a tier of it, or a guard that takes other matches of its cue away."""

    name: str
    cue: str
    negatable: bool
    is_guard: bool
    names: tuple[str, ...]

    @classmethod
    def of(cls, name: str, cues: Mapping[str, Cue]) -> _Output:
        bare = name.rstrip(GUARD).split(".")[0]
        return cls(name, bare, cues[bare].negatable, name.endswith(GUARD), tuple({name, bare}))


def _is_guarded(guards: list[tuple[int, int]], first: int, last: int) -> bool:
    """Whether one of a cue's guards, which stand in order and apart, touches a match."""
    at = bisect_right(guards, last, key=itemgetter(0))
    return at > 0 and guards[at - 1][1] >= first


def _negated(tokens: Tokens) -> set[int]:
    """The symbols before which, among the three before, stands a negator with no punctuation between."""
    symbols, negators = tokens.symbols, tokens.listed("negator")
    negated: set[int] = set()
    if not negators.isdisjoint(symbols):
        for at in [at for at, symbol in enumerate(symbols) if symbol in negators]:
            for after in range(at + 1, at + 1 + _NEGATION_REACH):
                negated.add(after)
                if after >= len(symbols) or STOP <= symbols[after] <= PARAGRAPH or symbols[after] == COMMA:
                    break
    return negated


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
