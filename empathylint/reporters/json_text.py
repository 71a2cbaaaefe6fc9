"""JSON that prints as safely as any other text, and says the same to whoever parses it."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from empathylint.encoding import shown
from empathylint.printable import COMMANDS

_LONE = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile(f"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|{COMMANDS}")


def document(value: object) -> str:
    """A value as indented JSON, its last line ended."""
    return _seen(msgspec.json.format(_encoded(value), indent=2))


def one_line(value: object) -> str:
    """A value as a line of JSON."""
    return _seen(_encoded(value))


def _seen(encoded: bytes) -> str:
    """JSON with direction marks, what terminals obey, and the commands of CI systems as escapes: all are in strings."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded.decode()) + "\n"


def _encoded(value: object) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_sound(msgspec.to_builtins(value)))


def _sound(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """The value with lone surrogates, which JSON readers refuse, shown by their escapes."""
    if isinstance(value, str):
        return _LONE.sub(lambda found: shown(found[0]), value)
    if isinstance(value, dict):
        return {_sound(key): _sound(one) for key, one in value.items()}
    return [_sound(one) for one in value] if isinstance(value, list | tuple) else value
