"""Placeholders that a help desk fills in: which dialect they are written in, and what they name."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.language.late import late

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = r"[A-Za-z_]\w{0,60}(?:\[\d{1,3}\])?(?:\.\w{1,60}(?:\[\d{1,3}\])?){0,6}"
_PATH = rf"({_NAME})"
_DIALECTS = {
    "{{}}": rf"\{{\{{ ?{_PATH} ?(?:\|[^{{}}\n]{{0,80}})?\}}\}}(?!\}})",
    "{%%}": r"\{% ?([a-z]{1,30}\.[A-Za-z.]{1,60}) ?(?:,[^{}%\n]{0,60})?%\}",
    "${}": rf"\$\{{{_PATH}\}}",
    "%{}": rf"%\{{{_PATH}\}}",
    "#{}": rf"#\{{{_PATH}\}}",
    "{!}": rf"\{{!(\$?{_NAME})\}}",
    "<%=%>": rf"<%= ?{_PATH} ?%>",
    "{$}": rf"\{{\${_PATH}\}}",
    "%%%%": r"%%([A-Za-z]\w{0,40})%%",
    "%%": r"(?<![\w%/=&?.+-])%([A-Za-z]\w{0,40})%(?![\w%])",
    "*||*": r"\*\|(\w{1,40})\|\*",
    "<<>>": r"(?<!<)<<([A-Za-z][\w ]{0,40})>>(?!>)",
    "{}": rf"(?<![{{$#%!\w])\{{{_PATH}\}}(?!\}})",
}
_ANY = late("|".join(f"({shape})" for shape in _DIALECTS.values()))
_NAMED = late(
    r"\{\{\{?[^{}\n]*name[^{}\n]*\}?\}\}|\{%[^{}\n]*name[^{}\n]*%\}|\{[!$]?[\w. -]*name[^{}\n]*\}"
    r"|\[[^\[\]\n]*name[^\[\]\n]*\]|%\w*name\w*%|<<[^<>\n]*name[^<>\n]*>>|\*\|\w*name\w*\|\*|@username",
    re.IGNORECASE,
)
_OURS = late(
    r"(?:agent|current_user|assignee|author|owner|teammate|team|mailbox|inbox|company|brand|organi[sz]ation|group|product|store|shop"
    r"|your)(?:[\s._'’]|name)|\buser\.",
    re.IGNORECASE,
)
_SIGNS = ("{", "%", "<<", "*|")
_MOST = 300
_WORDS_OF_LANGUAGES = frozenset({"else", "this", "end", "endif", "endfor"})


class Placeholder(Struct, frozen=True):
    """A placeholder at characters `start` to `end` of a text: the signs of its dialect, and what it names."""

    dialect: str
    path: str
    start: int
    end: int


def placeholders(text: str) -> Iterator[Placeholder]:
    """The placeholders of a text that a machine fills in, in order. Blanks for people, `[date]`, are none."""
    if not any(sign in text for sign in _SIGNS):
        return
    names = tuple(_DIALECTS)
    for found in _ANY.finditer(text):
        at = next(number for number in range(len(names)) if found[2 * number + 1])
        path = found[2 * at + 2]
        if path not in _WORDS_OF_LANGUAGES:
            yield Placeholder(names[at], path, found.start(), found.end())


def spellings(text: str) -> dict[tuple[str, str], int]:
    """How often a text has each dialect and path, for the 300 commonest; of equals, the first written comes first."""
    return dict(Counter((one.dialect, one.path) for one in placeholders(text)).most_common(_MOST))


def name_placeholder(text: str) -> str:
    """The first placeholder or blank of a text for the customer's name, not the agent's or a thing's; or nothing."""
    return next((found[0] for found in _NAMED.finditer(text) if not _OURS.search(found[0])), "")
