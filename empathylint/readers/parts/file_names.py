"""What the name of a file and of its folders tells."""

from __future__ import annotations

import os
import re

_NEAREST_FOLDERS = 3
_TELLING = frozenset({
    "macro", "macros", "canned", "replies", "responses", "templates", "snippets", "draft", "drafts", "stdin",
})  # fmt: skip
_PAIRS = (
    r"(?i:(?:saved|canned|stock|quick|auto|standard)[ _-]?"
    r"(?:repl(?:y|ies)|responses?|answers?|comments?|messages?)"
    r"|reply[ _-]?templates?|response[ _-]?templates?)"
)
_HINTS = (
    "macro",
    "canned",
    "repl",
    "response",
    "template",
    "snippet",
    "answer",
    "comment",
    "message",
    "draft",
    "stdin",
)
_NEVER = frozenset({
    "readme", "contributing", "changelog", "license", "licence", "code_of_conduct", "security", "notice",
    "authors", "index", "history", "requirements", "robots", "todo", "pull_request_template",
    "issue_template", "support", "governance", "maintainers",
})  # fmt: skip


def suffix_of(path: str) -> str:
    """The end of a file's name from its last dot on in lower case, such as `.txt`, or an empty string."""
    return os.path.splitext(path)[1].lower()


def stem_of(path: str) -> str:
    """A file's name without its folders and its suffix."""
    return os.path.splitext(os.path.basename(path))[0]


def telling_name(path: str) -> str:
    """The file or folder name that tells of canned replies, or an empty string.

    The folder that is worked in counts as the folders on the path do.
    """
    if not may_be_telling(path) or not may_be_a_reply(path):
        return ""
    path = _with_the_folder(path)
    folders = os.path.dirname(path).replace(os.altsep or os.sep, os.sep).split(os.sep)
    nearest = [folder for folder in folders if folder][-_NEAREST_FOLDERS:]
    return next((name for name in (stem_of(path), *reversed(nearest)) if is_telling(name)), "")


def may_be_a_reply(path: str) -> bool:
    """Whether a file's name does not speak against a canned reply, as `README` does."""
    return stem_of(path).lower() not in _NEVER


def may_be_telling(path: str) -> bool:
    """Whether a name on the path can tell of canned replies, by a quick look."""
    folded = _with_the_folder(path).casefold()
    return any(hint in folded for hint in _HINTS)


def _with_the_folder(path: str) -> str:
    """A relative path with the name of the folder that is worked in before it."""
    return path if os.path.isabs(path) else os.path.join(os.path.basename(os.getcwd()), path)


def is_telling(name: str) -> bool:
    """Whether a name, such as `saved-replies` or `macros`, tells of canned replies."""
    words = {word.lower() for word in re.findall(r"[A-Za-z]+", name)}
    return bool(words & _TELLING) or is_telling_heading(name)


def is_telling_heading(words: str) -> bool:
    """Whether the heading of a page says that canned replies follow."""
    return re.search(_PAIRS, words) is not None
