"""The report as JSON, for scripts. `version` rises when a field changes its meaning or goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from empathylint.encoding import shown
from empathylint.finding import Severity
from empathylint.mending import mended_replies

if TYPE_CHECKING:
    from empathylint.finding import Edit, Finding
    from empathylint.model import Problem
    from empathylint.readers.places import FilePlace
    from empathylint.report import Report, Talk

VERSION = 1


def render(report: Report) -> str:
    """One JSON object: findings, problems, files of a walk that cannot be read, a summary, and replies if asked for."""
    whole = {
        "version": VERSION,
        "findings": [_finding(report, talk, told.finding, told.place) for talk in report.talks for told in talk.told],
        "problems": [_problem(problem) for problem in report.problems],
        "unreadable": [_problem(problem) for problem in report.unreadable],
        "summary": _summary(report),
    }
    if report.whole_replies:
        whole["replies"] = [
            {"path": shown(talk.path), "conversation": talk.conversation.id, "turn": turn, "text": text}
            for talk in report.talks
            for turn, text in mended_replies(talk.conversation, (told.finding for told in talk.told)).items()
        ]
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    return {"path": shown(problem.path), "line": problem.line, "column": problem.column, "message": problem.message}


def _finding(report: Report, talk: Talk, finding: Finding, place: FilePlace) -> dict[str, Any]:
    rule = report.rules[finding.code]
    return {
        "code": finding.code,
        "also": finding.also,
        "name": rule.name,
        "group": rule.group,
        "severity": finding.severity,
        "message": finding.message,
        "path": shown(talk.path),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "conversation": talk.conversation.id,
        "turn": finding.place.turn,
        "notes": [
            {
                "message": note.message,
                "turn": note.place.turn,
                "start": note.place.start,
                "end": note.place.end,
            }
            for note in finding.notes
        ],
        "rewrite": _rewrite(finding.edit) if finding.edit else None,
    }


def _rewrite(edit: Edit) -> dict[str, Any]:
    place = edit.place
    return {
        "kind": edit.kind,
        "turn": place.turn,
        "start": place.start,
        "end": place.end,
        "text": edit.text,
        "safe": edit.safe,
        "others": edit.others,
    }


def _summary(report: Report) -> dict[str, Any]:
    counts = report.counts
    return {
        "files": counts.files,
        "conversations": counts.conversations,
        "replies": counts.replies,
        "unknown": counts.unknown,
        "left_out": counts.left_out,
        "unjudged": counts.unjudged,
        "unreadable": len(report.unreadable),
        **{f"{severity}s": report.count(severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)},
        "exit_code": report.exit_code,
    }
