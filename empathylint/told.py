"""Which of the findings of a conversation are told, and in which words: each cause once, no sentence twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.finding import Edit, EditKind, Finding, Place
from empathylint.steps import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from empathylint.rule import Rule


def told(raised: Sequence[tuple[Finding, int]], rules: Mapping[str, Rule]) -> list[Finding]:
    """The findings to tell, in order of place, out of all with the index of the turn that made the opportunity."""
    merged = (_merged(several, rules) for several in _by_place(_yielded(raised, rules)))
    return list(_varied(sorted(merged, key=_order)))


def gravest(findings: Sequence[Finding], at_most: int) -> tuple[Finding, ...]:
    """The gravest findings, the earlier first among equals, in order of place; all of them where `at_most` is 0."""
    if not at_most or len(findings) <= at_most:
        return tuple(findings)
    chosen = sorted(findings, key=lambda finding: -finding.severity.rank)[:at_most]
    return tuple(sorted(chosen, key=_order))


def _yielded(raised: Sequence[tuple[Finding, int]], rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """The findings without those that another one on the same opportunity makes superfluous."""
    spoken: dict[int, set[str]] = {}
    for finding, opportunity in raised:
        spoken.setdefault(opportunity, set()).add(finding.code)
        spoken.setdefault(finding.place.turn, set()).add(finding.code)
    for finding, opportunity in raised:
        if not spoken[opportunity].union(spoken[finding.place.turn]).intersection(rules[finding.code].yields_to):
            yield finding


def _by_place(findings: Iterable[Finding]) -> Iterable[list[Finding]]:
    """The findings, one for each rewrite of a rule, by the words that they are about."""
    by_edit: dict[tuple[str, Edit | Place], Finding] = {}
    for finding in findings:
        by_edit.setdefault((finding.code, finding.edit or finding.place), finding)
    by_place: dict[Place, list[Finding]] = {}
    for finding in by_edit.values():
        by_place.setdefault(finding.place, []).append(finding)
    return by_place.values()


def _merged(several: Sequence[Finding], rules: Mapping[str, Rule]) -> Finding:
    """The gravest of some findings about the same words, which names the others."""
    if len(several) == 1:
        return several[0]
    first, *others = sorted(several, key=lambda finding: (-finding.severity.rank, finding.code))
    also = tuple(sorted({other.code for other in others} - {first.code}))
    return replace(first, also=also, edit=_joined([first, *others], rules))


def _joined(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> Edit | None:
    """The rewrite of the first finding; where several steps are missing, one sentence for each in their order."""
    first = findings[0].edit
    steps = {rules[finding.code].step: finding.edit for finding in findings}
    missing = [edit for step in STEPS if (edit := steps.get(step)) is not None]
    if first is None or first not in missing or first.kind is EditKind.REPLACE:
        return first
    missing = [edit for edit in missing if (edit.kind, edit.place) == (first.kind, first.place)]
    return replace(first, text=_in_a_row(missing), others=()) if len(missing) > 1 else first


def _in_a_row(edits: Sequence[Edit]) -> str:
    """A sentence of each edit, each with as few words of those before it as can be."""
    said = edits[0].text
    for edit in edits[1:]:
        spoken = set(said.casefold().split())
        said += " " + min((edit.text, *edit.others), key=lambda text: len(spoken.intersection(text.casefold().split())))
    return said


def _varied(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings with rewrites that do not repeat each other, as far as there are others."""
    said: set[str] = set()
    for finding in findings:
        edit = finding.edit
        if edit is None:
            yield finding
            continue
        texts = (edit.text, *edit.others)
        text = next((text for text in texts if text not in said), edit.text)
        said.add(text)
        if text == edit.text:
            yield finding
        else:
            others = tuple(other for other in texts if other != text)
            yield replace(finding, edit=replace(edit, text=text, others=others))


def _order(finding: Finding) -> tuple[int, int, int, str]:
    return finding.place.turn, finding.place.start, finding.place.end, finding.code
