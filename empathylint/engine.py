"""The one door: text in, results out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from empathylint import pack as packs
from empathylint.cues import Annotator
from empathylint.finding import Edit, Finding, Outcome, Place, Severity
from empathylint.judge import judge, may_fail
from empathylint.model import Conversation, Problem
from empathylint.placeholders import spellings
from empathylint.readers import read
from empathylint.readers.speakers import Speakers
from empathylint.settings import Settings, check_codes, closeness
from empathylint.steps import Verdict, judge_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from empathylint.rule import Rule


class Result(Struct, frozen=True):
    """One conversation, judged: the findings in order of place, and every rule's outcomes where they were asked for."""

    path: str
    conversation: Conversation
    findings: tuple[Finding, ...]
    outcomes: dict[str, tuple[Outcome, ...]] = {}

    @property
    def steps(self) -> tuple[Verdict, ...]:
        """The verdicts on the five steps; none for a canned reply."""
        return self.conversation.steps


class Linter:
    """Rules and cues, loaded once, applied to any number of conversations."""

    def __init__(self, settings: Settings, pack: packs.Pack) -> None:
        self.settings = settings
        self.rules = {rule.code: rule for rule in pack.rules}
        self.annotator = Annotator(pack.program, pack.cues, packs.cue_twin)
        self._chosen: dict[tuple[str, bool], tuple[Rule, ...]] = {}

    def lint(self, conversation: Conversation, path: str = "", *, keep_outcomes: bool = False) -> Result:
        """The result of one conversation."""
        seen = self._look(conversation)
        ignored = self.settings.ignores_for(path) if path else frozenset()
        spoken = frozenset[str]().union(*(turn.cues for turn in seen.turns))
        raised: list[tuple[Finding, int]] = []
        outcomes: dict[str, tuple[Outcome, ...]] = {}
        for rule in self._rules_for(seen):
            if ignored and closeness(rule.code, rule.group, ignored) >= 0:
                continue
            if not keep_outcomes and not may_fail(rule, spoken):
                continue
            given = tuple(self._outcomes(rule, seen))
            if keep_outcomes:
                outcomes[rule.code] = given
            raised += [(outcome.finding, outcome.raised_by) for outcome in given if outcome.finding is not None]
        findings = _merged(_yielded(raised, self.rules))
        return Result(path, seen, tuple(sorted(findings, key=_order)), outcomes)

    def _look(self, conversation: Conversation) -> Conversation:
        """The conversation with its cues and the verdicts on its steps."""
        seen = self.annotator.annotate(conversation)
        return replace(seen, steps=judge_steps(seen))

    def lint_with(self, rule: Rule, conversation: Conversation) -> list[Finding]:
        """What one rule says of a conversation, whatever is selected."""
        seen = self._look(conversation)
        loud = rule if rule.severity is not Severity.OFF else replace(rule, severity=Severity.INFO)
        return [outcome.finding for outcome in self._outcomes(loud, seen) if outcome.finding is not None]

    def _outcomes(self, rule: Rule, seen: Conversation) -> Iterator[Outcome]:
        if not rule.twin:
            return judge(rule, seen)
        found: Iterator[Outcome] = packs.load_twin(rule.twin).check(rule, seen)
        return found

    def _rules_for(self, conversation: Conversation) -> tuple[Rule, ...]:
        profile = profile_of(conversation, self.settings)
        key = (profile, conversation.is_template)
        if key not in self._chosen:
            self._chosen[key] = tuple(self._choose(profile, template=conversation.is_template))
        return self._chosen[key]

    def _choose(self, profile: str, *, template: bool) -> Iterator[Rule]:
        for rule in self.rules.values():
            if not self.settings.selects(rule.code, rule.group):
                continue
            if rule.scope == ("conversation" if template else "template"):
                continue
            severity = severity_of(rule, profile, self.settings)
            if severity is not Severity.OFF:
                yield replace(rule, severity=severity)


def severity_of(rule: Rule, profile: str, settings: Settings) -> Severity:
    """A rule's severity under a profile: the config's word first, then the rule's for the profile, then its own."""
    chosen = settings.severity.get(rule.code)
    if chosen is not None:
        return Severity(chosen)
    return rule.profiles.get(profile, rule.severity)


def profile_of(conversation: Conversation, settings: Settings) -> str:
    """The profile that fits a conversation: the config's, or by kind and channel where that is auto."""
    if settings.profile != "auto":
        return settings.profile
    if conversation.is_template:
        return "macro"
    channel = str(conversation.metadata.get("channel", "")).casefold()
    return channel if channel in {"email", "voice", "social"} else "chat"


_linters: dict[str, Linter] = {}


def linter_for(settings: Settings) -> Linter:
    """The linter of some settings, made once per process. Raises UserError for a mistake in house rules or codes."""
    key = repr(settings)
    if key not in _linters:
        pack = packs.load_pack([Path(folder) for folder in settings.rules], allow_code=settings.allow_code)
        check_codes(settings, [rule.code for rule in pack.rules], {rule.group for rule in pack.rules})
        _linters[key] = Linter(settings, pack)
    return _linters[key]


def lint_text(
    path: str,
    text: str,
    settings: Settings | None = None,
    *,
    input_format: str = "",
    keep_outcomes: bool = False,
) -> Iterator[Result | Problem]:
    """The results of a file's text, one for each conversation in it, and problems where a part cannot be read.

    `path` serves to recognise the format and to name the place; nothing is opened.
    """
    settings = settings or Settings()
    linter = linter_for(settings)
    speakers = Speakers(settings.speakers)
    written: dict[tuple[str, str], int] | None = None
    for conversation in read(path, text, speakers, input_format):
        if isinstance(conversation, Problem):
            yield conversation
            continue
        if conversation.is_template:
            written = spellings(text) if written is None else written
            yield linter.lint(replace(conversation, placeholders=written), path, keep_outcomes=keep_outcomes)
        else:
            yield linter.lint(conversation, path, keep_outcomes=keep_outcomes)


def _yielded(raised: Iterable[tuple[Finding, int]], rules: dict[str, Rule]) -> list[Finding]:
    """The findings without those that another one on the same opportunity makes superfluous."""
    raised = list(raised)
    spoken: dict[int, set[str]] = {}
    for finding, opportunity in raised:
        spoken.setdefault(opportunity, set()).add(finding.code)
        spoken.setdefault(finding.place.turn, set()).add(finding.code)
    return [
        finding
        for finding, opportunity in raised
        if not spoken[opportunity].union(spoken[finding.place.turn]).intersection(rules[finding.code].yields_to)
    ]


def _merged(findings: list[Finding]) -> list[Finding]:
    """The findings, told once: one for each rewrite, and those on the very same words as the gravest of them."""
    by_edit: dict[tuple[str, Edit | Place], Finding] = {}
    for finding in findings:
        by_edit.setdefault((finding.code, finding.edit or finding.place), finding)
    by_place: dict[Place, list[Finding]] = {}
    for finding in by_edit.values():
        by_place.setdefault(finding.place, []).append(finding)
    return [_gravest(several) for several in by_place.values()]


def _gravest(several: list[Finding]) -> Finding:
    if len(several) == 1:
        return several[0]
    first, *others = sorted(several, key=lambda finding: (-finding.severity.rank, finding.code))
    return replace(first, also=tuple(sorted({other.code for other in others} - {first.code})))


def _order(finding: Finding) -> tuple[int, int, int, str]:
    return finding.place.turn, finding.place.start, finding.place.end, finding.code
