"""What is in a repository: which files hold conversations and canned replies, and what it is run by."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from empathylint.ci_files import CI_SYSTEMS
from empathylint.globs import relative
from empathylint.help_desks import HelpDesk, help_desk
from empathylint.model import Conversation
from empathylint.placeholders import spellings
from empathylint.readers.parts.file_names import suffix_of
from empathylint.run import texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from empathylint.settings import Settings

PRE_COMMIT: Final = ".pre-commit-config.yaml"


class Survey(Struct, frozen=True):
    """What was found.

    `suffixes` counts the files that hold something by the ends of their names, `folders` are the topmost that hold
    them. `signs` stand round most placeholders in canned replies, where there are several, `placeholders` are the
    names between them, the commonest first, and `help_desk` is whose they are, where that can be told. `ci` is a key
    of CI_SYSTEMS, or empty.
    """

    replies: int
    conversations: int
    suffixes: dict[str, int]
    folders: tuple[str, ...]
    help_desk: HelpDesk
    signs: str
    placeholders: tuple[str, ...]
    ci: str
    has_pre_commit: bool
    is_git: bool

    @property
    def profile(self) -> str:
        """The profile that fits: `macro` where there are canned replies alone, else `auto`."""
        return "macro" if self.replies and not self.conversations else "auto"


def survey(root: str, settings: Settings, tick: Callable[[str], None] | None = None) -> Survey:
    """What is in a folder. Files that cannot be read, or hold nothing for us, are passed over.

    `tick` is called with the path of each file.
    """
    files: list[str] = []
    written: Counter[tuple[str, str]] = Counter()
    kinds: Counter[bool] = Counter()
    for file in texts([root], settings):
        if tick:
            tick(file.path)
        found = [] if file.refusal else [part for part in file.read(settings) if isinstance(part, Conversation)]
        files += [file.path] if found else []
        kinds.update(part.is_template for part in found)
        if any(part.is_template for part in found):
            written.update(spellings(file.text))
    signs, names = _prevailing(written)
    return Survey(
        replies=kinds[True],
        conversations=kinds[False],
        suffixes=dict(Counter(map(suffix_of, files)).most_common()),
        folders=tuple(sorted({relative(path, settings.root).rpartition("/")[0].split("/")[0] for path in files})),
        help_desk=help_desk(written),
        signs=signs,
        placeholders=names,
        ci=_ci(root),
        has_pre_commit=os.path.lexists(os.path.join(root, PRE_COMMIT)),
        is_git=os.path.exists(os.path.join(root, ".git")),
    )


def _prevailing(written: Counter[tuple[str, str]]) -> tuple[str, tuple[str, ...]]:
    """The signs round most placeholders, and the names between them, the commonest first."""
    signs: Counter[str] = Counter()
    for (dialect, _), count in written.items():
        signs[dialect] += count
    most = next((dialect for dialect, count in signs.most_common(1) if count > 1), "")
    return most, tuple(name for (dialect, name), _ in written.most_common() if dialect == most)


def _ci(root: str) -> str:
    """The CI system that the repository is run by, as its files tell, or else the place of its remote."""
    for name, system in CI_SYSTEMS.items():
        if os.path.exists(os.path.join(root, system.told_by)):
            return name
    if os.path.isdir(os.path.join(root, ".github")):
        return "github"
    try:
        with open(os.path.join(root, ".git", "config"), encoding="utf-8", errors="replace") as file:
            remote = file.read()
    except OSError:
        return ""
    return next((name for name in ("github", "gitlab") if f"{name}." in remote), "")
