"""Text out of files in whatever encoding they were saved, without ever waiting on a pipe."""

from __future__ import annotations

import codecs
import os
import stat
from typing import Final

from empathylint.errors import UserError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD: Final = 8192
_NOT_ASCII: Final = bytes(range(0x80))
_SIGNS: Final = b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa1\xa3\xa9\xae\xb0\xbd\xbf"
_WESTERN: Final = frozenset((*_SIGNS, *range(0xC0, 0x100)))
_WESTERN_SHARE: Final = 0.1


def read_text(path: str) -> str:
    """The text of a file without its byte order mark, line ends as they stand.

    Raises UserError, one line that names the file and a remedy, where the path is missing, is no regular
    file, may not be read, or holds no text.
    """
    return decode(read_bytes(path), path)


def decode(raw: bytes, path: str) -> str:
    """The text in `raw` without its byte order mark; `path` names it in the UserError for what is no text."""
    return decode_as(raw, path)[0]


def decode_as(raw: bytes, path: str) -> tuple[str, str]:
    """The text in `raw` and the name of the codec that would write it back, byte order mark included."""
    codec = next((codec for mark, codec in _MARKS if raw.startswith(mark)), "") or _wide(raw)
    if not codec and b"\0" in raw[:_HEAD]:
        raise UserError(_no_text(path))
    try:
        return raw.decode(codec or "utf-8"), codec or "utf-8"
    except UnicodeDecodeError as error:
        if codec:
            raise UserError(_broken(raw, path, codec, error.start)) from None
        return _guess(raw, path, error.start)


def encode_as(text: str, codec: str, raw: bytes) -> bytes:
    """The text in the encoding that `decode_as` read out of `raw`, with the same byte order mark.

    Raises UnicodeEncodeError where the encoding has no such letters.
    """
    if codec in {"utf-16", "utf-32"}:
        mark = next(mark for mark, name in _MARKS if name == codec and raw.startswith(mark))
        return mark + text.encode(f"{codec}-{'le' if mark[:2] == codecs.BOM_UTF16_LE else 'be'}")
    return text.encode(codec)


def read_bytes(path: str) -> bytes:
    """The bytes of a regular file; UserError for anything else, which is never opened."""
    try:
        mode = os.stat(path).st_mode
        if not stat.S_ISREG(mode):
            raise UserError(_no_file(path, mode))
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        message = f"{shown(path)}: there is no such file. Check the spelling and the folder you are in."
    except PermissionError:
        message = f"{shown(path)}: no permission to read it. Change its permissions, or leave it out."
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        message = f"{shown(path)}: it cannot be read ({why}). Check the path, or leave it out."
    raise UserError(message)


def shown(path: str) -> str:
    """The path as one printable line, with escapes for line breaks, controls and bytes that are no UTF-8."""
    return "".join(char if char.isprintable() else _escaped(char) for char in path)


def _escaped(char: str) -> str:
    """A Python escape for one character; a byte that Python smuggled in shows as itself."""
    code = ord(char)
    smuggled = 0xDC80 <= code <= 0xDCFF  # noqa: PLR2004 - the range PEP 383 sets aside
    return f"\\x{code - 0xDC00:02x}" if smuggled else char.encode("unicode_escape").decode()


def _wide(raw: bytes) -> str:
    """`utf-16-le` or `utf-16-be` for two-byte text without a mark: zeros at every other place. Else empty."""
    head = raw[:_HEAD]
    half = len(head) // 2
    if not half or len(raw) % 2 or b"\0" not in head:
        return ""
    first, second = head[0::2].count(0), head[1::2].count(0)
    if first == 0 and second * 2 > half:
        return "utf-16-le"
    return "utf-16-be" if second == 0 and first * 2 > half else ""


def _guess(raw: bytes, path: str, bad: int) -> tuple[str, str]:
    """The text and the likeliest codec of bytes that are no UTF-8."""
    if _nearly_utf8(raw):
        raise UserError(_broken(raw, path, "utf-8", bad))
    if _is_western(raw):
        return raw.decode("cp1252"), "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    if best is None:
        raise UserError(_no_text(path))
    return raw.decode(best.encoding), best.encoding


def _nearly_utf8(raw: bytes) -> bool:
    """Whether most characters beyond ASCII are sound UTF-8: a damaged file, not another encoding."""
    text = raw.decode("utf-8", "replace")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return beyond > 2 * text.count("\ufffd")


def _is_western(raw: bytes) -> bool:
    """Whether this reads as mostly plain letters with the accents and curly quotes of Windows-1252.

    charset-normalizer takes a short “I’m sorry” in that encoding for Big5 and loses letters, so the likeliest
    encoding of English customer service is tried by itself.
    """
    beyond = raw.translate(None, _NOT_ASCII)
    return len(beyond) <= _WESTERN_SHARE * len(raw) and _WESTERN.issuperset(beyond)


def _broken(raw: bytes, path: str, codec: str, bad: int) -> str:
    """The message for one bad byte in an encoding that is known."""
    place = f"a byte in line {raw.count(10, 0, bad) + 1}" if codec.startswith("utf-8") else "a byte"
    name = codec.upper().removesuffix("-SIG")
    return f"{shown(path)}: {place} is not {name}, though the rest is. Save the file as UTF-8."


def _no_text(path: str) -> str:
    """The message for bytes in which no text can be seen."""
    return f"{shown(path)}: this is not a text file. Save it as UTF-8 text, or leave it out."


def _no_file(path: str, mode: int) -> str:
    """The message for a path that is there and no regular file."""
    if stat.S_ISDIR(mode):
        return f"{shown(path)}: this is a folder. Name a file in it."
    kind = "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
    return f"{shown(path)}: this is {kind}, not a file. Save its text to a file first, or pipe it in as “-”."
