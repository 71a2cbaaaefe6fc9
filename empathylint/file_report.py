"""What one file tells, as it is gathered into a report and kept in the cache."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import astuple, replace

from empathylint.model import Problem, Role
from empathylint.report import Counts, Report, Talk

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
    counts: Counts = Counts()


def file_report(text: str, parts: Iterable[Result | Problem]) -> FileReport:
    """The report on a file that holds a text. Clean conversations are kept as counts alone."""
    from empathylint.telling import tell

    talks: list[Talk] = []
    problems: list[Problem] = []
    notes: dict[str, None] = {}
    foreign: Counter[str] = Counter()
    counts = Counts()
    for part in parts:
        if isinstance(part, Problem):
            problems.append(part)
            continue
        counts = total((counts, _counted(part)))
        notes |= dict.fromkeys(part.conversation.notes)
        if part.conversation.language:
            foreign[part.conversation.language] += 1
        if part.findings:
            talks.append(tell(part, text))
    counts = replace(counts, files=int(counts.conversations + counts.replies > 0))
    notes |= dict.fromkeys(_not_english(number, language) for language, number in foreign.items())
    return FileReport(tuple(talks), tuple(problems), tuple(notes), counts)


def total(several: Iterable[Counts]) -> Counts:
    """The sums of some counts."""
    return Counts(*map(sum, zip(*map(astuple, several), strict=True)))


def _counted(result: Result) -> Counts:
    """What one conversation adds to the counts."""
    talk = result.conversation
    is_judged = any(turn.role in _JUDGED for turn in talk.turns)
    return Counts(
        conversations=int(not talk.is_template),
        replies=int(talk.is_template),
        left_out=result.left_out,
        silenced=result.silenced,
        unjudged=int(not is_judged),
        foreign=int(bool(talk.language)),
    )


def _not_english(number: int, language: str) -> str:
    texts = "1 text is" if number == 1 else f"{number} texts are"
    return f"{texts} in {language}, not English, and not judged; `language: any` judges all by English phrases"


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
        if file.counts.files:
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
        counts = replace(total([Counts(), *(file.counts for file in files)]), unknown=self._unknown)
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
