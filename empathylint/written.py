"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

from empathylint.encoding import decode_as, encode_as, read_bytes, shown
from empathylint.errors import UserError


def rewrite_file(path: str, before: str, after: str) -> None:
    """Puts the text `after` in the place of `before`, in the file's own encoding and with its mode.

    The new file is written beside the old one and takes its place at once, so that nothing is lost when the disk is
    full or the power fails. Raises UserError where the file has changed since it was read, or cannot be written.
    """
    target = os.path.realpath(path)
    raw = read_bytes(target)
    text, codec = decode_as(raw, path)
    if text != before or encode_as(text, codec, raw) != raw:
        why = "it has changed since it was read" if text != before else f"its {codec} cannot be written back as it was"
        raise UserError(f"{shown(path)}: not mended, for {why}. Run the command again, or save the file as UTF-8.")
    try:
        content = encode_as(after, codec, raw)
    except UnicodeEncodeError:
        raise UserError(
            f"{shown(path)}: not mended, for its encoding {codec} lacks a letter. Save it as UTF-8."
        ) from None
    try:
        _write(target, content, stat.S_IMODE(os.stat(target).st_mode))
    except OSError as error:
        raise UserError(_not_written(path, error)) from None


def write_whole(path: str, content: bytes, mode: int | None = None) -> None:
    """Writes a file whole or not at all. Raises UserError, and leaves what was there, where that cannot be done."""
    try:
        _write(path, content, mode)
    except OSError as error:
        raise UserError(_not_written(path, error)) from None


def _not_written(path: str, error: OSError) -> str:
    return f"{shown(path)}: cannot be written ({error.strerror}). Nothing was changed."


def _write(path: str, content: bytes, mode: int | None) -> None:
    draft = f"{path}.{os.getpid()}.tmp"
    try:
        with open(draft, "xb") as file:
            if mode is not None:
                os.chmod(draft, mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    finally:
        with suppress(OSError):
            os.unlink(draft)
