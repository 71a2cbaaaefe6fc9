"""Settings out of `.empathylint.yaml`, `pyproject.toml` and the command line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from empathylint.config_values import CHECKS, brief
from empathylint.encoding import read_text, shown
from empathylint.errors import UserError, did_you_mean
from empathylint.settings import Profile, Settings, check_codes
from empathylint.yaml_file import parsed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Profile", "Settings", "check_codes", "load_settings", "own_config", "settings_in"]

NAMES: Final = (".empathylint.yaml", ".empathylint.yml", "pyproject.toml")
_MAPS: Final = frozenset({"severity", "speakers", "per_file_ignores"})


def load_settings(start: Path, config: Path | None = None, **overrides: object) -> Settings:
    """The settings of the config file named, or of the nearest one in `start` or above, under `overrides`.

    Overrides are fields of Settings as the command line gives them, strings or enums; None means not given.
    They replace what the file says, but maps and `ignore` add to it, and a code selected by name is no longer
    ignored. Raises UserError with file, key and the nearest right word.
    """
    source, table = _table(start, config)
    values = _values_of(table, source, os.path.dirname(source) if source else str(start))
    return Settings(**_merged(values, _given(overrides, start)))


def settings_in(text: str, path: str) -> Settings:
    """The settings of a config file that holds a text, whether or not it is written yet. Raises UserError."""
    return Settings(**_values_of(_mapping(parsed(path, text), path), path, os.path.dirname(path)))


def _values_of(table: Mapping[Any, Any], source: str, folder: str) -> dict[str, Any]:
    """The fields that a config file in a folder sets, what it names seen from there."""
    values = {**_values(table, source), "source": source, "root": os.path.abspath(folder)}
    values["rules"] = tuple(os.path.join(values["root"], rules) for rules in values.get("rules", ()))
    if values.get("baseline"):
        values["baseline"] = os.path.join(values["root"], values["baseline"])
    return values


def own_config(folder: str) -> str:
    """The config file in a folder itself; an empty string where there is none. Raises UserError for a broken one."""
    paths = (os.path.normpath(os.path.join(folder, name)) for name in NAMES)
    return next((path for path in paths if os.path.isfile(path) and _read(path) is not None), "")


def _table(start: Path, config: Path | None) -> tuple[str, Mapping[Any, Any]]:
    """The config file and what it says: an empty name and nothing where there is none."""
    if config is not None:
        path = str(config)
        table = _read(path)
        if table is None:
            raise UserError(f"{shown(path)}: there is no [tool.empathylint] table. Add one, or name another file.")
        return path, table
    folder = os.path.abspath(start)
    while True:
        for name in NAMES:
            path = os.path.join(folder, name).removeprefix(os.path.join(os.getcwd(), ""))
            if os.path.isfile(path) and (table := _read(path)) is not None:
                return path, table
        folder, last = os.path.dirname(folder), folder
        if folder == last:
            return "", {}


def _read(path: str) -> Mapping[Any, Any] | None:
    """What a config file says; None where it is about other tools alone."""
    text = read_text(path)
    if path.endswith(".toml"):
        return _tool_table(path, text)
    if not path.endswith((".yaml", ".yml")):
        raise UserError(f"{shown(path)}: a config file ends in .yaml, .yml or .toml. Rename it.")
    return _mapping(parsed(path, text), path)


def _tool_table(path: str, text: str) -> Mapping[Any, Any] | None:
    """The table `[tool.empathylint]` of a TOML file, or the whole of one that is no pyproject.toml."""
    own = os.path.basename(path) != "pyproject.toml"
    if not own and "empathylint" not in text:
        return None
    document = _parse_toml(path, text)
    tools = document.get("tool")
    table = tools.get("empathylint") if isinstance(tools, dict) else None
    if table is None:
        return document if own else None
    return _mapping(table, path)


def _mapping(parsed: object, path: str) -> Mapping[Any, Any]:
    """What was parsed, as keys and values; an empty file has none."""
    if parsed is None:
        return {}
    if isinstance(parsed, dict):
        return parsed
    raise UserError(f"{shown(path)}: settings are keys and values, such as “profile: chat”.")


def _parse_toml(path: str, text: str) -> dict[str, Any]:
    """A TOML document; UserError with line and column for a broken one."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(_broken_toml(path, text, str(error))) from None
    except (ValueError, RecursionError):
        why = "it is nested too deeply, or holds a number too long"
        raise UserError(f"{shown(path)}: this is not valid TOML: {why}.") from None


def _broken_toml(path: str, text: str, error: str) -> str:
    """The message for broken TOML. Older parsers tell the place in words at the end of theirs."""
    import re

    why, _, place = error.partition(" (at ")
    lines = text.split("\n")
    numbers = re.findall(r"\d+", place) or [str(len(lines)), str(len(lines[-1]) + 1)]
    return f"{shown(path)}:{':'.join(numbers)}: this is not valid TOML: {why}. Mend that line."


def _values(table: Mapping[Any, Any], source: str) -> dict[str, Any]:
    """The fields that a config file sets; UserError for unknown keys and bad values."""
    return {_field(key, source): _value(key, table[key], f"{shown(source)}: {key}") for key in table}


def _field(key: object, source: str) -> str:
    """The field for a key of a config file."""
    if key in CHECKS:
        return str(key).replace("-", "_")
    word = brief(key)
    raise UserError(f"{shown(source)}: unknown key “{word}”.{did_you_mean(word.replace('_', '-'), CHECKS)}")


def _value(key: str, written: object, label: str) -> object:
    """A value as its field holds it."""
    return CHECKS[key].check(written, label) if key in CHECKS else written


def _given(overrides: Mapping[str, object], start: Path) -> dict[str, Any]:
    """The fields that the command line sets."""
    given = {
        field: _value(key := field.replace("_", "-"), value, f"--{key}")
        for field, value in overrides.items()
        if value is not None
    }
    if isinstance(rules := given.get("rules"), tuple):
        given["rules"] = tuple(os.path.join(os.path.abspath(start), folder) for folder in rules)
    return given


def _merged(values: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """A file's fields under those of the command line."""
    merged = {**values, **given, "given": frozenset(given)}
    for field in _MAPS & given.keys():
        merged[field] = {**values.get(field, {}), **given[field]}
    selected = given.get("select", ())
    kept = tuple(code for code in values.get("ignore", ()) if code not in selected)
    merged["ignore"] = kept + given.get("ignore", ())
    return merged
