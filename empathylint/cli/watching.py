"""`empathylint check --watch`: the same command again whenever a file changes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from empathylint.cache import FOLDER
from empathylint.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLEARED = "\x1b[2J\x1b[3J\x1b[H"


def lint_on_change(paths: Sequence[str]) -> None:
    """Runs this command without `--watch`, and again on each change below the paths, until it is interrupted.

    Each run is a process of its own, so that changed rules count too. Raises UserError where nothing can be watched.
    """
    try:
        from watchfiles import DefaultFilter, watch
    except ImportError:
        raise UserError("--watch needs watchfiles. Install it: pip install 'empathylint[watch]'") from None
    there = [path for path in paths if os.path.exists(path)]
    if not there:
        raise UserError(f"--watch: there is no such file or folder: {', '.join(paths)}. Check the spelling.")
    command = [sys.executable, "-m", "empathylint", *(word for word in sys.argv[1:] if word != "--watch")]
    left_out = DefaultFilter(ignore_dirs=(*DefaultFilter.ignore_dirs, FOLDER))
    _run(command)
    for _ in watch(*there, watch_filter=left_out, raise_interrupt=True):
        _run(command)


def _run(command: Sequence[str]) -> None:
    """Runs the command, on a terminal on a cleared screen."""
    if sys.stdout.isatty():
        sys.stdout.write(_CLEARED)
        sys.stdout.flush()
    subprocess.run(command, check=False)  # noqa: S603 - the user's own command
    sys.stderr.write("Watching for changes; Ctrl-C ends it.\n")
