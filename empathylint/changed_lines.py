"""Which lines of which files have changed since a revision, as git tells."""

from __future__ import annotations

import codecs
import os
import re
import subprocess
from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.errors import UserError
from empathylint.finding import EditKind
from empathylint.printable import line_of

if TYPE_CHECKING:
    from empathylint.report import Report, Talk, Told

Ranges = list[tuple[int, int]]
_ALL: Ranges = [(1, 2**31)]
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def since(report: Report, revision: str) -> Report:
    """The report with the findings on lines that have changed since a revision, and the others counted.

    A finding about something that a reply lacks counts as one on all of the reply's lines. Raises UserError where git
    cannot tell.
    """
    changed = changed_lines(revision)
    places = {path: changed.get(os.path.realpath(path), []) for path in report.paths}
    sifted = report.sifted(lambda talk, told: _is_touched(talk, told, places.get(talk.path, [])))
    untouched = sum(1 for _ in report.findings) - sum(1 for _ in sifted.findings)
    return replace(sifted, counts=replace(report.counts, untouched=untouched))


def changed_lines(revision: str) -> dict[str, Ranges]:
    """The ranges of changed lines, both ends included, by the real path of each file.

    What changed on the other side since the two parted does not count. Files that git does not know are new from top
    to bottom. Raises UserError where there is no git, no repository or no such revision.
    """
    top = _git("rev-parse", "--show-toplevel").rstrip(b"\n")
    commit = _commit(revision)
    arguments = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/")
    changed = _ranges(_git("-c", "core.quotePath=false", "diff", *arguments, commit, "--", cwd=top))
    new = _git("ls-files", "--others", "--exclude-standard", "-z", cwd=top).split(b"\0")
    changed |= {path: _ALL for path in new if path}
    return {os.path.realpath(os.fsdecode(os.path.join(top, path))): ranges for path, ranges in changed.items()}


def _commit(revision: str) -> str:
    """The commit where the work began that a revision is compared with."""
    known = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", may_fail=True)
    if not known:
        raise UserError(f"--since is “{line_of(revision)}”, which git does not know. Name a branch, a tag or a commit.")
    commit = known.decode().strip()
    return _git("merge-base", commit, "HEAD", may_fail=True).decode().strip() or commit


def _ranges(diff: bytes) -> dict[bytes, Ranges]:
    """The ranges by path of a diff without context. Its lines of text, which may look like anything, are skipped."""
    changed: dict[bytes, Ranges] = {}
    path, skip = b"", 0
    for line in diff.split(b"\n"):
        if skip and line[:1] in {b"-", b"+"}:
            skip -= 1
        elif line.startswith(b"+++ "):
            path = _named(line[4:])
        elif path and (hunk := _HUNK.match(line)):
            gone, first, count = int(hunk[1] or 1), int(hunk[2]), int(hunk[3] or 1)
            skip = gone + count
            # where lines went, those on both sides are touched
            changed.setdefault(path, []).append((first, first + count - 1) if count else (first, first + 1))
    return changed


def _named(written: bytes) -> bytes:
    """The path behind `+++`, without the quotes round odd ones; empty for a file that is gone."""
    path = written.rstrip(b"\t\r")
    if path.startswith(b'"'):
        path = codecs.escape_decode(path[1:-1])[0]
    return path[2:] if path.startswith(b"b/") else b""


def _is_touched(talk: Talk, told: Told, ranges: Ranges) -> bool:
    edit, turn = told.finding.edit, talk.turns[told.finding.place.turn]
    is_lacking = edit is not None and edit.kind is not EditKind.REPLACE
    first, last = (turn.line, turn.end_line) if is_lacking else (told.place.line, told.place.end_line)
    return any(begin <= last and first <= end for begin, end in ranges)


def _git(*arguments: str, cwd: bytes | None = None, may_fail: bool = False) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=cwd, capture_output=True, check=False)  # noqa: S603, S607 - the user's git
    except OSError as error:
        raise UserError(f"--since needs git, which cannot be run ({error.strerror}).") from None
    if done.returncode and not may_fail:
        why = line_of(done.stderr.decode(errors="replace")).removeprefix("fatal: ")
        raise UserError(f"--since: git cannot tell what has changed: {why}")
    return b"" if done.returncode else done.stdout
