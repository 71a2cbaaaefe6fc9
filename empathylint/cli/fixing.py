"""What `check --fix` and `check --diff` say and do."""

from __future__ import annotations

import sys
from collections import Counter
from difflib import unified_diff
from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.printable import counted, line_of, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from empathylint.fix import FixedFile
    from empathylint.report import Report
    from empathylint.settings import Settings


def print_diff(files: Sequence[FixedFile]) -> None:
    """Prints what would change, as a patch; on a terminal, control characters show as escapes."""
    is_terminal = sys.stdout.isatty()
    for file in files:
        before, after = file.before.splitlines(keepends=True), file.after.splitlines(keepends=True)
        for line in unified_diff(before, after, f"a/{file.path}", f"b/{file.path}"):
            ended = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            sys.stdout.write(printable(ended) if is_terminal else ended)
    sys.stdout.flush()


def tell_fixed(files: Sequence[FixedFile], *, would: bool) -> None:
    """Says on standard error how many rewrites were put in, or would be, and for which rules."""
    if not files:
        sys.stderr.write("No rewrite was put in.\n")
        return
    codes = Counter(code for file in files for code in file.codes)
    listed = ", ".join(f"{code} {number}" if number > 1 else code for code, number in sorted(codes.items()))
    done = "Would put in" if would else "Put in"
    sys.stderr.write(f"{done} {counted(codes.total(), 'rewrite')} in {counted(len(files), 'file')} ({listed}).\n")


def tell_not_fixed(report: Report, *, unsafe: bool) -> None:
    """Says on standard error which rewrites wait for somebody, and that transcripts are never edited."""
    waiting = [told for talk in report.talks if talk.is_template for told in talk.told if told.finding.edit]
    ready = sum(told.change is not None for told in waiting)
    coaching = sum(bool(told.finding.edit) for talk in report.talks if not talk.is_template for told in talk.told)
    if ready and not unsafe:
        sys.stderr.write(f"note: --unsafe-fixes puts in up to {ready} more, which change what is said\n")
    if len(waiting) > ready:
        wait = counted(len(waiting) - ready, "rewrite for a canned reply waits", "rewrites for canned replies wait")
        sys.stderr.write(f"note: {wait} for a person: with a blank to fill in, or a fact to keep\n")
    if coaching:
        rewrites = counted(coaching, "rewrite")
        sys.stderr.write(f"note: transcripts are never edited: {rewrites} there, for coaching\n")


def fix_standard_input(settings: Settings, name: str, *, unsafe: bool, quiet: bool) -> int:
    """Prints a draft with its rewrites put in, tells on standard error what is left, and gives the exit code."""
    from empathylint.engine import linter_for
    from empathylint.file_report import Gathering, file_report
    from empathylint.fix import fixed
    from empathylint.reporters.concise import render
    from empathylint.run import STDIN, texts

    (file,) = texts([STDIN], settings, stdin_filename=name)
    gathering = Gathering()
    if file.refusal:
        gathering.add(file.path, file_report("", file.lint(settings)), explicit=True, refused=True)
    else:
        became = fixed(file.path, file.text, settings, unsafe=unsafe, input_format=file.format_in(settings))
        sys.stdout.write(became.text)
        sys.stdout.flush()
        mended = replace(file, text=became.text)
        gathering.add(file.path, file_report(became.text, mended.lint(settings)), explicit=True, refused=False)
    report = gathering.report(linter_for(settings).rules, settings)
    for problem in report.problems:
        sys.stderr.write(f"empathylint: {line_of(str(problem))}\n")
    if not quiet:
        sys.stderr.write(render(report))
    return report.exit_code
