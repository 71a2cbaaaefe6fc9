"""Tokens: a text cut into words and marks, each a small number (its symbol) that the automaton walks on.

Words that answer to the same atoms of the phrases share a symbol. Numbers below `WORD` are marks.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING

from empathylint.language.late import late
from empathylint.language.marks import ASK, COMMA, OTHER, OUTCRY, PARAGRAPH, QUERY, SHOUT, SOFT, STOP, WORD
from empathylint.language.masks import CLASSES, mask
from empathylint.language.program import ANY_WORD
from empathylint.language.sentences import Sentence, split
from empathylint.language.spelling import apostrophed, plain, squeezed

if TYPE_CHECKING:
    from empathylint.language.program import Program

_FIRST_SYMBOL = "\u2190"  # arrows, signs, dingbats and emoji begin here
_MASKED = "\ue000"  # masks and emoji come at and after it, all but a few words before
_MEMORY = 200_000  # spellings kept before the lexicon starts anew

_TOKEN = re.compile(
    r"""
    (?: [^\W\d_][^\W_]*(?:['’‘][^\W_]+)*-?
      | [,"]
      | \.+ | [!?]+
      | [$£€]?\d(?:[\w.,:/%€£'-]*[\w%€£])?
      | \ue000+|\ue001+|\ue002+|\ue003+|\ue004+
      | [:;=][-']?[()\[\]DPp/|](?!\w)
      | &(?:amp|lt|gt|quot|nbsp);
      | \S
    )[ \t\r\xa0]*
  | \s+
    """,
    re.VERBOSE,
)
_WRAP = late(r"(?<=[\w,;])\n(?=[a-z(])")
_DATE = late(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}(?:st|nd|rd|th)", re.IGNORECASE)
_TIME = late(r"\d{1,2}[:.]\d\d(?:[ap]m)?|\d{1,2}[ap]m|\d{1,2}h\d{0,2}", re.IGNORECASE)
_EMOTICON = late(r"[:;=][-']?[()\[\]DPp/|]")
_STOPS = frozenset(".…;:—–\n")


class Lexicon(dict[str, int]):
    """The symbol of each token as spelled, worked out when a spelling is first met.

    A negative number -n-1 stands for the several symbols `opened[n]` of a contraction.
    """

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.atoms: list[frozenset[int]] = [frozenset()] * WORD
        self.atoms[OTHER] = frozenset({ANY_WORD})
        self.opened: list[tuple[int, ...]] = []
        self._longest_stem = max(map(len, program.stems), default=0)
        self._lists = {number: name[1:-1] for name, number in program.tokens.items() if name[0] == "{"}
        self.listed: defaultdict[str, set[int]] = defaultdict(set)
        self.lists: list[tuple[str, ...]] = [()] * WORD
        self._symbols: dict[frozenset[int], int] = {self.atoms[OTHER]: OTHER}
        for mark, names in ((ASK, ("?",)), (OUTCRY, ("!!",)), (QUERY, ("?", "!!"))):
            self.atoms[mark] = frozenset(self._class(*names))

    def __missing__(self, token: str) -> int:
        if len(self) > _MEMORY:
            self.clear()
        symbol = self._look_up(token)
        self[token] = symbol
        return symbol

    def _class(self, *names: str) -> list[int]:
        tokens = self.program.tokens
        return [tokens[f"[{name}]"] for name in names if f"[{name}]" in tokens]

    def _look_up(self, token: str) -> int:  # noqa: PLR0911 - a table of first characters
        bare = token.strip()
        if not bare:
            return PARAGRAPH if token.count("\n") > 1 else STOP if "\n" in token else SOFT
        first = bare[0]
        if first in CLASSES:
            return self._symbol(frozenset(self._class(CLASSES[first])))
        if first in "!?":
            return self._outcry(bare)
        if bare == ",":
            return COMMA
        if first in _STOPS:
            return STOP if not _EMOTICON.fullmatch(bare) else self._word(bare, ["emoji"])
        if first.isalnum() or first in "$£€&=":
            return self._spoken(bare)
        if first > _FIRST_SYMBOL:
            return self._word(bare, ["emoji"])
        return SOFT

    @staticmethod
    def _outcry(bare: str) -> int:
        if "?" in bare:
            return ASK if len(bare) == 1 else QUERY
        return SHOUT if len(bare) == 1 else OUTCRY

    def _spoken(self, bare: str) -> int:
        words = plain(bare)
        if len(words) == 1:
            return self._word(words[0], _shapes(bare))
        if not words:
            return SOFT
        self.opened.append(tuple(self._word(word, []) for word in words))
        return -len(self.opened)

    def _word(self, word: str, shapes: list[str]) -> int:
        atoms = self._answers(word)
        if not atoms:
            atoms = next((found for spelling in squeezed(word) if (found := self._answers(spelling))), atoms)
        return self._symbol(atoms.union(self._class(*shapes)))

    def _answers(self, word: str) -> frozenset[int]:
        atoms = list(self.program.words.get(word, ()))
        for length in range(2, min(len(word), self._longest_stem) + 1):
            atoms += self.program.stems.get(word[:length], ())
        return frozenset(atoms)

    def _symbol(self, atoms: frozenset[int]) -> int:
        atoms = atoms | self.atoms[OTHER]
        symbol = self._symbols.get(atoms)
        if symbol is None:
            symbol = self._symbols[atoms] = len(self.atoms)
            self.atoms.append(atoms)
            self.lists.append(tuple([self._lists[atom] for atom in atoms.intersection(self._lists)]))
            for name in self.lists[symbol]:
                self.listed[name].add(symbol)
        return symbol


def _shapes(bare: str) -> list[str]:
    """The token classes that the spelling alone shows."""
    if bare[0].isdigit() or bare[0] in "$£€":
        if bare[0] in "$£€" or bare[-1] in "$£€":
            return ["money", "number"]
        if _TIME.fullmatch(bare):
            return ["time", "number"]
        return ["date", "number"] if _DATE.fullmatch(bare) else ["number"]
    if len(bare) > 1 and bare.isupper():
        return ["caps"]
    return []


class Tokens:
    """One text's tokens. `symbols[i]` comes from characters `start(i)` to `end(i)` of the text.

    `starts` holds where each symbol starts, and the text's length. Nothing is kept of a token but its place.
    """

    __slots__ = ("_covered", "_sentences", "_words", "lexicon", "starts", "symbols")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        covered = apostrophed(mask(text))
        if "\n" in covered:
            covered = _WRAP.sub(" ", covered)
        spelled: list[str] = _TOKEN.findall(covered)
        self.lexicon = lexicon
        self.symbols: list[int] = list(map(lexicon.__getitem__, spelled))
        self.starts = array("I", accumulate(map(len, spelled), initial=0))
        self._covered = covered
        self._sentences: tuple[Sentence, ...] | None = None
        self._words: list[int] | None = None
        if self.symbols and min(self.symbols) < 0:
            self._open(lexicon.opened)

    def _open(self, opened: list[tuple[int, ...]]) -> None:
        """Puts the several words of contractions in their place; they all start where the contraction does."""
        folded, starts = self.symbols, self.starts
        self.symbols, self.starts = [], array("I")
        done = 0
        for at in [at for at, symbol in enumerate(folded) if symbol < 0]:
            several = opened[-folded[at] - 1]
            self.symbols += [*folded[done:at], *several]
            self.starts += starts[done:at] + array("I", [starts[at]]) * len(several)
            done = at + 1
        self.symbols += folded[done:]
        self.starts += starts[done:]

    def start(self, at: int) -> int:
        """The first character of a symbol."""
        return self.starts[at]

    def end(self, at: int) -> int:
        """The character after a symbol, spaces behind it left out."""
        return self.starts[at] + len(self._spelled(at).rstrip())

    def at(self, character: int) -> int:
        """The first symbol that starts at or after a character of the text."""
        return bisect_left(self.starts, character, 0, len(self.symbols))

    def word(self, at: int) -> str:
        """The spelling behind a symbol, folded; both halves of a contraction give the whole of it."""
        return self._spelled(at).strip().casefold()

    def _spelled(self, at: int) -> str:
        """A token as it stands in the text, masked, with the spaces behind it."""
        starts = self.starts
        start = end = starts[at]
        while end == start:
            at += 1
            end = starts[at]
        return self._covered[start:end]

    @property
    def covered(self) -> str:
        """The text with everything that is not words covered, of the same length."""
        return self._covered

    @property
    def words(self) -> list[int]:
        """The symbols that are words: no marks, no emoji, and nothing that is masked."""
        if self._words is None:
            covered, starts = self._covered, self.starts
            self._words = [
                at
                for at, symbol in enumerate(self.symbols)
                if (symbol >= WORD or symbol == OTHER) and covered[starts[at]] < _MASKED
            ]
        return self._words

    def is_in(self, at: int, words: str) -> bool:
        """Whether the word at a symbol stands in a word list of the rule pack."""
        return self.symbols[at] in self.lexicon.listed[words]

    def listed(self, words: str) -> set[int]:
        """The symbols of the words met so far that stand in a word list of the rule pack."""
        return self.lexicon.listed[words]

    @property
    def lists(self) -> set[str]:
        """The word lists of the rule pack of which a word stands in the text."""
        return {name for symbol in set(self.symbols) for name in self.lexicon.lists[symbol]}

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order."""
        if self._sentences is None:
            self._sentences = tuple(split(self))
        return self._sentences

    def sentence_number(self, character: int) -> int:
        """Which of the sentences holds a character of the text, counted from 0."""
        number = bisect_right(self.sentences, self.at(character), key=attrgetter("last"))
        return min(number, len(self.sentences) - 1)

    def sentence_at(self, character: int) -> Sentence:
        """The sentence that holds a character of the text."""
        return self.sentences[self.sentence_number(character)]
