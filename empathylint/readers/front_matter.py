"""Front matter: the YAML between two lines `---` at the top of a file."""

from __future__ import annotations

import re

from msgspec import Struct

_FRONT = re.compile(r"---[ \t]*+(?:\r\n|\n|\r)")
_END = re.compile(r"(?:^|(?<=[\r\n]))(?:---|\.\.\.)[ \t]*+(?:\r\n|\n|\r|\Z)")
_TITLE = re.compile(r"(?:^|(?<=[\r\n]))title[ \t]*+:[ \t]*+(?=[^\s#])", re.IGNORECASE)
_OF_A_SITE = re.compile(
    r"(?:^|(?<=[\r\n]))(?:layout|sidebar\w*|nav_\w+|nav|weight|permalink|slug|toc|pagination\w*|hide_\w+|parent|aliases|about|assignees)"
    r"[ \t]*+:",
    re.IGNORECASE,
)


class FrontMatter(Struct, frozen=True, gc=False):
    """The YAML at the top of a file, and where the text after it begins."""

    yaml: str
    start: int
    end: int

    @property
    def has_title(self) -> bool:
        """Whether it has a title and none of the keys that only a page of a web site or a form has."""
        return _TITLE.search(self.yaml) is not None and _OF_A_SITE.search(self.yaml) is None


def front_matter(text: str) -> FrontMatter | None:
    """The front matter of a file, or None."""
    front = _FRONT.match(text)
    end = _END.search(text, front.end()) if front else None
    return FrontMatter(text[front.end() : end.start()], front.end(), end.end()) if front and end else None


def keys_of(front: FrontMatter) -> dict[str, str | list[str]]:
    """What the front matter tells. Raises ValueError with line and reason where it is no YAML map."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        told = yaml.load(front.yaml, Loader=loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise FrontMatterError(
            getattr(error, "problem", None) or "no YAML", mark.line + 2 if mark else 1
        ) from error
    if told is None:
        return {}
    if not isinstance(told, dict):
        raise FrontMatterError("no map of keys", 1)
    return {str(key).lower(): _simple(value) for key, value in told.items() if not isinstance(value, dict)}


def _simple(value: object) -> str | list[str]:
    return [str(part) for part in value] if isinstance(value, list) else str(value)


class FrontMatterError(ValueError):
    """Front matter that is no YAML map: the reason and the line."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(f"The front matter cannot be read: {reason}.")
        self.line = line
