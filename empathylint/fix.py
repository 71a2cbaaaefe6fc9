"""Canned replies mended in their files: rewrites put in, each file read again before it counts as mended."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from empathylint.engine import conversations_in, lint_text, linter_for
from empathylint.errors import UserError
from empathylint.file_report import file_report
from empathylint.mending import put_in_each
from empathylint.model import Conversation, Problem
from empathylint.readers.places import Change
from empathylint.readers.writing import changed
from empathylint.run import texts
from empathylint.written import rewrite_file

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from empathylint.engine import Result
    from empathylint.finding import Finding
    from empathylint.report import Report, Talk
    from empathylint.settings import Settings


class Fixed(Struct, frozen=True):
    """A file's text with rewrites put in, and the codes of the rules that they are for, one for each."""

    text: str
    codes: tuple[str, ...] = ()


class _File(Struct, frozen=True):
    """How a file is read."""

    path: str
    settings: Settings
    input_format: str
    replies: Container[str] | None = None

    def may_mend(self, talk: Conversation) -> bool:
        """Whether a conversation is one of the canned replies to mend."""
        return talk.is_template and (self.replies is None or talk.id in self.replies)

    def parts(self, text: str) -> list[Conversation | Problem]:
        """What is in the file when it holds `text`."""
        return list(conversations_in(self.path, text, self.settings, self.input_format))


class _Fix(Struct, frozen=True):
    """A rewrite for one reply: the finding that it is for, what to do with the file, and what the reply says then."""

    finding: Finding
    reply: int
    said: str
    change: Change

    @property
    def rank(self) -> tuple[bool, int]:
        """The safe ones first, then those for the gravest findings."""
        return not (self.finding.edit and self.finding.edit.safe), -self.finding.severity.rank


def fixed(  # noqa: PLR0913 - each is the caller's to name
    path: str,
    text: str,
    settings: Settings,
    *,
    unsafe: bool = False,
    input_format: str = "",
    replies: Container[str] | None = None,
) -> Fixed:
    """The file's text with the rewrites of its canned replies put in: the safe ones, or all that leave no blank.

    With `replies`, only those with such an id are mended. A rewrite goes in only where the file, read again, holds the
    same replies with that one change. What is mended is linted again until nothing is left to do, so that a second run
    finds nothing: each rewrite leaves less to mend than before. Transcripts stay as they are.
    """
    file = _File(path, settings, input_format, replies)
    codes: list[str] = []
    refused: set[tuple[int, str]] = set()
    while fixes := _apart(fix for fix in _fixes(file, text, unsafe=unsafe) if (fix.reply, fix.said) not in refused):
        text, put_in = _put_in(file, text, fixes, file.parts(text))
        codes += [fix.finding.code for fix in put_in]
        refused.update((fix.reply, fix.said) for fix in fixes if fix not in put_in)
    return Fixed(text, tuple(codes))


def _fixes(file: _File, text: str, *, unsafe: bool) -> list[_Fix]:
    """The rewrites that may go into a file, those that leave less to mend: the safe ones first, then the gravest."""
    found: list[_Fix] = []
    for number, result in enumerate(lint_text(file.path, text, file.settings, input_format=file.input_format)):
        if not isinstance(result, Problem) and file.may_mend(result.conversation):
            found += _fixes_of(file, text, number, result, unsafe=unsafe)
    return sorted(found, key=lambda fix: fix.rank)


def _fixes_of(file: _File, text: str, number: int, result: Result, *, unsafe: bool) -> Iterator[_Fix]:
    """The rewrites for one reply, for each finding the first that leaves less to mend in it."""
    reply, linter = result.conversation, linter_for(file.settings)
    for finding in result.findings:
        edit = finding.edit
        if edit is None or not (unsafe or edit.safe):
            continue
        turn = reply.turns[edit.place.turn]
        for said in put_in_each(turn.text, edit):
            change = changed(text, turn, said)
            if change is not None and _is_better(linter.lint(_saying(reply, said), file.path), result, finding):
                yield _Fix(finding, number, said, change)
                break


