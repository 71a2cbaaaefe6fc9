"""The report as JSON, for scripts. `version` rises when a field changes its meaning or goes; new ones may come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from empathylint.encoding import shown
from empathylint.finding import EditKind, Severity
from empathylint.fingerprint import numbered
from empathylint.mending import mended_replies

if TYPE_CHECKING:
    from empathylint.finding import Edit
    from empathylint.model import Problem
    from empathylint.report import Report, Talk, Told

VERSION = 1


class Note(Struct, frozen=True):
    """A related place: characters `start` to `end` (exclusive) of the text of a turn."""

    message: str
    turn: int
    start: int
    end: int


class Rewrite(Struct, frozen=True):
    """Words to use instead of, before or behind characters `start` to `end` (exclusive) of the text of a turn.

    A blank that a person has to fill in stands in brackets. `others` are further texts that would serve.
    """

    kind: EditKind
    turn: int
    start: int
    end: int
    text: str
    safe: bool
    others: tuple[str, ...]


class Fix(Struct, frozen=True):
    """What to put in the place of characters of the file, quoted and escaped as the file has it there."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    safe: bool


class FindingEntry(Struct, frozen=True):
    """A finding. Lines and columns count from 1, columns in characters, the end exclusive; turns count from 0.

    `also` are codes of what is told beside it. `fix` is there for canned replies, where nothing is left to a person.
    `fingerprint` stays the same while the lines round it move.
    """

    code: str
    also: tuple[str, ...]
    name: str
    group: str
    severity: Severity
    message: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    conversation: str
    turn: int
    notes: tuple[Note, ...]
    rewrite: Rewrite | None
    fix: Fix | None
    fingerprint: str


class ProblemEntry(Struct, frozen=True):
    """A part of a file that could not be read; `line` 0 is the whole file."""

    path: str
    line: int
    column: int
    message: str


class Summary(Struct, frozen=True):
    """Counts. `unknown` files hold nothing for us, `unreadable` ones are broken; both were met on a walk.

    `left_out` findings are beyond `max-per-conversation`, `silenced` ones by comments, `known` ones are in the
    baseline, `untouched` ones on lines that have not changed; `unjudged` are conversations without an agent.
    """

    files: int
    conversations: int
    replies: int
    unknown: int
    left_out: int
    unjudged: int
    silenced: int
    known: int
    untouched: int
    unreadable: int
    errors: int
    warnings: int
    infos: int
    exit_code: int


class ReplyEntry(Struct, frozen=True):
    """A whole reply with several rewrites put in, with `--rewrite reply`."""

    path: str
    conversation: str
    turn: int
    text: str


class JsonReport(Struct, frozen=True, omit_defaults=True):
    """All that `check --format json` prints."""

    version: int
    findings: tuple[FindingEntry, ...]
    problems: tuple[ProblemEntry, ...]
    unreadable: tuple[ProblemEntry, ...]
    summary: Summary
    replies: tuple[ReplyEntry, ...] = ()


def render(report: Report) -> str:
    """One JSON object: findings, problems, files of a walk that cannot be read, a summary, and replies if asked for."""
    return msgspec.json.format(msgspec.json.encode(as_json(report)), indent=2).decode() + "\n"


def as_json(report: Report) -> JsonReport:
    """The report in the shape that is promised to scripts."""
    replies = [
        ReplyEntry(shown(talk.path), talk.id, turn, text)
        for talk in (report.talks if report.whole_replies else ())
        for turn, text in mended_replies(talk).items()
    ]
    return JsonReport(
        VERSION,
        tuple(_finding(report, *one) for one in numbered(report)),
        tuple(map(_problem, report.problems)),
        tuple(map(_problem, report.unreadable)),
        _summary(report),
        tuple(replies),
    )


def _problem(problem: Problem) -> ProblemEntry:
    return ProblemEntry(shown(problem.path), problem.line, problem.column, problem.message)


def _finding(report: Report, talk: Talk, told: Told, mark: str) -> FindingEntry:
    finding, place = told.finding, told.place
    rule = report.rules[finding.code]
    return FindingEntry(
        code=finding.code,
        also=finding.also,
        name=rule.name,
        group=rule.group,
        severity=finding.severity,
        message=finding.message,
        path=shown(talk.path),
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
        conversation=talk.id,
        turn=finding.place.turn,
        notes=tuple(Note(note.message, note.place.turn, note.place.start, note.place.end) for note in finding.notes),
        rewrite=_rewrite(finding.edit) if finding.edit else None,
        fix=_fix(told),
        fingerprint=mark,
    )


def _rewrite(edit: Edit) -> Rewrite:
    place = edit.place
    return Rewrite(edit.kind, place.turn, place.start, place.end, edit.text, edit.safe, edit.others)


def _fix(told: Told) -> Fix | None:
    if told.change is None:
        return None
    place, edit = told.change.place, told.finding.edit
    is_safe = edit is not None and edit.safe
    return Fix(place.line, place.column, place.end_line, place.end_column, told.change.text, is_safe)


def _summary(report: Report) -> Summary:
    counts = report.counts
    return Summary(
        files=counts.files,
        conversations=counts.conversations,
        replies=counts.replies,
        unknown=counts.unknown,
        left_out=counts.left_out,
        unjudged=counts.unjudged,
        silenced=counts.silenced,
        known=counts.known,
        untouched=counts.untouched,
        unreadable=len(report.unreadable),
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
        infos=report.count(Severity.INFO),
        exit_code=report.exit_code,
    )
