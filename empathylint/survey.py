"""What is in a repository: which files hold conversations and canned replies, and what it is run by."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.help_desks import HelpDesk, help_desk
from empathylint.model import Conversation
from empathylint.placeholders import spellings
from empathylint.readers import choose
from empathylint.readers.speakers import Speakers
from empathylint.run import texts

if TYPE_CHECKING:
    from empathylint.settings import Settings

PRE_COMMIT = (".pre-commit-config.yaml", ".pre-commit-config.yml")


class Survey(Struct, frozen=True):
    """What was found. `formats` counts files by the name of their reader; `help_desk` is whose placeholders prevail.

    `ci` is github or gitlab where the repository is there, else empty; `pre_commit` is the config of pre-commit.
    """

    replies: int
    conversations: int
    formats: dict[str, int]
    help_desk: HelpDesk
    ci: str
    pre_commit: str
    is_git: bool

    @property
    def profile(self) -> str:
        """The profile that fits: `macro` where there are canned replies alone, else `auto`."""
        return "macro" if self.replies and not self.conversations else "auto"


def survey(root: str, settings: Settings) -> Survey:
    """What is in a folder. Files that cannot be read, or hold nothing for us, are passed over."""
    speakers = Speakers(settings.speakers)
    formats: Counter[str] = Counter()
    written: Counter[tuple[str, str]] = Counter()
    kinds: Counter[bool] = Counter()
    for file in texts([root], settings):
        found = [] if file.refusal else [part for part in file.read(settings) if isinstance(part, Conversation)]
        if not found:
            continue
        formats[choose(file.path, file.text, speakers).name] += 1
        kinds.update(part.is_template for part in found)
        if any(part.is_template for part in found):
            written.update(spellings(file.text))
    return Survey(
        replies=kinds[True],
        conversations=kinds[False],
        formats=dict(formats.most_common()),
        help_desk=help_desk(written),
        ci=_ci(root),
        pre_commit=next((name for name in PRE_COMMIT if os.path.isfile(os.path.join(root, name))), ""),
        is_git=os.path.exists(os.path.join(root, ".git")),
    )


def _ci(root: str) -> str:
    """The CI system that the repository is run by, as its files or its remote tell."""
    if os.path.isdir(os.path.join(root, ".github")):
        return "github"
    if os.path.isfile(os.path.join(root, ".gitlab-ci.yml")):
        return "gitlab"
    try:
        with open(os.path.join(root, ".git", "config"), encoding="utf-8", errors="replace") as file:
            remote = file.read()
    except OSError:
        return ""
    return next((system for system in ("github", "gitlab") if f"{system}." in remote), "")
