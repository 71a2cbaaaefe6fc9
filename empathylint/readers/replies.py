"""Canned replies in YAML or JSON: lists and maps of titles and texts, macros of help desks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from empathylint.language.late import late
from empathylint.model import Conversation, Problem, Quoting, Source
from empathylint.readers.looks import MARKDOWN, YAML
from empathylint.readers.parts.canned import canned
from empathylint.readers.parts.conversations import Origin, Reading, template
from empathylint.readers.parts.file_names import suffix_of
from empathylint.readers.parts.lines import lines_of
from empathylint.readers.parts.voices import role_finder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.readers.speakers import Speakers

WHAT = "canned replies in YAML or JSON: a title and a text each, and macros of help desks"
HEAD = 65_536
WORTH_PARSING = late(
    r"^[ ]*+(?:- +)?[\"']?(?:body|content|text|message|reply|response|answer|comment_value|actions|macro"
    r"|template)[\"']?[ ]*+:",
    re.MULTILINE,
)
LAST_TOP_LEVEL = late(r"[\r\n](?=[^\s#])")


def matches(path: str, text: str) -> str:
    """Where the replies are, if the head of the text holds any, else an empty string."""
    head = text[:HEAD]
    for value in _outlines(path, head, len(text) > HEAD):
        if found := canned(value, path):
            where = ".".join(step for step in found[0].path if isinstance(step, str))
            return f"canned replies with their text in “{where}”"
    return ""


def _outlines(path: str, head: str, cut: bool) -> list[Any]:  # noqa: FBT001 - a fact about the head
    """What the head of a JSON or YAML text holds, as far as it can be told."""
    if head.lstrip()[:1] in {"{", "["}:
        from empathylint.readers.parts.json_text import outline

        return [outline(head)]
    suffix = suffix_of(path)
    if suffix in MARKDOWN or not (suffix in YAML or WORTH_PARSING.search(head)):
        return []
    if cut:
        ends = [end.start() for end in LAST_TOP_LEVEL.finditer(head)]
        head = head[: ends[-1] + 1] if ends else head
    from empathylint.readers.parts.yaml_text import documents

    found = [document.value for document in documents(head, lenient=True)]
    return [] if any(isinstance(value, str) for value in found) else found


def read(path: str, text: str, speakers: Speakers) -> Iterator[Conversation | Problem]:
    """The canned replies of a text, or the problem that it is broken, empty or of an unknown shape."""
    if not text or text.isspace():
        yield Problem(path, "The file is empty.")
    elif text.lstrip()[:1] in {"{", "["} and suffix_of(path) not in YAML:
        yield from _read_json(path, text, speakers)
    else:
        yield from _read_yaml(path, text, speakers)


def _read_json(path: str, text: str, speakers: Speakers) -> Iterator[Conversation | Problem]:
    from empathylint.readers.json_chat import origin_in
    from empathylint.readers.parts.json_text import broken, decode

    try:
        value = decode(text)
    except (ValueError, RecursionError) as wrong:
        yield broken(path, text, 0, wrong)
        return
    yield from _templates([value], Reading(path, role_finder(speakers), _inner(origin_in(text, value))))


def _inner(origin: Origin) -> Origin:
    return lambda path: origin(path[1:])


def _read_yaml(path: str, text: str, speakers: Speakers) -> Iterator[Conversation | Problem]:
    from yaml import YAMLError

    from empathylint.readers.parts.yaml_text import Rejected, broken, documents

    try:
        found = documents(text)
    except (YAMLError, ValueError, Rejected) as wrong:
        yield broken(path, text, wrong)
        return
    origin = _yaml_origin(text, [document.value for document in found], [document.spots for document in found])
    yield from _templates([document.value for document in found], Reading(path, role_finder(speakers), origin))


def _yaml_origin(text: str, values: list[Any], spots: list[Any]) -> Origin:
    from empathylint.readers.parts.yaml_text import scalar_runs

    lines = lines_of(text)

    def origin(path: tuple[Any, ...]) -> tuple[Source, int, int]:
        value: Any = values
        spot: Any = spots
        for step in path:
            value, spot = value[step], spot[step]
        if not isinstance(spot, tuple):
            return Source(0, 0, Quoting.OPAQUE), 1, 1
        start, end = spot
        begin = scalar_runs(text, start, end, value).begin(0) if isinstance(value, str) else start
        return Source(start, end, Quoting.YAML), *lines.at(begin)

    return origin


def _templates(values: list[Any], reading: Reading) -> Iterator[Conversation | Problem]:
    silent = True
    for number, value in enumerate(values):
        for order, reply in enumerate(canned(value, reading.path), 1):
            silent = False
            made = template(reply, reading, str(order), (number,))
            yield from (made,) if made else ()
    if silent:
        yield Problem(reading.path, _unknown(values))


def _unknown(values: list[Any]) -> str:
    first = values[0] if values else None
    first = first[0] if isinstance(first, list) and first else first
    keys = ", ".join(map(str, list(first)[:8])) if isinstance(first, dict) else ""
    under = f" under the keys {keys}" if keys else ""
    return (
        f"No canned replies were found{under}. Known are lists and maps of replies that have a title "
        "(title, name, subject, label, shortcut …) and a text (body, content, text, message, reply …), "
        "perhaps under replies: or macros:."
    )
