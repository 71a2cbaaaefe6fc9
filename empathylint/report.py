"""What a run tells: findings with their places in files, problems, and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from empathylint.finding import Finding, Severity
from empathylint.model import Problem, Role
from empathylint.printable import counted, line_of
from empathylint.readers.places import Change, FilePlace
from empathylint.steps import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from empathylint.rule import Rule

CLEAN, FOUND, MISTAKE, BUG = range(4)


class Told(Struct, frozen=True):
    """A finding, where the file holds its words, and for a canned reply the change that puts a rewrite in.

    Only what leaves no blank and keeps all facts and placeholders is offered as a change. A transcript has none: what
    was said was said.
    """

    finding: Finding
    place: FilePlace
    change: Change | None = None


class Said(Struct, frozen=True, gc=False):
    """What was said in a turn, by whom, and the lines of the file that hold it, from 1."""

    role: Role
    text: str
    line: int = 0
    end_line: int = 0


class Talk(Struct, frozen=True):
    """A conversation or canned reply with something to say about it.

    Of its turns only those are kept that the findings point to, by their index.
    """

    path: str
    id: str
    title: str
    is_template: bool
    steps: tuple[Verdict, ...]
    turns: dict[int, Said]
    told: tuple[Told, ...]


class Counts(Struct, frozen=True):
    """How much was read. `unknown` are files met on a walk that are of no shape that we know.

    `left_out` are findings beyond the most that a conversation may have, `unjudged` conversations in which nobody is
    known to speak for the company, `silenced` findings that comments silence, `foreign` conversations and replies that
    are not in English, `known` findings that stand in the baseline, `untouched` those on lines that have not changed.
    """

    files: int = 0
    conversations: int = 0
    replies: int = 0
    unknown: int = 0
    left_out: int = 0
    unjudged: int = 0
    silenced: int = 0
    foreign: int = 0
    known: int = 0
    untouched: int = 0


class Report(Struct, frozen=True):
    """A run: what was found, what could not be read, the rules by code, and the exit code that follows.

    `unreadable` tells why of each file met on a walk that has a known shape or name and cannot be read. With
    `whole_replies`, replies that several rewrites are about are shown with all of them. `paths` are the files that were
    linted.
    """

    talks: tuple[Talk, ...]
    problems: tuple[Problem, ...]
    counts: Counts
    rules: Mapping[str, Rule]
    fail_on: Severity = Severity.WARNING
    notes: tuple[Problem, ...] = ()
    unreadable: tuple[Problem, ...] = ()
    whole_replies: bool = False
    paths: tuple[str, ...] = ()

    def sifted(self, wanted: Callable[[Talk, Told], bool]) -> Report:
        """The report with the wanted findings alone."""
        talks = (replace(talk, told=tuple(told for told in talk.told if wanted(talk, told))) for talk in self.talks)
        return replace(self, talks=tuple(talk for talk in talks if talk.told))

    @property
    def findings(self) -> Iterable[Finding]:
        """All findings in order."""
        return (told.finding for talk in self.talks for told in talk.told)

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def passed_over(self) -> str:
        """The line that tells of files met on a walk that hold nothing for us or cannot be read; empty without any."""
        parts = []
        if self.counts.unknown:
            parts.append(f"{counted(self.counts.unknown, 'file')} of no known shape")
        if self.unreadable:
            first = line_of(str(self.unreadable[0])).rstrip(".")
            parts.append(f"{counted(len(self.unreadable), 'file')} that cannot be read (first: {first})")
        return f"Passed over: {' and '.join(parts)}. See: empathylint formats FOLDER" if parts else ""

    @property
    def exit_code(self) -> int:
        """2 where something could not be read, 1 where a finding weighs `fail_on` or more, else 0."""
        if self.problems:
            return MISTAKE
        if self.fail_on is Severity.OFF:
            return CLEAN
        return FOUND if any(finding.severity.rank >= self.fail_on.rank for finding in self.findings) else CLEAN
