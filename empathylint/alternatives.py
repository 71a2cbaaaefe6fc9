"""The replies that customers can get from one canned reply with conditionals, each with the way back to its places."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from empathylint.branches import Choice, pieces
from empathylint.finding import Edit, EditKind, Finding, Outcome, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from empathylint.branches import Piece

_MOST = 32  # replies out of one; with more branches than these it is read as it is written


class Alternative(Struct, frozen=True):
    """The words that one choice of branches leaves.

    `runs` hold (position in these words, position in the whole text, width) of each stretch that stands in both.
    """

    text: str
    runs: tuple[tuple[int, int, int], ...]

    def placed(self, outcome: Outcome) -> Outcome:
        """An outcome about these words as one about the whole text."""
        finding = outcome.finding and self._finding(outcome.finding)
        return replace(outcome, place=self._place(outcome.place), finding=finding)

    def _finding(self, finding: Finding) -> Finding:
        return replace(
            finding,
            place=self._place(finding.place),
            notes=tuple(replace(note, place=self._place(note.place)) for note in finding.notes),
            edit=finding.edit and self._edit(finding.edit),
        )

    def _edit(self, edit: Edit) -> Edit | None:
        """The same edit in the whole text; none that would take a tag or another branch away."""
        place = self._place(edit.place)
        is_one_run = place.end - place.start == edit.place.end - edit.place.start
        return replace(edit, place=place) if is_one_run or edit.kind is not EditKind.REPLACE else None

    def _place(self, place: Place) -> Place:
        start = self._origin(place.start)
        return Place(place.turn, start, self._origin(place.end - 1) + 1 if place.end > place.start else start)

    def _origin(self, at: int) -> int:
        begins, origin, _ = self.runs[max(0, bisect_right(self.runs, at, key=lambda run: run[0]) - 1)]
        return origin + at - begins


def alternatives(text: str) -> tuple[Alternative, ...]:
    """The replies that a text with conditionals makes, each branch in one at least; none of a text without.

    What stands in the first branch of several conditionals goes together, so that the same condition asked twice is
    answered alike. A text whose tags do not pair, or with too many branches, has none: it is read as it is written.
    """
    if "{%" not in text and "{{" not in text:
        return ()
    parts = pieces(text)
    number = _count(parts)
    if number > _MOST or not any(isinstance(part, Choice) for part in parts):
        return ()
    made = (_alternative(text, _stretches(parts, at)) for at in range(number))
    return tuple({one.text: one for one in made if one.text.strip()}.values())


def once(several: Iterable[Iterable[Outcome]]) -> Iterator[Outcome]:
    """The outcomes of several alternatives, each once however many alternatives have it."""
    known: list[Outcome] = []
    for outcomes in several:
        new = [one for one in outcomes if not any(_same(one, other) for other in known)]
        known += new
        yield from new


def _same(one: Outcome, other: Outcome) -> bool:
    """Whether two outcomes tell the same of words that stand in both of two alternatives."""
    if one.finding is None or other.finding is None:
        return one.finding is other.finding and one.place == other.place
    mine, its = one.finding.place, other.finding.place
    if mine == its:
        return True
    return one.finding.message == other.finding.message and mine.start < its.end and its.start < mine.end


def _count(parts: Sequence[Piece]) -> int:
    """How many alternatives show each branch at least once."""
    choices = (part for part in parts if isinstance(part, Choice))
    return max((sum(map(_count, choice.branches)) for choice in choices), default=1)


def _stretches(parts: Sequence[Piece], at: int) -> Iterator[tuple[int, int]]:
    """The stretches of the text that stand in the alternative with a number."""
    for part in parts:
        if not isinstance(part, Choice):
            yield part
            continue
        left = at
        for branch in part.branches:
            number = _count(branch)
            if left < number or branch is part.branches[-1]:
                yield from _stretches(branch, min(left, number - 1))
                break
            left -= number


def _alternative(text: str, stretches: Iterable[tuple[int, int]]) -> Alternative:
    """The words of some stretches in a row; where a space ends one and begins the next, one is kept."""
    said = ""
    runs: list[tuple[int, int, int]] = []
    for start, end in stretches:
        begins = start + (said[-1:] == " " == text[start : start + 1])
        if begins < end:
            runs.append((len(said), begins, end - begins))
            said += text[begins:end]
    return Alternative(said, tuple(runs))
