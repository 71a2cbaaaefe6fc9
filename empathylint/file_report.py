"""What one file tells, as it is gathered into a report and kept in the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.model import Problem, Role
from empathylint.report import Counts, Report, Talk, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from empathylint.engine import Result
    from empathylint.rule import Rule
    from empathylint.settings import Settings

_JUDGED = frozenset({Role.AGENT, Role.BOT})


class FileReport(Struct, frozen=True):
    """The conversations of a file that there is something to say about, its problems and notes, and counts."""

    talks: tuple[Talk, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    conversations: int = 0
    replies: int = 0
    left_out: int = 0
    silenced: int = 0
    unjudged: int = 0


def file_report(text: str, parts: Iterable[Result | Problem]) -> FileReport:
    """The report on a file that holds a text. Clean conversations are kept as counts alone."""
    talks: list[Talk] = []
    problems: list[Problem] = []
    notes: dict[str, None] = {}
    conversations = replies = left_out = silenced = unjudged = 0
    for part in parts:
        if isinstance(part, Problem):
            problems.append(part)
            continue
        replies += part.conversation.is_template
        conversations += not part.conversation.is_template
        left_out += part.left_out
        silenced += part.silenced
        unjudged += not any(turn.role in _JUDGED for turn in part.conversation.turns)
        notes |= dict.fromkeys(part.conversation.notes)
        if part.findings:
            talks.append(tell(part, text))
    return FileReport(tuple(talks), tuple(problems), tuple(notes), conversations, replies, left_out, silenced, unjudged)


class Gathering:
    """A report in the making."""

    def __init__(self) -> None:
        self._files: list[tuple[str, FileReport]] = []
        self._notes: dict[Problem, None] = {}
        self._problems: list[Problem] = []
        self._unreadable: list[Problem] = []
        self._unknown = 0

    def add(self, path: str, file: FileReport, *, explicit: bool, refused: bool) -> None:
        """Adds the report on a file. One that was not named, and holds nothing for us, is passed over and counted."""
        self._notes |= {Problem(path, note): None for note in file.notes}
        if file.conversations or file.replies:
            self._files.append((path, file))
            self._problems += file.problems
        elif explicit:
            self._problems += file.problems or [Problem(path, "holds no conversation and no reply")]
        elif broken := next((problem for problem in file.problems if problem.is_broken or refused), None):
            self._unreadable.append(broken)
        else:
            self._unknown += 1

    def report(self, rules: Mapping[str, Rule], settings: Settings) -> Report:
        """The report on all files."""
        files = [file for _, file in self._files]
        counts = Counts(
            files=len(files),
            conversations=sum(file.conversations for file in files),
            replies=sum(file.replies for file in files),
            unknown=self._unknown,
            left_out=sum(file.left_out for file in files),
            unjudged=sum(file.unjudged for file in files),
            silenced=sum(file.silenced for file in files),
        )
        return Report(
            tuple(talk for file in files for talk in file.talks),
            tuple(self._problems),
            counts,
            rules,
            settings.fail_on,
            tuple(self._notes),
            tuple(self._unreadable),
            paths=tuple(path for path, _ in self._files),
        )
