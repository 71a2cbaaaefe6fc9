"""Which paths the .gitignore files of a tree leave out."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.language.late import late

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

NAME = ".gitignore"
_BETWEEN_STARS = late(r"\[\^/\]\*((?:[^\\(*]|\\.)+)(?=\[\^/\]\*)")


class Ignore(Struct, frozen=True):
    """One .gitignore file. It sees a path of the walk without the first `cut` characters, after `prefix`."""

    spec: GitIgnoreSpec
    cut: int = 0
    prefix: str = ""


Chain = tuple[Ignore, ...]


def is_ignored(chain: Chain, path: str) -> bool:
    """Whether the innermost .gitignore that speaks of a path leaves it out. A folder's ends in a slash."""
    for ignore in reversed(chain):
        verdict = ignore.spec.check_file(ignore.prefix + path[ignore.cut :]).include
        if verdict is not None:
            return verdict
    return False


def ignore_in(folder: str, cut: int = 0, prefix: str = "") -> Chain:
    """The .gitignore file of a folder, as a chain of one, or of none where it cannot be read."""
    from pathspec import GitIgnoreSpec

    try:
        with open(os.path.join(folder, NAME), encoding="utf-8", errors="surrogateescape") as file:
            patterns = [line for line in file.read().removeprefix("\ufeff").splitlines() if _is_sound(line)]
    except OSError:
        return ()
    return (Ignore(GitIgnoreSpec.from_lines(patterns, pattern_of, backend="simple"), cut, prefix),)


def ignores_above(root: str) -> Chain:
    """The .gitignore files between a folder and the top of its git repository, outermost first.

    Empty outside a repository, and where they leave the folder itself out: who names a folder means it.
    """
    top = os.path.abspath(root)
    chain: Chain = ()
    prefix = ""
    while not os.path.exists(os.path.join(top, ".git")):
        prefix = f"{os.path.basename(top)}/{prefix}"
        top, inner = os.path.dirname(top), top
        if top == inner:
            return ()
        if os.path.isfile(os.path.join(top, NAME)):
            chain = ignore_in(top, prefix=prefix) + chain
    return () if is_ignored(chain, "") else chain


def pattern_of(line: str) -> GitIgnoreSpecPattern:
    """A line compiled so that what stands between two stars is found once and for all: many stars cost no more."""
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    regex, include = GitIgnoreSpecPattern.pattern_to_regex(line)
    if regex is None:
        return GitIgnoreSpecPattern(line)
    return GitIgnoreSpecPattern(re.compile(_BETWEEN_STARS.sub(r"(?>[^/]*?\1)", regex)), include)


def _is_sound(line: str) -> bool:
    """Whether git's pattern language has this line; git passes over others silently, and so do we."""
    try:
        pattern_of(line)
    except (ValueError, re.error):
        return False
    return True
