"""The report as JSON, for scripts. `version` rises when a field changes its meaning or goes; new ones may come.

Each finding has its place, the words to use and, for a canned reply, the change of the file that puts them there. The
fields are below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct

from empathylint.finding import EditKind, Severity
from empathylint.fingerprint import numbered
from empathylint.mending import mended_replies
from empathylint.reporters.json_text import document

if TYPE_CHECKING:
    from empathylint.finding import Edit
    from empathylint.model import Problem
    from empathylint.report import Report, Talk, Told

VERSION = 1


Line = Annotated[int, Meta(description="a line of the file, from 1", ge=1)]
Column = Annotated[int, Meta(description="a column in characters, from 1", ge=1)]
End = Annotated[int, Meta(description="the column behind the last character", ge=1)]
TurnIndex = Annotated[int, Meta(description="a turn of the conversation, from 0", ge=0)]
Start = Annotated[int, Meta(description="a character of the turn's text, from 0", ge=0)]
Stop = Annotated[int, Meta(description="the character behind the last one", ge=0)]
FilePath = Annotated[str, Meta(description="the file, as it was named or met; bytes that are no UTF-8 as `\\xff`")]
TalkId = Annotated[str, Meta(description="the id of the conversation or canned reply in its file")]


class Note(Struct, frozen=True):
    """A related place, such as the customer's words that raised the matter."""

    message: Annotated[str, Meta(description="what it has to do with the finding")]
    turn: TurnIndex
    start: Start
    end: Stop


class Rewrite(Struct, frozen=True):
    """Words to use, in terms of the turn's text."""

    kind: Annotated[EditKind, Meta(description="whether the words replace the place, or stand before or behind it")]
    turn: TurnIndex
    start: Start
    end: Stop
    text: Annotated[str, Meta(description="the words; a blank that a person has to fill in stands in brackets")]
    safe: Annotated[bool, Meta(description="whether they say the same as what they replace")]
    others: Annotated[tuple[str, ...], Meta(description="further words that would serve, the better ones first")]


class Fix(Struct, frozen=True):
    """What to put where in the file."""

    line: Line
    column: Column
    end_line: Line
    end_column: End
    text: Annotated[str, Meta(description="the text, quoted and escaped as the file has it there")]
    safe: Annotated[bool, Meta(description="whether `--fix` puts it in, and not `--unsafe-fixes` alone")]


class FindingEntry(Struct, frozen=True):
    """One thing to mend."""

    code: Annotated[str, Meta(description="the rule's code")]
    also: Annotated[tuple[str, ...], Meta(description="codes of what is told beside it, of the same words")]
    name: Annotated[str, Meta(description="the rule's name")]
    group: Annotated[str, Meta(description="the rule's group")]
    severity: Annotated[Severity, Meta(description="how much it matters")]
    message: Annotated[str, Meta(description="what is wrong, a full sentence")]
    path: FilePath
    line: Line
    column: Column
    end_line: Line
    end_column: End
    conversation: TalkId
    turn: TurnIndex
    notes: Annotated[tuple[Note, ...], Meta(description="related places")]
    rewrite: Annotated[Rewrite | None, Meta(description="the words to use")]
    fix: Annotated[
        Fix | None, Meta(description="the change of the file, for a canned reply where nothing is left to a person")
    ]
    fingerprint: Annotated[str, Meta(description="what stays the same while the lines round it move")]


class ProblemEntry(Struct, frozen=True):
    """A part of a file that could not be read."""

    path: FilePath
    line: Annotated[int, Meta(description="the line, from 1; 0 for the whole file", ge=0)]
    column: Annotated[int, Meta(description="the column, from 1; 0 where there is none", ge=0)]
    message: Annotated[str, Meta(description="what is wrong, and what to do about it")]


def _count(what: str) -> Meta:
    return Meta(description=what, ge=0)


class Summary(Struct, frozen=True):
    """Counts of a run."""

    files: Annotated[int, _count("files that were linted")]
    conversations: Annotated[int, _count("conversations in them")]
    replies: Annotated[int, _count("canned replies in them")]
    unknown: Annotated[int, _count("files met on a walk that hold nothing for us")]
    left_out: Annotated[int, _count("findings beyond `max-per-conversation`")]
    unjudged: Annotated[int, _count("conversations in which nobody is known to be the agent")]
    foreign: Annotated[int, _count("conversations and replies that are not in English")]
    silenced: Annotated[int, _count("findings that comments silence")]
    known: Annotated[int, _count("findings that stand in the baseline")]
    untouched: Annotated[int, _count("findings on lines that have not changed, with `--since`")]
    unreadable: Annotated[int, _count("files met on a walk that are broken")]
    errors: Annotated[int, _count("findings that are errors")]
    warnings: Annotated[int, _count("findings that are warnings")]
    infos: Annotated[int, _count("findings that are remarks")]
    exit_code: Annotated[int, Meta(description="0 clean, 1 findings from `fail-on` on, 2 something unreadable", ge=0)]


class ReplyEntry(Struct, frozen=True):
    """A whole reply with several rewrites put in."""

    path: FilePath
    conversation: TalkId
    turn: TurnIndex
    text: Annotated[str, Meta(description="what the turn says then")]


class JsonReport(Struct, frozen=True, omit_defaults=True):
    """All that `check --format json` prints."""

    version: Annotated[int, Meta(description="rises when a field changes its meaning or goes; new ones may come")]
    findings: Annotated[tuple[FindingEntry, ...], Meta(description="in the order of files and places")]
    problems: Annotated[tuple[ProblemEntry, ...], Meta(description="what could not be read; the exit code is 2")]
    unreadable: Annotated[tuple[ProblemEntry, ...], Meta(description="broken files met on a walk; passed over")]
    summary: Annotated[Summary, Meta(description="counts")]
    replies: Annotated[
        tuple[ReplyEntry, ...], Meta(description="replies that several rewrites are about, with `--rewrite reply`")
    ] = ()


def render(report: Report) -> str:
    """One JSON object: findings, problems, files of a walk that cannot be read, a summary, and replies if asked for."""
    return document(as_json(report))


def as_json(report: Report) -> JsonReport:
    """The report in the shape that is promised to scripts."""
    replies = [
        ReplyEntry(talk.path, talk.id, turn, text)
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
    return ProblemEntry(problem.path, problem.line, problem.column, problem.message)


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
        path=talk.path,
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
        foreign=counts.foreign,
        silenced=counts.silenced,
        known=counts.known,
        untouched=counts.untouched,
        unreadable=len(report.unreadable),
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
        infos=report.count(Severity.INFO),
        exit_code=report.exit_code,
    )
