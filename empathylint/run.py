"""Many files: found, read, linted, gathered into a report."""

from __future__ import annotations

import sys
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from empathylint.discover import discover, is_left_out
from empathylint.encoding import decode, read_text
from empathylint.errors import UserError
from empathylint.file_report import FileReport, Gathering, file_report
from empathylint.model import Problem
from empathylint.readers.looks import MARKDOWN
from empathylint.readers.parts.file_names import may_be_a_reply, suffix_of
from empathylint.rule_list import LateRules
from empathylint.settings import Settings
from empathylint.workers import linted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from empathylint.cache import Cache
    from empathylint.engine import Result
    from empathylint.model import Conversation
    from empathylint.report import Report

STDIN = "-"


class FileText(Struct, frozen=True):
    """A file's text, or why it cannot be read. `explicit` files were named, the others met on a walk.

    `input_format` is what the user says that it is; else the text decides, and where it tells nothing, a draft is a
    canned reply. `known` is what the cache knows of it.
    """

    path: str
    explicit: bool
    text: str = ""
    refusal: str = ""
    input_format: str = ""
    is_draft: bool = False
    known: FileReport | None = None

    def format_in(self, settings: Settings) -> str:
        """The format that the file is to be read as; empty where its text decides."""
        if self.input_format or not self.is_draft or not self.text or self.text.isspace():
            return self.input_format
        from empathylint.readers import choose
        from empathylint.readers.speakers import Speakers

        return "" if choose(self.path, self.text, Speakers(settings.speakers)).name else "markdown"

    def lint(self, settings: Settings) -> Iterator[Result | Problem]:
        """The results of the file, or the problem that it cannot be read."""
        from empathylint.engine import lint_text

        if self.refusal:
            return iter((Problem(self.path, self.refusal),))
        return lint_text(self.path, self.text, settings, input_format=self.format_in(settings))

    def read(self, settings: Settings) -> Iterator[Conversation | Problem]:
        """The conversations of the file, or the problem that it cannot be read."""
        from empathylint.engine import conversations_in

        if self.refusal:
            return iter((Problem(self.path, self.refusal),))
        return conversations_in(self.path, self.text, settings, self.format_in(settings))


def lint_paths(  # noqa: PLR0913 - each is the caller's to name
    paths: Sequence[str],
    settings: Settings | None = None,
    *,
    input_format: str = "",
    stdin_filename: str = "",
    tick: Callable[[str], None] | None = None,
    jobs: int = 1,
    cache: Cache | None = None,
) -> Report:
    """The report on files, folders and globs; `-` reads standard input under the name `stdin_filename`.

    `tick` is called with the path of each file that is begun. Much work is shared by `jobs` processes; the report is
    the same for any number, and with a `cache` or without. Raises UserError only for mistakes in the settings; what
    cannot be read is a Problem in the report.
    """
    settings = settings or Settings()
    rules = LateRules(settings)
    if cache is None:
        rules.load()
    gathering = Gathering()
    files = texts(paths, settings, input_format=input_format, stdin_filename=stdin_filename)
    asked = map(partial(_remembered, cache), files) if cache else files
    for file, given in groupby(linted(_parts(asked, settings), settings, jobs), itemgetter(0)):
        if tick:
            tick(file.path)
        told = file.known or file_report(file.text, (part for _, part in given if part is not None))
        if cache and file.known is None and not file.refusal:
            cache.keep(_key(cache, file), told)
        gathering.add(file.path, told, explicit=file.explicit, refused=bool(file.refusal))
    if cache and not cache.close():
        rules.load()  # nothing was known yet under these settings, so that they may hold mistakes
    return gathering.report(rules, settings)


def _remembered(cache: Cache, file: FileText) -> FileText:
    """A file with what the cache knows of it."""
    known = None if file.refusal else cache.find(_key(cache, file))
    return replace(file, known=known) if known else file


def _key(cache: Cache, file: FileText) -> bytes:
    return cache.key(file.path, file.text, f"{file.input_format}{' draft' * file.is_draft}")


def _parts(files: Iterable[FileText], settings: Settings) -> Iterator[tuple[FileText, Conversation | Problem | None]]:
    """What is in files, each part with its file; None stands for the end of each."""
    for file in files:
        if file.known is None:
            yield from ((file, part) for part in file.read(settings))
        yield file, None


def texts(
    paths: Sequence[str], settings: Settings, *, input_format: str = "", stdin_filename: str = ""
) -> Iterator[FileText]:
    """The files that paths name, read one after the other.

    What comes from standard input is a draft, and so is a Markdown file that is named: where nothing tells of
    another format, it is a canned reply.
    """

    def file(path: str, read: Callable[[str], str], *, explicit: bool, is_draft: bool) -> FileText:
        try:
            return FileText(path, explicit, read(path), input_format=input_format, is_draft=is_draft)
        except UserError as error:
            return FileText(path, explicit, refusal=str(error).removeprefix(f"{path}: "))

    name = stdin_filename or "stdin.txt"
    if STDIN in paths and not (stdin_filename and is_left_out(stdin_filename, settings)):
        yield file(name, lambda _: decode(standard_input(name), name), explicit=True, is_draft=True)
    for found in discover([path for path in paths if path != STDIN], settings):
        if isinstance(found, Problem):
            yield FileText(found.path, explicit=True, refusal=found.message)
        else:
            is_draft = found.explicit and suffix_of(found.path) in MARKDOWN and may_be_a_reply(found.path)
            yield file(found.path, read_text, explicit=found.explicit, is_draft=is_draft)


def standard_input(name: str) -> bytes:
    """What comes from standard input, which messages call `name`. Raises UserError where it is closed."""
    if sys.stdin is None:
        raise UserError(f"{name}: standard input is closed. Pipe a text into it, or name a file.")
    return sys.stdin.buffer.read()
