"""Rules: what is judged, why, and the words to use instead, one YAML file each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.condition import Condition
from empathylint.errors import UserError, did_you_mean
from empathylint.finding import Severity
from empathylint.house import House
from empathylint.printable import line_of
from empathylint.settings import Profile
from empathylint.steps import STEPS
from empathylint.yaml_file import convert, load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COMMENT = "comment"
SCOPES = ("reply", "conversation", "template", COMMENT)
REPLACED = ("words", "sentence", "reply", "start", "end")
SLOTS = frozenset(
    {
        "name",
        "issue",
        "feeling",
        "thing",
        "time",
        "said",
        "when",
        "rest",
        "instead",
        "status",
        "link",
        "hours",
        "there",
        "kept",
    }
)


class WrittenExample(Struct, frozen=True, forbid_unknown_fields=True):
    """A transcript, what the rewrite makes of its first flagged turn, and what the settings say of the company."""

    text: str
    fixed: str = ""
    house: House = House()


class RuleFile(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A rule as its YAML file writes it."""

    code: str
    title: str
    severity: Severity
    scope: str
    why: str
    sources: list[str]
    message: str
    rewrite: list[str] = []
    examples: list[str | WrittenExample] = []
    when: Condition | None = None
    expect: Condition | None = None
    forbid: Condition | None = None
    step: str = ""
    error_when: Condition | None = None
    info_when: Condition | None = None
    yields_to: list[str] = []
    replaces: str = "sentence"
    profiles: dict[str, Severity] = {}
    owns_fault: bool = False
    safe: bool = False


class Rule(Struct, frozen=True):
    """A rule ready to judge. Exactly one of `forbid`, `expect`, `step` and `twin` says how.

    `scope` is `reply` (conversations and canned replies), `conversation`, `template`, or `comment` (the comments that
    silence rules, judged when all else is). `step` lets the verdict
    on one of the five steps speak. `twin` is the path of a Python module with `check(rule, conversation)`, which is
    asked where a cue of `when` is spoken.
    `replaces` tells what a rewrite stands for: the flagged `words`, their `sentence`, the whole `reply`, or nothing:
    it is said at the `start` or the `end`. `owns_fault` marks a rule that wants to hear that the company was at fault,
    `safe` one whose own words, those of `{instead}` and `{rest}`, say the same as what they replace.
    """

    code: str
    name: str
    group: str
    title: str
    severity: Severity
    scope: str
    why: str
    sources: tuple[str, ...]
    message: str
    rewrite: tuple[str, ...] = ()
    when: Condition | None = None
    expect: Condition | None = None
    forbid: Condition | None = None
    step: str = ""
    error_when: Condition | None = None
    info_when: Condition | None = None
    yields_to: tuple[str, ...] = ()
    replaces: str = "sentence"
    profiles: dict[str, Severity] = {}
    twin: str = ""
    path: str = ""
    owns_fault: bool = False
    safe: bool = False


def read_rule(path: Path, cues: set[str], sources: Mapping[str, str]) -> Rule:
    """The rule of a file, checked against the cues and sources that exist. Raises UserError with file and key."""
    from empathylint.pack import pack_folder, twin_of
    from empathylint.sources import in_words

    shipped = pack_folder()
    written = convert(path, load_yaml(path), RuleFile)
    twin = twin_of(path)
    try:
        _check(written, cues, has_twin=bool(twin))
        told = in_words(written.sources, sources)
    except UserError as error:
        msg = f"{path}: {error}"
        raise UserError(msg) from None
    return Rule(
        code=written.code,
        name=path.stem.replace("_", "-"),
        group=path.parent.name,
        title=line_of(written.title),
        severity=written.severity,
        scope=written.scope,
        why=line_of(written.why),
        sources=told,
        message=line_of(written.message),
        rewrite=tuple(map(line_of, written.rewrite)),
        when=written.when,
        expect=written.expect,
        forbid=written.forbid,
        step=written.step,
        error_when=written.error_when,
        info_when=written.info_when,
        yields_to=tuple(written.yields_to),
        replaces=written.replaces,
        profiles=written.profiles,
        twin=twin,
        owns_fault=written.owns_fault,
        safe=written.safe,
        path=path.relative_to(shipped).as_posix() if path.is_relative_to(shipped) else str(path.resolve()),
    )


def _check_shape(rule: RuleFile, *, has_twin: bool) -> None:
    """Nothing, or UserError for a rule that judges in no way or in two."""
    ways = [rule.forbid is not None, rule.expect is not None, bool(rule.step), has_twin]
    if sum(ways) != 1:
        msg = "a rule has one of expect, forbid, step, or a Python file of the same name beside it"
        raise UserError(msg)
    if has_twin and rule.when is not None and rule.when != Condition(role=rule.when.role, says=rule.when.says):
        msg = "beside a Python file, when takes role and says alone: the rest is for the file to see"
        raise UserError(msg)


def _check(rule: RuleFile, cues: set[str], *, has_twin: bool) -> None:
    """Nothing, or UserError for the first key that does not hold what it should."""
    _check_shape(rule, has_twin=has_twin)
    _one_of("scope", rule.scope, SCOPES)
    if rule.step:
        _one_of("step", rule.step, STEPS)
    _one_of("replaces", rule.replaces, REPLACED)
    for profile in rule.profiles:
        _one_of("profiles", profile, tuple(Profile))
    for key in ("when", "expect", "forbid", "error_when", "info_when"):
        condition: Condition | None = getattr(rule, key)
        if condition is not None:
            condition.check(key.replace("_", "-"), cues)
    for key, texts in (("message", [rule.message]), ("rewrite", rule.rewrite)):
        for text in texts:
            for slot in slots_of(text):
                if slot not in SLOTS:
                    msg = f"{key} names the slot {{{slot}}}, which does not exist.{did_you_mean(slot, SLOTS)}"
                    raise UserError(msg)


def _one_of(key: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        msg = f"{key} is “{value}”; it is one of {', '.join(known)}.{did_you_mean(value, known)}"
        raise UserError(msg)


@cache
def slots_of(template: str) -> tuple[str, ...]:
    """The names of a template's slots, `{issue}` giving issue; doubled braces are no slot."""
    from string import Formatter

    try:
        parts = list(Formatter().parse(template))
        if any(form or conversion for _, _, form, conversion in parts):
            raise ValueError("a slot is a name in braces and nothing else")  # noqa: TRY301 - told as the others are
    except ValueError as error:
        msg = f"“{template}” cannot be read: {error}"
        raise UserError(msg) from None
    return tuple(name for _, name, _, _ in parts if name is not None)


def examples_of(path: Path) -> list[str | WrittenExample]:
    """The examples in a rule's file."""
    return convert(path, load_yaml(path), RuleFile).examples
