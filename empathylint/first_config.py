"""The settings that `empathylint init` writes: each key with what it means, and those that are not used off."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from empathylint import __version__
from empathylint.baseline import NAME
from empathylint.config_values import CHECKS, HOUSE
from empathylint.printable import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from empathylint.config_values import Key
    from empathylint.survey import Survey

CONFIG: Final = ".empathylint.yaml"
_SCHEMA: Final = (
    f"https://raw.githubusercontent.com/empathylint/empathylint/v{__version__}/empathylint/schemas/config.json"
)
_WIDTH: Final = 100
_MOST_NAMES: Final = 8
_MOST_FOLDERS: Final = 3
_EXAMPLES: Final = {
    "profile": "auto",
    "fail-on": "warning",
    "baseline": NAME,
    "language": "en",
    "select": "[ALL]",
    "ignore": "[CLO001]",
    "severity": "{TON005: error}",
    "max-per-conversation": "5",
    "per-file-ignores": '{"legacy/**": [tone]}',
    "exclude": '["archive/**"]',
    "include": '["replies/*.txt"]',
    "speakers": '{"Jane*": agent, "Web Visitor": customer}',
    "rules": "[house-rules/]",
    "house": "",
}
_HOUSE: Final = {
    "help-desk": "zendesk",
    "placeholders": "[ticket.requester.first_name, ticket.id]",
    "glossary": "{RMA: a return}",
    "names": "[Acme PLUS]",
    "banned": "{no worries: you're welcome}",
    "known-issues": "{app crash: A fix comes on Friday.}",
    "knowledge-base": "{refund: https://help.acme.example/refunds}",
    "apologies": "full",
    "opening-hours": "Monday to Friday, 9 to 6",
}


def first_config(found: Survey, *, has_baseline: bool) -> str:
    """The text of a config that fits what was found."""
    desk = {"help-desk": str(found.help_desk)} if found.help_desk else {}
    names = {"placeholders": _list(found.placeholders[:_MOST_NAMES])} if found.placeholders else {}
    used = {"profile": found.profile, "fail-on": "warning"}
    used |= ({"baseline": NAME} if has_baseline else {}) | ({"house": ""} if desk else {})
    lines = [
        f"# yaml-language-server: $schema={_SCHEMA}",
        *_remark(f"Settings of empathylint. Found when they were written: {told(found)}."),
        *_remark("A setting behind a # without a space is off, with an example: take the # away to use it."),
        *_keys(CHECKS, _EXAMPLES, used),
        *_keys(HOUSE, _HOUSE | names, desk, "  "),
    ]
    return "\n".join(lines) + "\n"


def _keys(keys: dict[str, Key], examples: dict[str, str], used: dict[str, str], indent: str = "") -> Iterator[str]:
    """The lines of some keys, in the order of their examples."""
    for key, example in examples.items():
        if not indent:
            yield ""
        yield from _remark(_meaning(keys[key]), indent)
        off = "" if key in used else "#"
        yield f"{indent}{off}{key}: {used.get(key, example)}".rstrip()


def _meaning(key: Key) -> str:
    """What a key means, with the words that it takes where these are few and not told."""
    said = f"{key.meaning[0].upper()}{key.meaning[1:]}."
    choices = list(key.shape) if isinstance(key.shape, type) and issubclass(key.shape, StrEnum) else []
    if all(f"`{choice}`" in said for choice in choices):
        return said
    return f"{said} One of {', '.join(choices)}."


def _remark(words: str, indent: str = "") -> list[str]:
    return [f"{indent}# {line}" for line in wrap(words, _WIDTH, break_long_words=False, break_on_hyphens=False)]


def _list(names: Iterable[str]) -> str:
    """A list in YAML."""
    plain = re.compile(r"[A-Za-z]\w*\.[\w.]+")
    return f"[{', '.join(name if plain.fullmatch(name) else json.dumps(name) for name in names)}]"


def told(found: Survey) -> str:
    """What was found, in a line."""
    kinds = ((found.replies, "canned reply", "canned replies"), (found.conversations, "conversation", ""))
    counts = [counted(number, noun, several) for number, noun, several in kinds if number]
    if not counts:
        return "no canned replies and no conversations yet"
    suffixes = ", ".join(f"{suffix} {number}" for suffix, number in found.suffixes.items())
    files = f"{counted(sum(found.suffixes.values()), 'file')} ({suffixes})"
    return f"{' and '.join(counts)} in {files}{_where(found.folders)}{_placeholders(found)}"


def _where(folders: tuple[str, ...]) -> str:
    """In which folders the files are, where these are few."""
    inside = [f"{folder}/" for folder in folders if folder]
    if not inside:
        return ""
    return f" under {', '.join(inside) if len(inside) <= _MOST_FOLDERS else counted(len(inside), 'folder')}"


def _placeholders(found: Survey) -> str:
    """How placeholders are written."""
    if found.help_desk:
        return f", with placeholders of {found.help_desk}"
    middle = (len(found.signs) + 1) // 2
    return f", with placeholders between {found.signs[:middle]} and {found.signs[middle:]}" if found.signs else ""
