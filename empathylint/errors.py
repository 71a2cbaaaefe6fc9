"""The user's mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class UserError(Exception):
    """A mistake that the user can mend: shown as one line, exit code 2, never a traceback."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint such as ` Did you mean “chat”?` for a mistyped word, or an empty string."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f" Did you mean “{close[0]}”?" if close else ""
