"""Progress of long work."""

from __future__ import annotations

import sys
from time import monotonic
from typing import Self

_PATIENCE = 1.0  # seconds before anything is shown


class Progress:
    """A line on standard error that says which file is read, on a terminal and after a second."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown and sys.stderr.isatty()
        self._files = 0
        self._next = monotonic() + _PATIENCE
        self._drawn = False

    def __enter__(self) -> Self:
        return self

    def tick(self, path: str) -> None:
        """Notes that a file is about to be read."""
        self._files += 1
        if self._shown and monotonic() >= self._next:
            from empathylint.printable import line_of

            self._next = monotonic() + 0.1
            self._drawn = True
            sys.stderr.write(f"\r\x1b[2K{self._files} files read, now {line_of(path)[-60:]}")
            sys.stderr.flush()

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
