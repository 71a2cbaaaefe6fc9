"""What rules rest on: articles with their pieces of advice, and studies, by the keys that rules name them with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.errors import UserError, did_you_mean
from empathylint.printable import line_of
from empathylint.yaml_file import convert, load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

NAME = "sources.yaml"


class Article(Struct, frozen=True, forbid_unknown_fields=True):
    """An article: its pieces of advice by label, and what carries some of them beside rules."""

    title: str
    advice: dict[str, str]
    by: dict[str, list[str]] = {}


class Sources(Struct, frozen=True, forbid_unknown_fields=True):
    """The articles and studies of a folder of rules."""

    articles: dict[str, Article] = {}
    studies: dict[str, str] = {}

    def told(self) -> dict[str, str]:
        """Each source in words, by the key that a rule names it with: `rsvp/listen`, `lewicki-2016`."""
        advice = {
            f"{key}/{label}": line_of(f"{article.title}: {said}")
            for key, article in self.articles.items()
            for label, said in article.advice.items()
        }
        return advice | {key: line_of(study) for key, study in self.studies.items()}


def read_sources(folder: Path) -> Sources:
    """The sources of a folder of rules; none where it has no such file. Raises UserError with file and key."""
    path = folder / NAME
    return convert(path, load_yaml(path), Sources) if path.is_file() else Sources()


def in_words(named: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """What a rule names as its sources, keys put into words. Raises UserError for a key that is misspelt."""
    told: list[str] = []
    for source in named:
        hint = did_you_mean(source, known) if source not in known else ""
        if hint:
            msg = f"sources names “{source}”, which is no key of {NAME}.{hint}"
            raise UserError(msg)
        told.append(known.get(source) or line_of(source))
    return tuple(told)
