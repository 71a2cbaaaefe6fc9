"""Phrases as a company writes them down, found in texts word by word, in whatever case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.late import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PIECE = late(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*|[^\w\s]|_")


class Wording:
    """Some phrases. A look at a text takes time that grows with the text alone."""

    def __init__(self, phrases: Iterable[str], *, plural: bool = False) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase in phrases:
            words = pieces(phrase)
            for shape in (words, (*words[:-1], words[-1] + "s")) if plural else (words,):
                self._by_first.setdefault(shape[0], []).append((shape, phrase))
        for shapes in self._by_first.values():
            shapes.sort(key=lambda shape: -len(shape[0]))

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The phrases in a text with their first characters and those behind them, the longer before the shorter."""
        straight = _straight(text)
        if self._by_first.keys().isdisjoint(_PIECE.findall(straight.casefold())):
            return
        found = list(_PIECE.finditer(straight))
        said = [piece[0].casefold() for piece in found]
        done = 0
        for at, word in enumerate(said):
            for shape, phrase in self._by_first.get(word, ()) if at >= done else ():
                last = at + len(shape)
                if tuple(said[at:last]) == shape and _stands_alone(text, found[at].start(), found[last - 1].end()):
                    yield phrase, found[at].start(), found[last - 1].end()
                    done = last
                    break


def pieces(phrase: str) -> tuple[str, ...]:
    """The words and signs of a phrase, folded."""
    return tuple(piece.casefold() for piece in _PIECE.findall(_straight(phrase)))


def _straight(text: str) -> str:
    """A text with straight apostrophes."""
    return text.replace("’", "'").replace("‘", "'")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no hyphen makes a stretch of text a part of a longer word."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    return not (before[-1:] == "-" and before[:1].isalnum()) and not (after[:1] == "-" and after[1:].isalnum())
