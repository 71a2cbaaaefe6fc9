"""What `check --fix` and `check --diff` say and do."""

from __future__ import annotations

import os
import sys
from collections import Counter
from difflib import unified_diff
from io import StringIO
from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.errors import UserError
from empathylint.printable import counted, line_of, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from empathylint.fix import FixedFile
    from empathylint.report import Report
    from empathylint.run import FileText
    from empathylint.settings import Settings


def print_diff(files: Sequence[FixedFile]) -> None:
    """Prints what would change, as a patch; on a terminal, control characters show as escapes."""
    is_terminal = sys.stdout.isatty()
    for file in files:
        for line in _patch(file):
            _print(printable(line) if is_terminal else line)
    sys.stdout.flush()


def _patch(file: FixedFile) -> Iterator[str]:
    """The lines of a patch, as git and patch read it: a name with a space is ended by a tab."""
    before, after = (StringIO(text, newline="\n").readlines() for text in (file.before, file.after))
    name = file.path.replace(os.sep, "/").lstrip("/")
    end = "\t" if " " in name else ""
    for line in unified_diff(before, after, f"a/{name}{end}", f"b/{name}{end}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _print(text: str) -> None:
    """Writes to standard output; a character that it lacks, or a byte of a file's name, shows as an escape."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


def tell_done(files: Sequence[FixedFile], report: Report, *, unsafe: bool, would: bool) -> None:
    """Says on standard error what was put in, or would be, and what is left, a report on the mended files."""
    _tell_fixed(files, would=would)
    _tell_not_fixed(report, unsafe=unsafe)


def _tell_fixed(files: Sequence[FixedFile], *, would: bool) -> None:
    """Says on standard error how many rewrites were put in, or would be, and for which rules."""
    if not files:
        sys.stderr.write(f"No rewrite {'would be' if would else 'was'} put in.\n")
        return
    codes = Counter(code for file in files for code in file.codes)
    listed = ", ".join(f"{code} {number}" if number > 1 else code for code, number in sorted(codes.items()))
    done = "Would put in" if would else "Put in"
    sys.stderr.write(f"{done} {counted(codes.total(), 'rewrite')} in {counted(len(files), 'file')} ({listed}).\n")


def _tell_not_fixed(report: Report, *, unsafe: bool) -> None:
    """Says on standard error which rewrites wait for somebody, and that transcripts are never edited."""
    waiting = [told for talk in report.talks if talk.is_template for told in talk.told if told.finding.edit]
    ready = sum(told.change is not None for told in waiting)
    coaching = sum(bool(told.finding.edit) for talk in report.talks if not talk.is_template for told in talk.told)
    if ready and not unsafe:
        sys.stderr.write(f"note: --unsafe-fixes puts in up to {ready} more, which change what is said\n")
    if len(waiting) > ready:
        wait = counted(len(waiting) - ready, "rewrite for a canned reply waits", "rewrites for canned replies wait")
        sys.stderr.write(f"note: {wait} for a person: with a blank to fill in, or something to keep\n")
    if coaching:
        rewrites = counted(coaching, "rewrite")
        sys.stderr.write(f"note: transcripts are never edited: {rewrites} there, for coaching\n")


def fix_standard_input(
    settings: Settings,
    named: Sequence[str],
    name: str,
    *,
    input_format: str,
    unsafe: bool,
    diff: bool,
    only: bool,
    quiet: bool,
) -> int:
    """Prints a draft with its rewrites put in, or the patch, and tells on standard error what is left.

    Gives the exit code: that of what is left; with `diff`, 1 where something would change; with `only`, 0. Raises
    UserError for a draft that cannot be read, or that is `named` among files.
    """
    from empathylint.discover import is_left_out
    from empathylint.encoding import decode_as
    from empathylint.fix import FixedFile, fixed
    from empathylint.run import FileText, standard_input

    if len(named) > 1:
        raise UserError("a draft on standard input is mended by itself; name the files in another run")
    raw = standard_input(name or "stdin.txt")
    if name and is_left_out(name, settings):
        _print_draft(raw, diff=diff)
        return 0
    text, codec = decode_as(raw, name or "stdin.txt")
    file = FileText(name or "stdin.txt", explicit=True, text=text, input_format=input_format, is_draft=True)
    became = fixed(file.path, text, settings, unsafe=unsafe, input_format=file.format_in(settings))
    files = [FixedFile(file.path, text, became.text, became.codes)] if became.text != text else []
    _print_draft(_encoded(became.text, codec, raw, file.path), diff=diff)
    if diff:
        print_diff(files)
    report = _report_on(replace(file, text=became.text), settings)
    _tell_draft(report, files, unsafe=unsafe, diff=diff, quiet=quiet, listed=not (diff or only))
    if report.problems or not (diff or only):
        return report.exit_code
    return int(diff and bool(files))


def _print_draft(raw: bytes, *, diff: bool) -> None:
    if not diff:
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()


def _encoded(text: str, codec: str, raw: bytes, path: str) -> bytes:
    """A draft in the encoding that it came in, or in UTF-8 where that lacks a letter."""
    from empathylint.encoding import encode_as

    try:
        return encode_as(text, codec, raw)
    except UnicodeEncodeError:
        sys.stderr.write(f"note: {line_of(path)} is printed in UTF-8, for {codec} lacks a letter of it\n")
        return text.encode()


def _report_on(file: FileText, settings: Settings) -> Report:
    from empathylint.engine import linter_for
    from empathylint.file_report import Gathering, file_report

    gathering = Gathering()
    gathering.add(file.path, file_report(file.text, file.lint(settings)), explicit=True, refused=False)
    return gathering.report(linter_for(settings).rules, settings)


def _tell_draft(
    report: Report, files: Sequence[FixedFile], *, unsafe: bool, diff: bool, quiet: bool, listed: bool
) -> None:
    from empathylint.reporters.concise import render

    for problem in report.problems:
        sys.stderr.write(f"empathylint: {line_of(str(problem))}\n")
    if not quiet:
        sys.stderr.write(render(report) if listed else "")
        tell_done(files, report, unsafe=unsafe, would=diff)
