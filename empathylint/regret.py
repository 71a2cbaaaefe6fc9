"""Rules as a company wants them whose apologies are regret only: no rewrite says that it was at fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.language.late import late
from empathylint.model import Conversation, Role, Turn

if TYPE_CHECKING:
    from empathylint.cues import Annotator
    from empathylint.house import House
    from empathylint.rule import Rule

_ADMITTING = late(r"\bsorry (?:that|how|for (?:how|what)) (?:we|I|our)\b")


def fitted(rule: Rule, house: House, annotator: Annotator) -> Rule:
    """The rule with the rewrites that the company can stand by."""
    if not house.only_regrets:
        return rule
    return replace(rule, rewrite=tuple(text for text in rule.rewrite if not _admits(text, annotator)))


def _admits(text: str, annotator: Annotator) -> bool:
    """Whether words say that the company was at fault."""
    said = Conversation("rewrite", (Turn(0, Role.AGENT, text),))
    return "owns-fault" in annotator.annotate(said).turns[0].cues or _ADMITTING.search(text) is not None
