"""What a company knows of itself: its terms, names, banned words, known issues, links, and how it apologises."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from empathylint.help_desks import HelpDesk
from empathylint.language.late import late

if TYPE_CHECKING:
    from empathylint.language.topics import Topics
    from empathylint.language.wording import Wording
    from empathylint.model import Turn

_SENTENCE_START = late(r"(?:^|[.!?:\n])\s*$")
_LOOK_BACK = 10  # characters before a phrase that show whether it opens a sentence


class Apologies(StrEnum):
    """How far apologies go: `regret-only` never says that the company was at fault."""

    FULL = "full"
    REGRET_ONLY = "regret-only"


class House(Struct, frozen=True, dict=True, forbid_unknown_fields=True, omit_defaults=True, rename="kebab"):
    """The section `house` of the settings. What looks for its words is made once, when it is first asked for."""

    glossary: dict[str, str] = {}
    names: tuple[str, ...] = ()
    banned: dict[str, str] = {}
    known_issues: dict[str, str] = {}
    knowledge_base: dict[str, str] = {}
    apologies: Apologies = Apologies.FULL
    opening_hours: str = ""
    help_desk: HelpDesk = HelpDesk.UNKNOWN
    placeholders: tuple[str, ...] = ()

    @property
    def only_regrets(self) -> bool:
        """Whether no reply is to say that the company was at fault."""
        return self.apologies is Apologies.REGRET_ONLY

    @cached_property
    def terms(self) -> Wording:
        """The terms of the glossary."""
        from empathylint.language.wording import Wording

        return Wording(self.glossary, plural=True)

    @cached_property
    def banned_words(self) -> Wording:
        """The phrases that are banned."""
        from empathylint.language.wording import Wording

        return Wording(self.banned)

    @cached_property
    def issues(self) -> Topics:
        """The topics of known issues."""
        from empathylint.language.topics import Topics

        return Topics(self.known_issues)

    def named(self, text: str) -> list[tuple[int, int]]:
        """The first characters of the products and brands in a text, and those behind them."""
        return [(start, end) for _, start, end in self._names.find(text)] if self.names else []

    def is_name(self, word: str) -> bool:
        """Whether a word is the name of a product or brand."""
        return bool(self.names) and self.named(word) == [(0, len(word))]

    def status(self, turn: Turn) -> str:
        """How the known issue stands that a customer's turn names, as a sentence, or an empty string."""
        found = self.issues.named(_said(turn)) if self.known_issues else []
        return _sentence(self.known_issues[found[0][0]]) if found else ""

    def link(self, turn: Turn) -> str:
        """Where the knowledge base tells of what a customer's turn names, or an empty string."""
        found = self._pages.named(_said(turn)) if self.knowledge_base else []
        return self.knowledge_base[found[0][0]] if found else ""

    def told(self) -> str:
        """The keys that are set, on one line."""
        return msgspec.json.encode(self).decode()

    def instead(self, text: str, start: int, end: int) -> str:
        """The words to use for a term or a banned phrase that stands in a text, or an empty string."""
        if not self.glossary and not self.banned:
            return ""
        from empathylint.language.wording import pieces

        phrase, words = self._swaps.get(pieces(text[start:end]), ("", ""))
        opens = _SENTENCE_START.search(text, max(start - _LOOK_BACK, 0), start) is not None
        raised = text[start].isupper() and not phrase[:1].isupper()
        return words[:1].upper() + words[1:] if opens or raised else words

    @cached_property
    def _names(self) -> Wording:
        from empathylint.language.wording import Wording

        return Wording(self.names)

    @cached_property
    def _pages(self) -> Topics:
        from empathylint.language.topics import Topics

        return Topics(self.knowledge_base)

    @cached_property
    def _swaps(self) -> dict[tuple[str, ...], tuple[str, str]]:
        from empathylint.language.wording import pieces

        return {pieces(phrase): (phrase, words) for phrase, words in {**self.glossary, **self.banned}.items()}


def _said(turn: Turn) -> str:
    """A turn's own words."""
    return turn.tokens.covered if turn.tokens is not None else turn.text


def _sentence(words: str) -> str:
    """Words with a capital and an end."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")
