"""The one door: text in, results out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from empathylint import pack as packs
from empathylint.alternatives import alternatives, once
from empathylint.cues import Annotator
from empathylint.finding import Finding, Outcome, Severity
from empathylint.house import House
from empathylint.ignores import heeded, with_ignores, without_ignores
from empathylint.judge import judge, may_fail, spoken_in
from empathylint.language.foreign import foreign_language
from empathylint.model import Conversation, Problem, Role
from empathylint.placeholders import spellings
from empathylint.readers import read
from empathylint.readers.speakers import Speakers
from empathylint.regret import fitted
from empathylint.rule import COMMENT
from empathylint.settings import Language, Profile, Settings, check_codes, closeness
from empathylint.steps import Verdict, judge_steps
from empathylint.told import gravest, told
from empathylint.witness import shipped_witness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    from empathylint.alternatives import Alternative
    from empathylint.rule import Rule

    _View: TypeAlias = tuple[Alternative, Conversation]


_AS_WRITTEN = "canned"
_STRICTLY = {Severity.OFF: Severity.INFO, Severity.INFO: Severity.WARNING}
_CHANNELS = {
    **dict.fromkeys(("email", "e-mail", "mail"), Profile.EMAIL),
    **dict.fromkeys(("voice", "phone", "call", "telephone"), Profile.VOICE),
    **dict.fromkeys(("social", "twitter", "x", "facebook", "instagram", "review", "forum"), Profile.SOCIAL),
}


class Result(Struct, frozen=True):
    """One conversation, judged: the findings in order of place, and every rule's outcomes where they were asked for.

    `left_out` counts the findings that `max-per-conversation` leaves out, `silenced` those that comments silence.
    """

    path: str
    conversation: Conversation
    findings: tuple[Finding, ...]
    outcomes: dict[str, tuple[Outcome, ...]] = {}
    left_out: int = 0
    silenced: int = 0

    @property
    def steps(self) -> tuple[Verdict, ...]:
        """The verdicts on the five steps; none for a canned reply."""
        return self.conversation.steps


class Linter:
    """Rules and cues, loaded once, applied to any number of conversations."""

    def __init__(self, settings: Settings, pack: packs.Pack) -> None:
        self.settings = settings
        self.rules = {rule.code: rule for rule in pack.rules}
        self._house = settings.house if settings.house != House() else None
        self.annotator = Annotator(pack.program, pack.cues, packs.cue_twin, shipped_witness)
        self._chosen: dict[tuple[str, bool], tuple[Rule, ...]] = {}

    def lint(self, conversation: Conversation, path: str = "", *, keep_outcomes: bool = False) -> Result:
        """The result of one conversation; one in a language that is not judged has none but its own words."""
        if conversation.language:
            return Result(path, conversation, ())
        seen = self._look(conversation)
        ignored = self.settings.ignores_for(path) if path else frozenset()
        rules = [rule for rule in self._rules_for(seen) if closeness(rule.code, rule.group, ignored) < 0]
        outcomes = self._judged(seen, rules, all_of_them=keep_outcomes)
        given = (outcome for several in outcomes.values() for outcome in several)
        raised = [(outcome.finding, outcome.raised_by) for outcome in given if outcome.finding is not None]
        silenced = 0
        if seen.ignores:
            heard, ignores = heeded(raised, seen.ignores, rules, self.rules.values())
            silenced = len(raised) - len(heard)
            raised = heard + self._of_comments(replace(seen, ignores=ignores), rules)
        findings = told(raised, self.rules)
        kept = gravest(findings, self.settings.max_per_conversation)
        return Result(path, seen, kept, outcomes if keep_outcomes else {}, len(findings) - len(kept), silenced)

    def _judged(
        self, seen: Conversation, rules: Iterable[Rule], *, all_of_them: bool = False
    ) -> dict[str, tuple[Outcome, ...]]:
        """The outcomes by code: of all rules, or of those of which a first look tells that they may have a finding."""
        spoken, views = spoken_in(seen), self._views(seen)
        asked = (rule for rule in rules if rule.scope != COMMENT and (all_of_them or views or may_fail(rule, spoken)))
        return {rule.code: tuple(self._outcomes(rule, seen, views)) for rule in asked}

    def _views(self, seen: Conversation) -> list[_View]:
        """The replies that customers can get from a canned reply with conditionals; none of anything else."""
        if not seen.is_template:
            return []
        turn = seen.turns[0]
        plain = replace(turn, hits=(), cues=frozenset(), tokens=None)
        return [
            (one, self._look(replace(seen, turns=(replace(plain, text=one.text),)))) for one in alternatives(turn.text)
        ]

    def _of_comments(self, seen: Conversation, rules: list[Rule]) -> list[tuple[Finding, int]]:
        """What is to be said of the comments themselves."""
        return [pair for rule in rules if rule.scope == COMMENT for pair in self._raised(rule, seen)]

    def _raised(self, rule: Rule, seen: Conversation) -> list[tuple[Finding, int]]:
        """The findings of a rule, each with the turn that made the opportunity."""
        given = self._outcomes(rule, seen)
        return [(outcome.finding, outcome.raised_by) for outcome in given if outcome.finding is not None]

    def _look(self, conversation: Conversation) -> Conversation:
        """The conversation with its cues and the verdicts on its steps."""
        if self._house is not None:
            conversation = replace(conversation, house=self._house)
        seen = self.annotator.annotate(conversation)
        return replace(seen, steps=judge_steps(seen))

    def lint_with(self, rule: Rule, conversation: Conversation) -> list[Finding]:
        """What one rule says of a conversation, whatever is selected."""
        seen = self._look(conversation)
        if rule.scope == COMMENT:
            raised = [pair for other in self.rules.values() for pair in self._raised(other, seen)]
            seen = replace(seen, ignores=heeded(raised, seen.ignores, [*self.rules.values()], self.rules.values())[1])
        loud = rule if rule.severity is not Severity.OFF else replace(rule, severity=Severity.INFO)
        given = self._outcomes(loud, seen, self._views(seen))
        return [outcome.finding for outcome in given if outcome.finding is not None]

    def _outcomes(self, rule: Rule, seen: Conversation, views: Sequence[_View] = ()) -> Iterator[Outcome]:
        """The outcomes of a rule: in each alternative of a canned reply that has some, all told of the whole.

        The rules on what is written for machines, placeholders above all, see it as it is written.
        """
        if views and rule.group != _AS_WRITTEN:
            return once(map(one.placed, self._outcomes(rule, view)) for one, view in views)
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
                chosen = replace(rule, severity=severity)
                yield chosen if self._house is None else fitted(chosen, self._house, self.annotator)


def severity_of(rule: Rule, profile: str, settings: Settings) -> Severity:
    """A rule's severity under a profile: the config's word first, then the rule's for the profile, then its own.

    Under `strict` remarks are warnings, and rules that are switched off make remarks. A rule that wants the company to
    own its fault has to be asked for where the company's apologies are regret only.
    """
    if rule.owns_fault and settings.house.only_regrets:
        return settings.severity.get(rule.code, Severity.OFF)
    chosen = settings.severity.get(rule.code) or rule.profiles.get(profile)
    if chosen is not None:
        return Severity(chosen)
    return _STRICTLY.get(rule.severity, rule.severity) if profile == Profile.STRICT else rule.severity


def profile_of(conversation: Conversation, settings: Settings) -> Profile:
    """The profile that fits a conversation: the config's, or by kind, channel and speakers where that is auto."""
    if settings.profile is not Profile.AUTO:
        return settings.profile
    if conversation.is_template:
        return Profile.MACRO
    channel = str(conversation.metadata.get("channel", "")).casefold()
    if channel in _CHANNELS:
        return _CHANNELS[channel]
    roles = {turn.role for turn in conversation.turns}
    return Profile.BOT if Role.BOT in roles and Role.AGENT not in roles else Profile.CHAT


