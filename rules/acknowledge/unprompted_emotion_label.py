"""A feeling named as the customer's that nothing of the customer's words shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_SHOWN = frozenset({"upset", "exit", "effort", "urgent"})
_TROUBLE = _SHOWN | {"problem", "wants-human"}
_GRAVE = late(
    r"\b(?:died|death|dead|dying|passed away|loss|lost|funeral|grie\w+|hospital|cancer|accident|fire|flood\w*|stolen|"
    r"stole|theft|robbed|fraud\w*|scam\w*|hack\w*|wedding|baby|pregnan\w+|evict\w*|homeless|emergency|divorce\w*|"
    r"attack\w*|burgl\w+|destroyed|ruined|stranded)\b",
    re.IGNORECASE,
)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each agent turn that names a feeling of the customer's, up to the first that is not shown."""
    told: set[str] = set()
    is_grave = False
    has_spoken = False
    for turn in conversation.turns:
        if turn.is_customer:
            has_spoken = True
            told |= turn.cues
            is_grave = is_grave or _tells_of_grave(turn)
        elif turn.is_agent and "names-feeling" in turn.cues and has_spoken:
            if is_grave or not told.isdisjoint(_SHOWN):
                yield Outcome(whole(turn), turn.index)
                return
            strong = turn.says("names-feeling.strong")
            hit = strong or (turn.says("names-feeling") if told.isdisjoint(_TROUBLE) else None)
            if hit is None:
                yield Outcome(whole(turn), turn.index)
            else:
                yield fail(rule, conversation, Place(turn.index, hit.start, hit.end))
                return


@remembered
def _tells_of_grave(turn: Turn) -> bool:
    return _GRAVE.search(turn.text) is not None
