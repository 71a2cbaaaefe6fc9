"""How well cues and steps agree with labelled conversations: F1 by label, and agreement by step.

    python tests/scorer.py [SET …]

A set is `tests/conversations/SET.items.jsonl` and `SET.labels.jsonl`. A label in `yes` is expected, one in `maybe`
counts neither way, all others of the speaker's side are not expected.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from empathylint import Result, lint_text

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "conversations"
LEAST = 5  # turns on which a label is expected before its F1 counts
LABELS = {
    "customer": ("upset", "problem", "effort", "urgent", "exit", "wants-human", "thanks"),
    "agent": (
        "greets", "acknowledges", "restates", "apologizes", "refocuses", "resolves", "promises", "checks", "thanks",
        "closes",
    ),
}  # fmt: skip


class Count(NamedTuple):
    """How often a label was seen rightly, seen wrongly, and missed."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing to see and nothing seen."""
        of = 2 * self.hits + self.false + self.missed
        return 2 * self.hits / of if of else 1.0


class Score(NamedTuple):
    """Counts by side and label, and the share of steps with the labelled verdict."""

    counts: dict[tuple[str, str], Count]
    steps: float

    def macro(self, side: str) -> float:
        """The mean F1 of a side's labels, those left out that are expected too seldom to tell anything."""
        found = [
            count.f1 for (of, _), count in self.counts.items() if of == side and count.hits + count.missed >= LEAST
        ]
        return sum(found) / len(found)


def sets() -> list[str]:
    """The names of the labelled sets."""
    return sorted(path.name.partition(".")[0] for path in FOLDER.glob("*.items.jsonl"))


def score(name: str) -> Score:
    """The score of a set."""
    path = FOLDER / f"{name}.items.jsonl"
    labelled = {row["id"]: row for row in _rows(FOLDER / f"{name}.labels.jsonl")}
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    same = judged = 0
    for result in lint_text(str(path), path.read_text(encoding="utf-8")):
        assert isinstance(result, Result), result
        labels = labelled[result.conversation.id]
        for turn in result.conversation.turns:
            side = "customer" if turn.is_customer else "agent"
            given = labels["turns"].get(str(turn.index), {})
            yes = given.get("yes", ())
            for label in set(LABELS[side]).difference(given.get("maybe", ())):
                counts[side, label] = _counted(counts[side, label], label in yes, label in turn.cues)
        for verdict in result.steps:
            expected = labels.get("steps", {}).get(verdict.step)
            judged += expected not in {None, "maybe"}
            same += expected == verdict.status.value
    return Score(dict(counts), same / judged if judged else 1.0)


def _counted(count: Count, expected: bool, seen: bool) -> Count:
    return Count(
        count.hits + (expected and seen), count.false + (seen and not expected), count.missed + (expected and not seen)
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def main() -> None:
    """Prints the scores of the sets that are named, or of all."""
    for name in sys.argv[1:] or sets():
        found = score(name)
        customer, agent = found.macro("customer"), found.macro("agent")
        lines = [f"{name}: customer {customer:.3f}, agent {agent:.3f}, steps {found.steps:.3f}"]
        lines += [
            f"  {side + '.' + label:22} {count.f1:.2f}  seen {count.hits}, false {count.false}, missed {count.missed}"
            for (side, label), count in sorted(found.counts.items())
        ]
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