_linters: dict[str, Linter] = {}
_latest: list[Linter] = []


def linter_for(settings: Settings) -> Linter:
    """The linter of some settings, made once per process. Raises UserError for a mistake in house rules or codes."""
    if _latest and _latest[0].settings is settings:
        return _latest[0]
    key = repr(settings)
    if key not in _linters:
        pack = packs.load_pack([Path(folder) for folder in settings.rules], allow_code=settings.allow_code)
        check_codes(settings, [rule.code for rule in pack.rules], {rule.group for rule in pack.rules})
        _linters[key] = Linter(settings, pack)
    _latest[:] = [_linters[key]]
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
    for part in conversations_in(path, text, settings, input_format):
        yield part if isinstance(part, Problem) else linter.lint(part, path, keep_outcomes=keep_outcomes)


def conversations_in(
    path: str, text: str, settings: Settings, input_format: str = ""
) -> Iterator[Conversation | Problem]:
    """The conversations of a file's text, ready to be judged, and problems where a part cannot be read."""
    written: dict[tuple[str, str], int] | None = None
    read_text, comments = without_ignores(path, text)
    parts = read(path, read_text, Speakers(settings.speakers), input_format)
    for part in with_ignores(parts, text, comments) if comments else parts:
        if isinstance(part, Problem):
            yield part
            continue
        language = foreign_language(turn.text for turn in part.turns) if settings.language is Language.ENGLISH else ""
        if part.is_template and written is None:
            written = spellings(text)
        known = written if part.is_template and written is not None else {}
        yield replace(part, placeholders=known, language=language) if known or language else part
