"""Canned replies among the maps and lists of a JSON or YAML document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from empathylint.readers.parts.file_names import telling_name
from empathylint.readers.parts.messages import fold, names, plan

if TYPE_CHECKING:
    from collections.abc import Iterator

SURE = names("""
    replies macros cannedresponses cannedreplies savedreplies canned shortcuts cannedmessages quickreplies
""")
HOLDERS = SURE + names("responses templates snippets messages data results embedded items records")
TITLES = names("title name macroname templatename subject label heading shortcut shortcode")
RULE = {"code", "severity"}  # a house rule has a title and a message, too
COMMENTS = {"comment_value", "comment_value_html"}
DEEPEST = 4
CATEGORIES = 2


class Canned(Struct, frozen=True, gc=False):
    """A canned reply: its title, its text and the way to it, or in `wrong` what its text is instead."""

    title: str
    text: str
    path: tuple[Any, ...]
    id: str = ""
    internal: bool = False
    wrong: str = ""


def canned(value: Any, path: str) -> tuple[Canned, ...]:  # noqa: ANN401 - any JSON or YAML
    """The canned replies of a document; none where its shape is not one of theirs."""
    known = bool(telling_name(path))
    found = tuple(_entries(value, (), sure=known, depth=0))
    return found or (tuple(_plain(value, ())) if known else ())


def is_canned(value: Any) -> bool:  # noqa: ANN401 - any JSON or YAML
    """Whether a value is a reply: a map with a title and a text."""
    return isinstance(value, dict) and bool(_title(value)) and (_body(value) is not None or "actions" in value)


def _entries(value: Any, path: tuple[Any, ...], *, sure: bool, depth: int) -> Iterator[Canned]:  # noqa: ANN401
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        yield from _listed(value, path, sure=sure, depth=depth)
    elif isinstance(value, dict) and not value.keys() >= RULE:
        holder = next((key for name in HOLDERS for key in value if isinstance(key, str) and fold(key) == name), None)
        if holder is not None and isinstance(value[holder], list | dict):
            named = sure or fold(holder) in SURE
            yield from _entries(value[holder], (*path, holder), sure=named, depth=depth + 1)
            if named and not isinstance(value[holder], list):
                yield from _plain(value[holder], (*path, holder))
        elif is_canned(value):
            yield from _reply(value, path, "") if sure or path or value.get("type") == "macro" else ()
        else:
            yield from _mapped(value, path, sure=sure, depth=depth)


def _listed(values: list[Any], path: tuple[Any, ...], *, sure: bool, depth: int) -> Iterator[Canned]:
    maps = [entry for entry in values if isinstance(entry, dict)]
    fitting = sum(is_canned(entry) or (sure and _body(entry) is not None) for entry in maps)
    if maps and fitting * 2 >= len(maps):
        for number, entry in enumerate(values):
            if isinstance(entry, dict):
                yield from _reply(entry, (*path, number), "")
    else:
        for number, entry in enumerate(values):
            yield from _entries(entry, (*path, number), sure=sure, depth=depth + 1)


def _mapped(value: dict[Any, Any], path: tuple[Any, ...], *, sure: bool, depth: int) -> Iterator[Canned]:
    """A map of titles to replies, or of categories to lists or maps of replies."""
    maps = {key: entry for key, entry in value.items() if isinstance(entry, dict)}
    fitting = [key for key, entry in maps.items() if _body(entry) is not None]
    enough = 1 if sure else 2
    if len(fitting) >= enough and len(fitting) == len(value):
        for key in fitting:
            yield from _reply(maps[key], (*path, key), str(key))
        return
    for key, entry in value.items():
        if isinstance(entry, list) and (sure or any(is_canned(each) for each in entry)):
            yield from _listed(entry, (*path, key), sure=sure, depth=depth + 1)
        elif isinstance(entry, dict) and sure:
            found = tuple(_mapped(entry, (*path, key), sure=sure, depth=depth + 1)) if depth < CATEGORIES else ()
            yield from found or _plain(entry, (*path, key), categories=0)


def _reply(entry: dict[Any, Any], path: tuple[Any, ...], key: str) -> Iterator[Canned]:
    title = _title(entry) or key
    given = (entry[name] for name in ("id", "key") if isinstance(entry.get(name), str | int))
    id_ = str(next(given, title))
    if isinstance(entry.get("actions"), list):
        yield from _actions(entry["actions"], (*path, "actions"), title, id_)
        return
    body = _body(entry)
    if body is not None:
        yield Canned(title, entry[body], (*path, body), id_)
    elif (odd := next((name for name in _bodies(entry) if entry[name] is not None), None)) is not None:
        yield Canned(title, "", (*path, odd), id_, wrong=f"“{odd}” of “{title or id_}” is not a text")


def _actions(actions: list[Any], path: tuple[Any, ...], title: str, id_: str) -> Iterator[Canned]:
    """The texts that a help desk's macro sends: Zendesk's comments, Gorgias' response texts."""
    fields = [action for action in actions if isinstance(action, dict)]
    internal = any(
        a.get("field") == "comment_mode_is_public" and str(a.get("value")).lower() == "false" for a in fields
    )
    comments = {field for field in COMMENTS if any(action.get("field") == field for action in fields)}
    for number, action in enumerate(actions):
        if not isinstance(action, dict):
            continue
        value, arguments = action.get("value"), action.get("arguments")
        if (
            (field := action.get("field"))
            and isinstance(field, str)
            and field in comments
            and (len(comments) == 1 or field == "comment_value")
        ):
            where: tuple[Any, ...] = (*path, number, "value")
            if isinstance(value, list) and value:
                value, where = value[-1], (*where, len(value) - 1)
            if isinstance(value, str):
                yield Canned(title, value, where, id_, internal)
        elif isinstance(arguments, dict) and (body := _body(arguments)) is not None:
            yield Canned(title, arguments[body], (*path, number, "arguments", body), id_)


def _plain(value: Any, path: tuple[Any, ...], *, categories: int = 1) -> Iterator[Canned]:  # noqa: ANN401
    """A map of titles to texts that are mostly sentences, one level of categories allowed above it."""
    if not isinstance(value, dict) or not value:
        return
    if categories and all(isinstance(entry, dict) for entry in value.values()):
        for key, entry in value.items():
            yield from _plain(entry, (*path, key), categories=categories - 1)
    elif all(isinstance(entry, str) for entry in value.values()):
        wordy = sum(len(entry.split()) > 3 for entry in value.values())  # noqa: PLR2004 - more than a label
        if wordy * 2 > len(value):
            yield from (Canned(str(key), entry, (*path, key), str(key)) for key, entry in value.items())


def _title(entry: dict[Any, Any]) -> str:
    folded = {fold(key): key for key in entry if isinstance(key, str)}
    given = (entry[folded[name]] for name in TITLES if name in folded)
    return next((title for title in given if isinstance(title, str) and title.strip()), "")


def _bodies(entry: dict[Any, Any]) -> tuple[str, ...]:
    return plan(tuple(key for key in entry if isinstance(key, str))).reply


def _body(entry: dict[Any, Any]) -> str | None:
    return next((key for key in _bodies(entry) if isinstance(entry[key], str) and entry[key].strip()), None)
