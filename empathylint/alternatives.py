"""Canned replies with conditions, as the texts that customers may get: each branch once at least."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from empathylint.language.late import late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST = 8  # texts: each branch comes up once, and what is beyond that is like another
_TAG = late(
    r"\{%-?\s{0,9}(?P<word>if|unless|case|for|elsif|elseif|else|when|endif|endunless|endcase|endfor)\b[^{}]{0,200}?-?%\}"
    r"|\{\{~?\s{0,9}(?:(?P<sign>[#/^])\s{0,9}(?P<name>[\w.-]{1,60})|(?P<other>else))\b[^{}]{0,200}?~?\}\}"
)
_OPENS = frozenset({"if", "unless", "case", "for"})
_GOES_ON = frozenset({"elsif", "elseif", "else", "when"})

Span = tuple[int, int]


class _Tag(NamedTuple):
    """A tag of a condition: where it stands, what it does, and whose end it is."""

    start: int
    end: int
    kind: str
    name: str


class _Condition:
    """A condition or a loop: its branches, each with the spans and conditions in it.

    It is complete where one of them is always taken, and shows nothing of itself before the first of some cases.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.branches: list[list[Span | _Condition]] = [[]]
        self.shows = name != "case"
        self.is_complete = name in {"for", "each", "with"}


def alternatives(text: str) -> tuple[str, ...]:
    """The texts that a customer may get, each as long as the text itself, with blanks where something is left out.

    There are none where nothing depends on a condition, or where the tags do not fit together.
    """
    if "{%" not in text and "{{" not in text:
        return ()
    tags = list(_tags(text))
    whole = _read(text, tags) if tags else None
    if whole is None:
        return ()
    kept = _variants(whole.branches[0])[:_MOST]
    return tuple(dict.fromkeys(_with_only(text, spans) for spans in kept))


def _tags(text: str) -> Iterator[_Tag]:
    for found in _TAG.finditer(text):
        word = found["word"]
        if word:
            kind = "opens" if word in _OPENS else "goes on" if word in _GOES_ON else "ends"
            yield _Tag(found.start(), found.end(), kind, word if kind != "ends" else word.removeprefix("end"))
        elif found["other"]:
            yield _Tag(found.start(), found.end(), "goes on", "else")
        else:
            yield _Tag(found.start(), found.end(), "ends" if found["sign"] == "/" else "opens", found["name"])


def _read(text: str, tags: Sequence[_Tag]) -> _Condition | None:
    """The text as a tree of conditions; None where their tags do not fit together."""
    open_: list[_Condition] = [_Condition("")]
    here = 0
    for tag in tags:
        open_[-1].branches[-1].append((here, tag.start))
        here = tag.end
        if tag.kind == "opens":
            condition = _Condition(tag.name)
            open_[-1].branches[-1].append(condition)
            open_.append(condition)
        elif len(open_) == 1:
            return None
        elif tag.kind == "goes on":
            if not open_[-1].shows:
                open_[-1].branches.clear()
            open_[-1].shows = True
            open_[-1].branches.append([])
            open_[-1].is_complete |= tag.name == "else"
        elif tag.name != open_[-1].name:
            return None
        else:
            open_.pop()
    open_[-1].branches[-1].append((here, len(text)))
    return open_[0] if len(open_) == 1 else None


def _variants(parts: Sequence[Span | _Condition]) -> list[list[Span]]:
    """The spans that are shown, for as many combinations as it takes for each branch to come up."""
    several = [[[part]] if isinstance(part, tuple) else _of_branches(part) for part in parts]
    count = min(max(map(len, several), default=1), _MOST)
    return [[span for one in several for span in one[min(number, len(one) - 1)]] for number in range(count)]


def _of_branches(condition: _Condition) -> list[list[Span]]:
    found = [variant for branch in condition.branches for variant in _variants(branch)]
    return found if condition.is_complete else [*found, []]


def _with_only(text: str, spans: Sequence[Span]) -> str:
    """A text with blanks for all but some spans of it; line breaks stay."""
    pieces, done = [], 0
    for start, end in spans:
        pieces += [_blank(text[done:start]), text[start:end]]
        done = end
    return "".join([*pieces, _blank(text[done:])])


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)