def _saying(reply: Conversation, said: str) -> Conversation:
    """A canned reply with other words, its placeholders counted as before."""
    return replace(reply, turns=(replace(reply.turns[0], text=said, hits=(), cues=frozenset(), tokens=None),))


def _is_better(after: Result, before: Result, mended: Finding) -> bool:
    """Whether a reply has less to mend than before, or as much where a rule that tells one thing now tells the next.

    The next thing stood there before, and what was mended is not told again: so there is an end to it.
    """
    if _weight(after) != _weight(before):
        return _weight(after) < _weight(before)
    told = {_said(after, finding) for finding in after.findings if finding.code == mended.code}
    codes = [sorted(finding.code for finding in result.findings) for result in (after, before)]
    said = before.conversation.turns[0].text
    return codes[0] == codes[1] and _said(before, mended) not in told and all(words in said for words in told)


def _said(result: Result, finding: Finding) -> str:
    """The words that a finding is about."""
    return result.conversation.turns[finding.place.turn].text[finding.place.start : finding.place.end]


def _weight(result: Result) -> int:
    """How much there is to mend in a reply: errors count three, warnings two, remarks one."""
    return sum(finding.severity.rank * (1 + len(finding.also)) for finding in result.findings)


def _apart(fixes: Iterable[_Fix]) -> list[_Fix]:
    """Fixes for different replies, in the order of the file: of several for one, the first, the others wait."""
    chosen: dict[int, _Fix] = {}
    for fix in fixes:
        chosen.setdefault(fix.reply, fix)
    return sorted(chosen.values(), key=lambda fix: fix.change.place.start)


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
    for change in sorted((fix.change for fix in fixes), key=lambda change: change.place.start, reverse=True):
        text = text[: change.place.start] + change.text + text[change.place.end :]
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
    return (part.id, part.title, part.metadata, part.is_template, texts)


class FixedFile(Struct, frozen=True):
    """A file that was mended: its text before and after, and the codes of the rules that the rewrites are for."""

    path: str
    before: str
    after: str
    codes: tuple[str, ...]


def fix_files(  # noqa: PLR0913 - each is the caller's to name
    report: Report, told: Report, settings: Settings, *, unsafe: bool, write: bool, input_format: str = ""
) -> tuple[Report, tuple[FixedFile, ...]]:
    """What a report tells once its files are mended, and what was done; without `write` the files stay as they are.

    Mended are the replies of which `told`, the part of the report that somebody wants to hear, has a rewrite to put in.
    A file that cannot be written is a problem of the report, and the others are mended all the same.
    """
    done: list[FixedFile] = []
    problems: list[Problem] = []
    talks: dict[str, tuple[Talk, ...]] = {}
    for path, replies in _mendable(told, unsafe=unsafe).items():
        (file,) = texts([path], settings, input_format=input_format)
        meant = file.format_in(settings)
        became = fixed(path, file.text, settings, unsafe=unsafe, input_format=meant, replies=replies)
        try:
            if became.text != file.text and write:
                rewrite_file(path, file.text, became.text)
        except UserError as error:
            problems.append(Problem(path, str(error).removeprefix(f"{path}: ")))
            continue
        talks[path] = file_report(became.text, lint_text(path, became.text, settings, input_format=meant)).talks
        if became.text != file.text:
            done.append(FixedFile(path, file.text, became.text, became.codes))
    by_path = groupby(report.talks, lambda talk: talk.path)
    left = tuple(one for path, several in by_path for one in talks.get(path, tuple(several)))
    return replace(report, talks=left, problems=(*report.problems, *problems)), tuple(done)


def _mendable(report: Report, *, unsafe: bool) -> dict[str, set[str]]:
    """The ids of the canned replies into which some rewrite may be put, by the path of their file."""
    found: dict[str, set[str]] = {}
    for talk in report.talks:
        edits = (told.finding.edit for told in talk.told if told.change is not None)
        if any(unsafe or (edit is not None and edit.safe) for edit in edits):
            found.setdefault(talk.path, set()).add(talk.id)
    return found
