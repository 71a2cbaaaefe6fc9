"""Topics as a company names them, found in texts by all of their words, in whatever order and with any ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.late import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = late(r"[^\W_]+")
_SMALL = frozenset(
    {"a", "an", "and", "at", "by", "for", "in", "is", "my", "of", "on", "or", "our", "the", "to", "with"}
)
_SHORT = 3  # letters of a stem that takes no ending but one letter: “app”, not “apple”


class Topics:
    """Some topics. A look at a text takes time that grows with the text alone."""

    def __init__(self, topics: Iterable[str]) -> None:
        self._stems = {topic: _stems(topic) for topic in topics}
        self._known = frozenset[str]().union(*self._stems.values())
        self._lengths = sorted({len(stem) for stem in self._known})

    def named(self, text: str) -> list[tuple[str, int, int]]:
        """The topics that a text names, those of most words first, each with the place of the first of its words."""
        words = {word.casefold() for word in _WORD.findall(text)}
        said = {stem for word in words for stem in self._behind(word)}
        topics = [topic for topic, stems in self._stems.items() if stems <= said] if said else []
        if not topics:
            return []
        places: dict[str, tuple[int, int]] = {}
        for word in _WORD.finditer(text):
            for stem in self._behind(word[0].casefold()):
                places.setdefault(stem, word.span())
        found = [(topic, *min(places[stem] for stem in self._stems[topic])) for topic in topics]
        return sorted(found, key=lambda named: -len(self._stems[named[0]]))

    def _behind(self, word: str) -> Iterator[str]:
        """The stems of topics that a word is made of."""
        for length in self._lengths:
            stem = word[:length]
            if stem in self._known and (length > _SHORT or len(word) <= length + 1):
                yield stem


def _stems(topic: str) -> frozenset[str]:
    """What the words of a topic begin with, whatever their ending; small words count only where there are no others."""
    words = [word.casefold() for word in _WORD.findall(topic)]
    return frozenset(_stem(word) for word in words if word not in _SMALL) or frozenset(words)


def _stem(word: str) -> str:
    if len(word) > _SHORT and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:-1] if len(word) > _SHORT + 1 and word[-1] in "ey" else word
