"""File and folder names that tell of canned replies."""

from __future__ import annotations

import re
from pathlib import PurePath

_WORDS = re.compile(r"[A-Za-z]+")
_TELLING = frozenset({
    "macro", "macros", "canned", "replies", "responses", "templates", "snippets",
})  # fmt: skip
_PAIRS = re.compile(
    r"(?:saved|canned|stock|quick|auto|standard)[ _-]?"
    r"(?:repl(?:y|ies)|responses?|answers?|comments?|messages?)"
    r"|reply[ _-]?templates?|response[ _-]?templates?",
    re.IGNORECASE,
)
_NEAREST_FOLDERS = 3
_NEVER = frozenset({
    "readme", "contributing", "changelog", "license", "licence", "code_of_conduct", "security",
    "notice", "authors", "index", "history", "requirements", "robots", "todo", "pull_request_template",
    "issue_template", "support", "governance", "maintainers",
})  # fmt: skip


def telling_name(path: str) -> str:
    """The file or folder name that tells of canned replies, or an empty string."""
    parts = PurePath(path)
    if parts.stem.lower() in _NEVER:
        return ""
    names = [parts.stem, *reversed(parts.parent.parts[-_NEAREST_FOLDERS:])]
    return next((name for name in names if is_telling(name)), "")


def is_telling(name: str) -> bool:
    """Whether a name, such as `saved-replies` or `macros`, tells of canned replies."""
    words = {word.lower() for word in _WORDS.findall(name)}
    return bool(words & _TELLING) or _PAIRS.search(name) is not None


def is_telling_heading(words: str) -> bool:
    """Whether the heading of a page says that canned replies follow."""
    return _PAIRS.search(words) is not None
