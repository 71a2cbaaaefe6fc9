"""The phrase language: `(i am|we are)? {very}? sorry ~2 (for|about)`, read into a small syntax tree.

word            that word (contractions open: can't is read as can not)
stem*           any ending
(a|b c)         a choice; ( … )? or word? may be absent
~3              up to three words in between
{feeling}       any entry of the word list rules/words/feeling.yaml
[date]          a token of that class: url email placeholder name number date money time emoji code
                caps, and the marks ? !!
^  ^^  $        start of a sentence, start of a reply or paragraph, end of a sentence
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.errors import UserError, did_you_mean
from empathylint.language.late import late
from empathylint.language.spelling import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKEN_CLASSES = (
    "url", "email", "placeholder", "name", "number", "date", "money", "time", "emoji", "code", "caps", "?", "!!",
)  # fmt: skip
ANY = "*"
_LEXEME = late(
    r"\s+|(?P<mark>\^\^|[()|?^$])|~(?P<gap>\d)|\{(?P<list>[\w-]+)\}|\[(?P<token>[^\]\s]+)\]|(?P<word>[^\s()|?^$~{}\[\]*]+\*?)"
)


class Atom(Struct, frozen=True):
    """One token that answers to `name`: `=word`, `~stem`, `{list}`, `[class]` or any word."""

    name: str


class Sequence(Struct, frozen=True):
    """Parts that follow one another."""

    parts: tuple[Tree, ...]


class Choice(Struct, frozen=True):
    """Parts of which one stands there, or none where `optional`."""

    parts: tuple[Tree, ...]
    optional: bool = False


Tree = Atom | Sequence | Choice


class Phrase(Struct, frozen=True):
    """A phrase: its tree, where it must start (0 anywhere, 1 sentence, 2 reply) and whether it ends a sentence."""

    tree: Tree
    start: int
    at_end: bool


class PhraseError(UserError):
    """A phrase that cannot be read; `column` counts from 1 inside the phrase."""

    def __init__(self, phrase: str, column: int, message: str) -> None:
        super().__init__(f"phrase “{phrase}”, column {column}: {message}")


def parse(phrase: str, lists: Mapping[str, tuple[str, ...]]) -> Phrase:
    """The phrase's meaning. Raises PhraseError with the column of the first mistake."""
    return _Parser(phrase, lists).phrase()


@cache
def word_tree(words: str) -> Tree:
    """The tree of literal words such as an entry of a word list; `stem*` is allowed."""
    atoms: list[Tree] = []
    for word in words.split():
        if word.endswith("*"):
            atoms.append(Atom("~" + plain(word[:-1])[0]))
        else:
            atoms.extend(Atom("=" + part) for half in word.split("-") if half for part in plain(half))
    return atoms[0] if len(atoms) == 1 else Sequence(tuple(atoms))


class _Parser:
    def __init__(self, phrase: str, lists: Mapping[str, tuple[str, ...]]) -> None:
        self.phrase_text = phrase
        self.lists = lists
        self.lexemes: list[tuple[str, str, int]] = []
        self.place = 0
        at = 0
        while at < len(phrase):
            found = _LEXEME.match(phrase, at)
            if not found:
                raise PhraseError(phrase, at + 1, f"“{phrase[at]}” has no meaning here")
            if found.lastgroup:
                self.lexemes.append((found.lastgroup, found[found.lastgroup], at + 1))
            at = found.end()

    def phrase(self) -> Phrase:
        start = {"^": 1, "^^": 2}.get(self._peek()[1], 0) if self._peek()[0] == "mark" else 0
        if start:
            self.place += 1
        at_end = bool(self.lexemes) and self.lexemes[-1][:2] == ("mark", "$")
        if at_end:
            self.lexemes.pop()
        tree = self._choice()
        kind, text, column = self._peek()
        if kind:
            raise PhraseError(self.phrase_text, column, f"“{text}” is not expected here")
        if _may_be_empty(tree):
            raise PhraseError(self.phrase_text, 1, "everything in it is optional, so it would match nothing at all")
        if _opens_with_gap(tree):
            raise PhraseError(self.phrase_text, 1, "it starts with a gap (~); name its first word")
        return Phrase(tree, start, at_end)

    def _peek(self) -> tuple[str, str, int]:
        if self.place < len(self.lexemes):
            return self.lexemes[self.place]
        return "", "", len(self.phrase_text) + 1

    def _choice(self) -> Tree:
        column = self._peek()[2]
        parts = [self._sequence()]
        while self._peek()[:2] == ("mark", "|"):
            self.place += 1
            parts.append(self._sequence())
        if len(parts) > 1 and any(_may_be_empty(part) for part in parts):
            raise PhraseError(self.phrase_text, column, "one part of this choice is all optional; write (…)? instead")
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self) -> Tree:
        parts: list[Tree] = []
        while True:
            kind, text, column = self._peek()
            if not kind or (kind == "mark" and text in ")|"):
                break
            self.place += 1
            parts.append(self._optional(self._part(kind, text, column)))
        if not parts:
            raise PhraseError(self.phrase_text, self._peek()[2], "words are missing here")
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _optional(self, part: Tree) -> Tree:
        if self._peek()[:2] == ("mark", "?"):
            self.place += 1
            return Choice((part,), optional=True)
        return part

    def _part(self, kind: str, text: str, column: int) -> Tree:
        if kind == "word":
            return word_tree(text)
        if kind == "gap":
            return Sequence(tuple(Choice((Atom(ANY),), optional=True) for _ in range(int(text))))
        if kind == "list":
            return self._list(text, column)
        if kind == "token":
            if text not in TOKEN_CLASSES:
                hint = did_you_mean(text, TOKEN_CLASSES)
                raise PhraseError(self.phrase_text, column, f"there is no token class [{text}].{hint}")
            return Atom(f"[{text}]")
        if text == "(":
            inner = self._choice()
            if self._peek()[:2] != ("mark", ")"):
                raise PhraseError(self.phrase_text, column, "this bracket is not closed")
            self.place += 1
            return inner
        raise PhraseError(self.phrase_text, column, f"“{text}” is not expected here")

    def _list(self, name: str, column: int) -> Tree:
        if name not in self.lists:
            hint = did_you_mean(name, self.lists)
            raise PhraseError(self.phrase_text, column, f"there is no word list {{{name}}}.{hint}")
        trees = [word_tree(entry) for entry in self.lists[name]]
        several = tuple(tree for tree in trees if not isinstance(tree, Atom))
        single: tuple[Tree, ...] = (Atom("{" + name + "}"),) if len(several) < len(trees) else ()
        parts = single + several
        return parts[0] if len(parts) == 1 else Choice(parts)


def _may_be_empty(tree: Tree) -> bool:
    if isinstance(tree, Atom):
        return False
    if isinstance(tree, Sequence):
        return all(_may_be_empty(part) for part in tree.parts)
    return tree.optional or any(_may_be_empty(part) for part in tree.parts)


def _opens_with_gap(tree: Tree) -> bool:
    if isinstance(tree, Atom):
        return tree.name == ANY
    if isinstance(tree, Choice):
        return any(_opens_with_gap(part) for part in tree.parts)
    for part in tree.parts:
        if _opens_with_gap(part):
            return True
        if not _may_be_empty(part):
            return False
    return False
