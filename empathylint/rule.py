"""Rules: what is judged, why, and the words to use instead, one YAML file each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct

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
    """A transcript, what the rewrite makes of its first flagged turn, and what settings and file say beside it."""

    text: Annotated[
        str, Meta(description="a conversation: a turn marked `>` must be flagged, all others must be clean")
    ]
    fixed: Annotated[str, Meta(description="what the rewrite makes of the first flagged turn")] = ""
    house: Annotated[House, Meta(description="what the settings say of the company")] = House()
    metadata: Annotated[dict[str, str], Meta(description="what the file tells of the reply beside its words")] = {}


class RuleFile(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A rule as its YAML file writes it."""

    code: Annotated[str, Meta(description="letters and a number, for ever; never used twice")]
    title: Annotated[str, Meta(description="what is right, in one sentence")]
    severity: Annotated[
        Severity,
        Meta(description="`error`, `warning`, `info`, or `off` for a rule that has to be asked for"),
    ]
    scope: Annotated[
        str,
        Meta(
            description="`reply`: all that agents write; `conversation`: not canned replies; `template`: canned "
            "replies alone; `comment`: the comments that silence rules",
            extra_json_schema={"enum": list(SCOPES)},
        ),
    ]
    why: Annotated[str, Meta(description="the reason, in words that help")]
    sources: Annotated[
        list[str], Meta(description="where the reason comes from: keys of `sources.yaml`, or words of your own")
    ]
    message: Annotated[str, Meta(description="what to tell the agent, a full sentence, with slots")]
    rewrite: Annotated[
        list[str],
        Meta(
            description="the words to use instead: of the templates whose slots can all be filled, those without a "
            'blank such as `[day and hour]` come first. `""` leaves the words out, where the reply says something '
            "without them; listed first, it comes before all without slots"
        ),
    ] = []
    examples: Annotated[
        list[str | WrittenExample],
        Meta(
            description="conversations: a turn marked `>` must be flagged, all others must be clean. A time may stand "
            "before a name, `[10:30] Customer: …`. Or a table of such a `text` and what the rewrite makes of the first "
            "flagged turn, `fixed`, under what the settings say, `house`, and the file beside it, `metadata`"
        ),
    ] = []
    when: Annotated[
        Condition | None,
        Meta(
            description="a condition: the turns that make an opportunity. Without it, every turn of the agent",
        ),
    ] = None
    expect: Annotated[
        Condition | None,
        Meta(description="a condition that something in its window has to meet, or there is a finding"),
    ] = None
    forbid: Annotated[
        Condition | None,
        Meta(description="a condition that nothing in its window may meet; each time it does is a finding"),
    ] = None
    step: Annotated[
        str,
        Meta(
            description="the verdict on a step speaks: `acknowledge`, `apologize`, `refocus`, `resolve`, `close`",
            extra_json_schema={"enum": list(STEPS)},
        ),
    ] = ""
    error_when: Annotated[
        Condition | None,
        Meta(description="a condition on the turn that raised the matter; where it holds, the severity is error"),
    ] = None
    info_when: Annotated[
        Condition | None,
        Meta(
            description="a condition on the same turn; where it holds, a warning is told as info: the trouble is only "
            "hinted at"
        ),
    ] = None
    yields_to: Annotated[
        list[str],
        Meta(description="codes of rules whose finding on the same opportunity makes this one superfluous"),
    ] = []
    replaces: Annotated[
        str,
        Meta(
            description="what the rewrite takes the place of: the `words`, their `sentence` (so unless told otherwise) "
            "or the whole `reply`; or it is added at the `start` or the `end`",
            extra_json_schema={"enum": list(REPLACED)},
        ),
    ] = "sentence"
    profiles: Annotated[
        dict[str, Severity],
        Meta(
            description="another severity for `chat`, `email`, `voice`, `social`, `macro`, `bot` or `strict` (`auto` "
            "picks one of them)",
            extra_json_schema={"propertyNames": {"enum": list(Profile)}},
        ),
    ] = {}
    owns_fault: Annotated[
        bool,
        Meta(
            description="`true` for a rule that wants to hear that the company was at fault: it is off where "
            "`house: {apologies: regret-only}`"
        ),
    ] = False
    safe: Annotated[
        bool,
        Meta(
            description="`true` for a rule whose own words, those of `{instead}` or `{rest}`, say the same as what "
            "they replace: `check --fix` puts them in"
        ),
    ] = False


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
