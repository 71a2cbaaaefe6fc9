"""Canned replies mended in their files: rewrites put in, each file read again before it counts as mended."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from empathylint.engine import conversations_in, lint_text, linter_for
from empathylint.errors import UserError
from empathylint.file_report import file_report
from empathylint.mending import placeholders_in, put_in_at_once
from empathylint.model import Conversation, Problem
from empathylint.report import tell
from empathylint.run import texts
from empathylint.written import rewrite_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from empathylint.engine import Result
    from empathylint.report import Report, Talk, Told
    from empathylint.settings import Settings

_MOST_ROUNDS = 10  # a rewrite may call for another one


class Fixed(Struct, frozen=True):
    """A file's text with rewrites put in, and the codes of the rules that they are for, one for each."""

    text: str
    codes: tuple[str, ...] = ()


class _File(Struct, frozen=True):
    """How a file is read."""

    path: str
    settings: Settings
    input_format: str

    def parts(self, text: str) -> list[Conversation | Problem]:
        """What is in the file when it holds `text`."""
        return list(conversations_in(self.path, text, self.settings, self.input_format))


class _Fix(Struct, frozen=True):
    """A rewrite for one turn of one reply: what to do with the file's characters, and what the turn says then."""

    told: Told
    reply: int
    said: str

    @property
    def start(self) -> int:
        return self.told.change.place.start if self.told.change else 0

    @property
    def end(self) -> int:
        return self.told.change.place.end if self.told.change else 0

    @property
    def text(self) -> str:
        return self.told.change.text if self.told.change else ""


def fixed(path: str, text: str, settings: Settings, *, unsafe: bool = False, input_format: str = "") -> Fixed:
    """The file's text with the rewrites of its canned replies put in: the safe ones, or all that leave no blank.

    A rewrite goes in only where the file, read again, holds the same replies with that one change. What is
    mended is linted again until nothing is left to do, so that a second run finds nothing. Transcripts stay as
    they are.
    """
    file = _File(path, settings, input_format)
    codes: list[str] = []
    seen = {text}
    for _ in range(_MOST_ROUNDS):
        fixes = _apart(_fixes(file, text, unsafe=unsafe))
        became, put_in = _put_in(file, text, fixes, file.parts(text) if fixes else [])
        if became in seen:
            break
        seen.add(became)
        text = became
        codes += [fix.told.finding.code for fix in put_in]
    return Fixed(text, tuple(codes))


def _fixes(file: _File, text: str, *, unsafe: bool) -> list[_Fix]:
    """The rewrites that may go into a file, the gravest findings first: those that leave less to mend than before."""
    found: list[_Fix] = []
    linter = linter_for(file.settings)
    for number, result in enumerate(lint_text(file.path, text, file.settings, input_format=file.input_format)):
        if isinstance(result, Problem) or not result.conversation.is_template:
            continue
        turns = result.conversation.turns
        for told in tell(result, text).told:
            edit = told.finding.edit
            if told.change is None or edit is None or not (unsafe or edit.safe):
                continue
            said = put_in_at_once(turns[edit.place.turn].text, edit)
            if said is not None and _weight(linter.lint(_saying(result.conversation, said), file.path)) < _weight(
                result
            ):
                found.append(_Fix(told, number, said))
    return sorted(found, key=lambda fix: -fix.told.finding.severity.rank)


def _saying(reply: Conversation, said: str) -> Conversation:
    """A canned reply with other words, its placeholders counted as before."""
    return replace(reply, turns=(replace(reply.turns[0], text=said, hits=(), cues=frozenset(), tokens=None),))


def _weight(result: Result) -> int:
    """How much there is to mend in a reply: errors count three, warnings two, remarks one."""
    return sum(finding.severity.rank * (1 + len(finding.also)) for finding in result.findings)


def _apart(fixes: Iterable[_Fix]) -> list[_Fix]:
    """Fixes for different replies, in the order of the file: of several for one, the first, the others wait."""
    chosen: dict[int, _Fix] = {}
    for fix in fixes:
        chosen.setdefault(fix.reply, fix)
    return sorted(chosen.values(), key=lambda fix: fix.start)


def _put_in(
    file: _File, text: str, fixes: Sequence[_Fix], before: Sequence[Conversation | Problem]
) -> tuple[str, Sequence[_Fix]]:
    """The text with as many of the fixes as it can be read again with, and those."""
    if not fixes:
        return text, ()
    became = _written(text, fixes)
    if [_gist(part, None) for part in file.parts(became)] == _meant(before, fixes):
        return became, fixes
    if len(fixes) == 1:
        return text, ()
    half = len(fixes) // 2
    kept = [fix for some in (fixes[:half], fixes[half:]) for fix in _put_in(file, text, some, before)[1]]
    return _written(text, kept), kept


def _written(text: str, fixes: Sequence[_Fix]) -> str:
    for fix in sorted(fixes, key=lambda fix: fix.start, reverse=True):
        text = text[: fix.start] + fix.text + text[fix.end :]
    return text


def _meant(before: Sequence[Conversation | Problem], fixes: Sequence[_Fix]) -> list[tuple[object, ...]]:
    """What the parts of a file are to be once the fixes are in."""
    said = {fix.reply: fix.said for fix in fixes}
    return [_gist(part, said.get(number)) for number, part in enumerate(before)]


def _gist(part: Conversation | Problem, said: str | None) -> tuple[object, ...]:
    """What must not change in a part of a file, with its words, or with those that it is to have."""
    if isinstance(part, Problem):
        return (part.message,)
    texts = [turn.text for turn in part.turns] if said is None else [said]
    placeholders = [sorted(placeholders_in(turn.text)) for turn in part.turns]
    return (part.id, part.title, part.metadata, part.is_template, texts, placeholders)


class FixedFile(Struct, frozen=True):
    """A file that was mended: its text before and after, and the codes of the rules that the rewrites are for."""

    path: str
    before: str
    after: str
    codes: tuple[str, ...]


def fix_files(
    report: Report, settings: Settings, *, unsafe: bool, write: bool, input_format: str = ""
) -> tuple[Report, tuple[FixedFile, ...]]:
    """What a report tells once its files are mended, and what was done; without `write` the files stay as they are.

    A file that cannot be written is a problem of the report, and the others are mended all the same.
    """
    done: list[FixedFile] = []
    problems: list[Problem] = []
    talks: dict[str, tuple[Talk, ...]] = {}
    for path in dict.fromkeys(talk.path for talk in report.talks if _is_mendable(talk, unsafe=unsafe)):
        (file,) = texts([path], settings, input_format=input_format)
        meant = file.format_in(settings)
        try:
            became = fixed(path, file.text, settings, unsafe=unsafe, input_format=meant)
            if became.text != file.text and write:
                rewrite_file(path, file.text, became.text)
        except UserError as error:
            problems.append(Problem(path, str(error).removeprefix(f"{path}: ")))
            continue
        if became.text != file.text:
            done.append(FixedFile(path, file.text, became.text, became.codes))
            again = lint_text(path, became.text, settings, input_format=meant)
            talks[path] = file_report(became.text, again).talks
    by_path = groupby(report.talks, lambda talk: talk.path)
    left = tuple(one for path, several in by_path for one in talks.get(path, tuple(several)))
    return replace(report, talks=left, problems=(*report.problems, *problems)), tuple(done)


def _is_mendable(talk: Talk, *, unsafe: bool) -> bool:
    """Whether some rewrite of a canned reply may be put into its file."""
    edits = (told.finding.edit for told in talk.told if told.change is not None)
    return any(unsafe or (edit is not None and edit.safe) for edit in edits)
