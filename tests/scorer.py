"""How well cues, steps and the two questions behind them agree with labelled conversations.

    python tests/scorer.py [--intervals] [SET …]

A set is `tests/conversations/SET.items.jsonl` and `SET.labels.jsonl`; a SET with a slash is a path without those
endings. A label in `yes` is expected, one in `maybe` counts neither way, all others of the speaker's side are not
expected. `--intervals` adds micro F1 by channel over all the sets, with a 95 % bootstrap interval.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from empathylint import Result, lint_text
from empathylint.steps import Ending, Fault, Status, ending, judge_steps, whose_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from empathylint.model import Conversation, Turn

FOLDER = Path(__file__).parent / "conversations"
LEAST = 5  # turns on which a label is expected before its F1 counts
LABELS = {
    "customer": ("upset", "problem", "effort", "urgent", "exit", "wants-human", "thanks"),
    "agent": (
        "greets", "acknowledges", "restates", "apologizes", "refocuses", "resolves", "promises", "checks", "thanks",
        "closes",
    ),
}  # fmt: skip
RESAMPLED = 1_000


class Count(NamedTuple):
    """How often a label was seen rightly, seen wrongly, and missed."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Count) -> Count:  # type: ignore[override]
        """Both counts together."""
        return Count(self.hits + other.hits, self.false + other.false, self.missed + other.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing to see and nothing seen."""
        of = 2 * self.hits + self.false + self.missed
        return 2 * self.hits / of if of else 1.0


class Judged(NamedTuple):
    """A conversation held against its labels: counts by side and label, and answers as (expected, given)."""

    channel: str
    counts: dict[tuple[str, str], Count]
    steps: list[tuple[str, str]]
    faults: list[tuple[bool, bool]]
    endings: list[tuple[bool, bool]]


class Score(NamedTuple):
    """Counts by side and label, the share of steps with the labelled verdict, and the two questions' answers."""

    counts: dict[tuple[str, str], Count]
    steps: float
    faults: list[tuple[bool, bool]]
    endings: list[tuple[bool, bool]]

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
    judged = list(judge(name))
    steps = [pair for one in judged for pair in one.steps]
    return Score(
        _together(judged),
        sum(expected == given for expected, given in steps) / len(steps) if steps else 1.0,
        [pair for one in judged for pair in one.faults],
        [pair for one in judged for pair in one.endings],
    )


def judge(name: str) -> Iterator[Judged]:
    """The conversations of a set, each held against its labels."""
    stem = name if "/" in name else str(FOLDER / name)
    labelled = {row["id"]: row for row in _rows(Path(f"{stem}.labels.jsonl"))}
    items = Path(f"{stem}.items.jsonl")
    for result in lint_text(str(items), items.read_text(encoding="utf-8")):
        assert isinstance(result, Result), result
        conversation = result.conversation
        labels = labelled[conversation.id]
        expected = {step: verdict for step, verdict in labels.get("steps", {}).items() if verdict != "maybe"}
        yield Judged(
            "canned" if conversation.is_template else conversation.metadata.get("channel", "?"),
            dict(_counted(conversation.turns, labels["turns"])),
            [(expected[one.step], one.status.value) for one in result.steps if one.step in expected],
            _fault_answers(conversation, labels["turns"], expected.get("apologize")),
            _ending_answers(conversation, expected.get("close")),
        )


def _counted(turns: Iterable[Turn], labels: dict[str, Any]) -> dict[tuple[str, str], Count]:
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    for turn in turns:
        side = "customer" if turn.is_customer else "agent"
        given = labels.get(str(turn.index), {})
        for label in set(LABELS[side]).difference(given.get("maybe", ())):
            expected, seen = label in given.get("yes", ()), label in turn.cues
            counts[side, label] += Count(expected and seen, seen and not expected, expected and not seen)
    return counts


def _fault_answers(
    conversation: Conversation, labels: dict[str, Any], apologize: str | None
) -> list[tuple[bool, bool]]:
    """Whether the trouble is the company's, once, where the graders saw any trouble that an agent's turn follows.

    The graders' labels stand for what the tool saw, so that the question is measured and not the seeing.
    """
    turns = tuple(replace(turn, cues=_as_labelled(turn, labels)) for turn in conversation.turns)
    troubled = [turn for turn in turns if turn.is_customer and turn.cues & {"problem", "upset"}]
    if apologize is None or not troubled or not any(turn.is_agent for turn in turns[troubled[0].index :]):
        return []
    verdict = judge_steps(replace(conversation, turns=turns))[1]
    by_company = any(whose_fault(turn) is Fault.COMPANY for turn in troubled)
    return [(apologize != "na", by_company and verdict.status is not Status.NOT_APPLICABLE)]


def _as_labelled(turn: Turn, labels: dict[str, Any]) -> frozenset[str]:
    """A turn's cues with the graders' labels in place of those that they judged."""
    side = "customer" if turn.is_customer else "agent"
    yes = set(labels.get(str(turn.index), {}).get("yes", ()))
    return turn.cues.difference(LABELS[side]) | yes


def _ending_answers(conversation: Conversation, close: str | None) -> list[tuple[bool, bool]]:
    """Whether the conversation came to its end here."""
    return [] if close is None else [(close != "na", ending(conversation) is Ending.ENDED)]


def _together(judged: Iterable[Judged]) -> dict[tuple[str, str], Count]:
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    for one in judged:
        for key, count in one.counts.items():
            counts[key] += count
    return dict(counts)


def _answered(pairs: list[tuple[bool, bool]]) -> str:
    """How many questions were answered as labelled, and how those whose answer is yes and no were."""
    if not pairs:
        return "-"
    right = sum(expected == given for expected, given in pairs)
    parts = [f"{right / len(pairs):.2f} of {len(pairs)}"]
    for wanted, name in ((True, "yes"), (False, "no")):
        given = [answer for expected, answer in pairs if expected is wanted]
        parts.append(f"{name} {sum(answer is wanted for answer in given)}/{len(given)}")
    return ", ".join(parts)


def _intervals(judged: list[Judged]) -> Iterator[str]:
    """Micro F1 by channel and side, with the interval in which it lies in 95 % of samples of as many conversations."""
    chance = random.Random(1)  # noqa: S311 - samples, no secrets
    for channel in sorted({one.channel for one in judged}):
        of = [one for one in judged if one.channel == channel]
        for side in ("agent",) if channel == "canned" else ("customer", "agent"):
            each = [sum((count for (at, _), count in one.counts.items() if at == side), Count()) for one in of]
            sampled = sorted(sum(chance.choices(each, k=len(each)), Count()).f1 for _ in range(RESAMPLED))
            low, high = sampled[RESAMPLED // 40], sampled[-RESAMPLED // 40]
            yield f"  {channel:8} {side:9} {sum(each, Count()).f1:.3f}  [{low:.3f}, {high:.3f}]  n {len(of)}"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def main() -> None:
    """Prints the scores of the sets that are named, or of all."""
    names = [name for name in sys.argv[1:] if name != "--intervals"] or sets()
    for name in names:
        found = score(name)
        customer, agent = found.macro("customer"), found.macro("agent")
        lines = [
            f"{name}: customer {customer:.3f}, agent {agent:.3f}, steps {found.steps:.3f}",
            f"  the company's fault?   {_answered(found.faults)}",
            f"  has it ended?          {_answered(found.endings)}",
        ]
        lines += [
            f"  {side + '.' + label:22} {count.f1:.2f}  seen {count.hits}, false {count.false}, missed {count.missed}"
            for (side, label), count in sorted(found.counts.items())
        ]
        sys.stdout.write("\n".join(lines) + "\n")
    if "--intervals" in sys.argv:
        sys.stdout.write("\n".join(_intervals([one for name in names for one in judge(name)])) + "\n")


if __name__ == "__main__":
    main()
