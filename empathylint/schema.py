"""JSON Schemas of our own YAML files and of our JSON, made of the very shapes and keys that check and write them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final

import msgspec
from msgspec import Meta, Struct, defstruct

from empathylint.config_values import CHECKS, HOUSE, Key
from empathylint.cue_file import CueFile
from empathylint.house import House
from empathylint.reporters.json_report import JsonReport
from empathylint.rule import RuleFile
from empathylint.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema(name: str) -> str:
    """The schema of that name in `SCHEMAS`, as the text of a JSON file."""
    title, told, shape = SCHEMAS[name]
    made = msgspec.json.schema(shape())
    parts = made["$defs"]
    for part in parts.values():
        _tidy(part)
    for key, written in parts.get("House", {}).get("properties", {}).items():
        written["description"] = HOUSE[key].meaning
    whole = parts.pop(made["$ref"].rpartition("/")[2])
    told_first = {"$schema": DIALECT, "title": title, "description": told}
    text = msgspec.json.encode({**told_first, **{key: whole[key] for key in whole if key != "title"}, "$defs": parts})
    return msgspec.json.format(text, indent=2).decode() + "\n"


def _tidy(part: dict[str, Any]) -> None:
    """Leaves out of a part what tells an author nothing: words meant for programmers, and empty defaults."""
    part.pop("description", None)
    for written in part.get("properties", {}).values():
        default = written.get("default")
        if isinstance(default, dict) or not (default or default is False):
            written.pop("default", None)


def _table(name: str, keys: dict[str, Key], defaults: Struct) -> type[Struct]:
    """The shape of a table of settings, as it is written."""
    fields = [
        (field := key.replace("-", "_"), _written(checked), getattr(defaults, field)) for key, checked in keys.items()
    ]
    return defstruct(name, fields, rename="kebab", forbid_unknown_fields=True)


def _written(key: Key) -> Any:  # noqa: ANN401 - an annotation
    """How a key of the settings is written, with what it means."""
    shape = _table("House", HOUSE, House()) if key.shape is House else key.shape
    return Annotated[shape, Meta(description=key.meaning)]


SCHEMAS: Final[dict[str, tuple[str, str, Callable[[], type[Struct]]]]] = {
    "config": (
        "Settings of empathylint",
        "which rules speak, how loudly, about which files",
        partial(_table, "Settings", CHECKS, Settings()),
    ),
    "rule": ("A rule of empathylint", "what is judged, why, and the words to use instead", lambda: RuleFile),
    "cue": ("A cue of empathylint", "the words to look for", lambda: CueFile),
    "report": ("A report of empathylint", "what check --format json prints", lambda: JsonReport),
}
