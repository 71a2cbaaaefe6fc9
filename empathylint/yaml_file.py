"""Our own YAML files: settings, rules, cues, word lists. Every mistake in one is told alike, with its place."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from empathylint.encoding import read_text, shown
from empathylint.errors import UserError, did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

Shape = TypeVar("Shape", bound=Struct)
_REMEDY = "Mend that line; quote values that hold “:” or “#”."


def load_yaml(path: Path) -> Any:  # noqa: ANN401 - YAML holds anything
    """What a YAML file holds. Raises UserError with file, line and column."""
    return parsed(str(path), read_text(str(path)))


def parsed(path: str, text: str) -> Any:  # noqa: ANN401 - YAML holds anything
    """What a YAML text holds: yes, no, on, off and dates are words. Raises UserError with file, line and column."""
    import yaml

    try:
        loader = _loader()(text)
        try:
            node = loader.get_single_node()
            _check_once(node)
            return None if node is None else loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        why = " ".join((error.problem or "it cannot be parsed").split())
    except yaml.YAMLError:
        place, why = "", "it holds a character that YAML does not allow"
    except (ValueError, RecursionError):
        place, why = "", "it is nested too deeply, or holds a number that cannot be read"
    raise UserError(f"{shown(path)}{place}: this is not valid YAML: {why}. {_REMEDY}")


def _check_once(root: Any) -> None:  # noqa: ANN401 - a node of yaml, or None
    """Nothing, or an error of yaml for the first key that a map of the tree has twice."""
    import yaml

    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen or not isinstance(node, yaml.CollectionNode):
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
            continue
        first: dict[tuple[str, str], int] = {}
        for key, value in node.value:
            waiting += (key, value)
            if isinstance(key, yaml.ScalarNode) and (key.tag, key.value) in first:
                why = f"the key “{key.value}” stands in line {first[key.tag, key.value]} already"
                raise yaml.constructor.ConstructorError(None, None, why, key.start_mark)
            if isinstance(key, yaml.ScalarNode):
                first[key.tag, key.value] = key.start_mark.line + 1


@cache
def _loader() -> Any:  # noqa: ANN401 - a class made at run time
    """A safe loader to which yes, no, on and off are words, as in YAML 1.2, and dates are text."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        pass

    Loader.yaml_implicit_resolvers = {
        first: [
            (tag, shape)
            for tag, shape in resolvers
            if tag != "tag:yaml.org,2002:timestamp" and not (tag == "tag:yaml.org,2002:bool" and first in "yYnNoO")
        ]
        for first, resolvers in Loader.yaml_implicit_resolvers.items()
    }
    return Loader


def convert(path: Path, loaded: object, shape: type[Shape]) -> Shape:
    """What a YAML file holds, as the shape that is expected of it. Raises UserError with file and key."""
    _check_keys(str(path), loaded, shape)
    try:
        return msgspec.convert(loaded, shape)
    except msgspec.ValidationError as error:
        told = re.sub(r"`(?:\$\.)?([^`]*)`", r"“\1”", str(error))
        raise UserError(f"{path}: {told}") from None


def _check_keys(where: str, loaded: object, hint: Any) -> None:  # noqa: ANN401 - any annotation
    """Nothing, or UserError for the first key, at whatever depth, that the annotated shape does not have."""
    if isinstance(hint, type) and issubclass(hint, Struct):
        hints = get_type_hints(hint)
        known = {field.encode_name: hints[field.name] for field in msgspec.structs.fields(hint)}
        for key, value in loaded.items() if isinstance(loaded, dict) else ():
            if key not in known:
                raise UserError(f"{where}: unknown key “{key}”.{did_you_mean(str(key), known)}")
            _check_keys(f"{where}: {key}", value, known[key])
    elif get_origin(hint) is list:
        for number, entry in enumerate(loaded if isinstance(loaded, list) else (), 1):
            _check_keys(f"{where} {number}", entry, get_args(hint)[0])
    elif get_origin(hint) is dict:
        for key, value in loaded.items() if isinstance(loaded, dict) else ():
            _check_keys(f"{where}: {key}", value, get_args(hint)[1])
    else:
        for part in get_args(hint):
            _check_keys(where, loaded, part)
