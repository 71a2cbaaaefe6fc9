"""Findings that are known and accepted for now, so that only new ones are told.

The file is committed beside the replies. It holds paths, codes and hashes of the flagged words, and none of the words.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from empathylint.encoding import read_text, shown
from empathylint.errors import UserError
from empathylint.fingerprint import fingerprint
from empathylint.written import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from empathylint.report import Report, Talk, Told
    from empathylint.settings import Settings

NAME = ".empathylint-baseline.json"
VERSION = 1
_REMEDY = "Write it anew with --write-baseline, or name another file."


class _Written(Struct, frozen=True, forbid_unknown_fields=True):
    """The file: for each path, from the folder of the file on, `CODE hash` for every known finding."""

    version: int
    files: dict[str, list[str]]


class Sifted(Struct, frozen=True):
    """A report without its known findings, what it needs of the baseline, and by code what it needs no more."""

    report: Report
    needed: Mapping[str, Counter[str]]
    gone: Mapping[str, int]


class Baseline(Struct, frozen=True):
    """Known findings by file, as they are counted: the same words may be flagged twice in a file."""

    path: str
    known: Mapping[str, Counter[str]]

    def sift(self, report: Report, settings: Settings) -> Sifted:
        """The report without what is known.

        A file that is no longer where it was lends its known findings to those that have none of their own, so that
        a reply may move. What the settings do not ask about cannot be told to be gone.
        """
        left = {place: Counter(known) for place, known in self.known.items()}
        moved = Counter[str]()
        for place in [place for place in left if not os.path.exists(self._path_of(place))]:
            moved += left.pop(place)
        needed: dict[str, Counter[str]] = {}

        def is_new(talk: Talk, told: Told) -> bool:
            place, mark = self._place_of(talk.path), fingerprint(talk, told)
            known = next((one for one in (left.get(place), moved) if one and one[mark] > 0), None)
            if known is None:
                return True
            known[mark] -= 1
            needed.setdefault(place, Counter())[mark] += 1
            return False

        sifted = report.sifted(is_new)
        read = {self._place_of(path) for path in report.paths}
        gone = Counter(mark.split()[0] for mark in moved.elements())
        for place in read & left.keys():
            unseen = Counter({mark: left[place][mark] for mark in left[place] if not _is_asked(mark, report, settings)})
            needed[place] = needed.get(place, Counter()) + unseen
            gone += Counter(mark.split()[0] for mark in (left[place] - unseen).elements())
        needed |= {place: self.known[place] for place in left.keys() - read}
        counts = replace(report.counts, known=sum(1 for _ in report.findings) - sum(1 for _ in sifted.findings))
        return Sifted(replace(sifted, counts=counts), needed, gone)

    def with_all(self, report: Report) -> Mapping[str, Counter[str]]:
        """The known findings when all that a report tells is known, and what is known of files that were not read."""
        read = {self._place_of(path) for path in report.paths}
        others = {place: known for place, known in self.known.items() if place not in read}
        marks: dict[str, Counter[str]] = {}
        for talk in report.talks:
            marks.setdefault(self._place_of(talk.path), Counter()).update(fingerprint(talk, told) for told in talk.told)
        return {place: known for place, known in others.items() if os.path.exists(self._path_of(place))} | marks

    def write(self, known: Mapping[str, Counter[str]]) -> None:
        """Writes the file. Raises UserError."""
        write_whole(self.path, content(known))

    def _place_of(self, path: str) -> str:
        folder = os.path.dirname(os.path.abspath(self.path))
        return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")

    def _path_of(self, place: str) -> str:
        return os.path.join(os.path.dirname(self.path), place)


def content(known: Mapping[str, Counter[str]]) -> bytes:
    """What a file of known findings holds: sorted, a line for each, so that two branches merge."""
    files = {place: sorted(known[place].elements()) for place in sorted(known) if known[place].total()}
    return msgspec.json.format(msgspec.json.encode(_Written(VERSION, files)), indent=2) + b"\n"


def _is_asked(mark: str, report: Report, settings: Settings) -> bool:
    """Whether the rule that a known finding is of has spoken in a run, or is no more."""
    rule = report.rules.get(mark.split(maxsplit=1)[0])
    return rule is None or settings.selects(rule.code, rule.group)


def read_baseline(path: str, *, may_lack: bool = False) -> Baseline:
    """The baseline in a file; an empty one where the file may be lacking and is. Raises UserError for a broken one."""
    if may_lack and not os.path.exists(path):
        return Baseline(path, {})
    try:
        written = msgspec.json.decode(read_text(path), type=_Written)
    except msgspec.DecodeError as error:
        raise UserError(f"{shown(path)}: this is no baseline: {error}. {_REMEDY}") from None
    if written.version != VERSION:
        raise UserError(f"{shown(path)}: this baseline is of version {written.version}, not {VERSION}. {_REMEDY}")
    return Baseline(path, {place: Counter(marks) for place, marks in written.files.items()})


def told_gone(gone: Mapping[str, int]) -> str:
    """That known findings are gone, in one line; empty where none is."""
    count = sum(gone.values())
    if not count:
        return ""
    codes = ", ".join(f"{code} {number}" if number > 1 else code for code, number in sorted(gone.items()))
    what = "1 finding of the baseline is" if count == 1 else f"{count} findings of the baseline are"
    return f"{what} gone ({codes}): --update-baseline drops {'it' if count == 1 else 'them'}"
