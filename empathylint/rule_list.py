"""The rules of a run, loaded when somebody asks for one: a run that finds all it needs in the cache may not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from empathylint.rule import Rule
    from empathylint.settings import Settings


class LateRules(Mapping[str, "Rule"]):
    """The rules by code that hold under some settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def load(self) -> Mapping[str, Rule]:
        """The rules themselves. Raises UserError for a mistake in house rules or in the codes of the settings."""
        from empathylint.engine import linter_for

        return linter_for(self._settings).rules

    def __getitem__(self, code: str) -> Rule:
        return self.load()[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.load())

    def __len__(self) -> int:
        return len(self.load())
