"""What a run tells: findings with their places in files, problems, and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from empathylint.finding import Finding, Severity
from empathylint.mending import put_in_at_once
from empathylint.model import Conversation, Problem, Turn
from empathylint.printable import counted, line_of
from empathylint.readers.places import FilePlace, locate
from empathylint.readers.writing import Change, changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from empathylint.engine import Result
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


class Talk(Struct, frozen=True):
    """A conversation with something to say about it, without the tokens that were needed to judge it."""

    path: str
    conversation: Conversation
    told: tuple[Told, ...]


class Counts(Struct, frozen=True):
    """How much was read. `unknown` are files met on a walk that are of no shape that we know.

    `left_out` are findings beyond the most that a conversation may have, `unjudged` conversations in which nobody is
    known to speak for the company.
    """

    files: int = 0
    conversations: int = 0
    replies: int = 0
    unknown: int = 0
    left_out: int = 0
    unjudged: int = 0


class Report(Struct, frozen=True):
    """A run: what was found, what could not be read, the rules by code, and the exit code that follows.

    `unreadable` tells why of each file met on a walk that has a known shape or name and cannot be read. With
    `whole_replies`, replies that several rewrites are about are shown with all of them.
    """

    talks: tuple[Talk, ...]
    problems: tuple[Problem, ...]
    counts: Counts
    rules: dict[str, Rule]
    fail_on: Severity = Severity.WARNING
    notes: tuple[Problem, ...] = ()
    unreadable: tuple[Problem, ...] = ()
    whole_replies: bool = False

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


def tell(result: Result, text: str) -> Talk:
    """A result with its findings placed in the file's text."""
    conversation = result.conversation
    told = tuple(_told(finding, conversation, text) for finding in result.findings)
    bare = replace(conversation, turns=tuple(map(_bare, conversation.turns)))
    return Talk(result.path, bare, told)


def _told(finding: Finding, conversation: Conversation, text: str) -> Told:
    turn = conversation.turns[finding.place.turn]
    place = locate(text, turn, finding.place.start, finding.place.end)
    if not conversation.is_template or finding.edit is None:
        return Told(finding, place)
    said = put_in_at_once(turn.text, finding.edit)
    return Told(finding, place, None if said is None else changed(text, turn, said))


def _bare(turn: Turn) -> Turn:
    return replace(turn, tokens=None)
