"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from empathylint.encoding import decode, decode_as, encode_as, read_bytes, shown
from empathylint.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping


def rewrite_file(path: str, before: str, after: str) -> None:
    """Puts the text `after` in the place of `before`, in the file's own encoding and with its mode.

    The new file is written beside the old one and takes its place at once, so that nothing is lost when the disk is
    full or the power fails. Raises UserError where the file has changed since it was read, or cannot be written.
    """
    target = os.path.realpath(path)
    raw = read_bytes(target)
    text, codec = decode_as(raw, path)
    if text != before:
        raise UserError(f"{shown(path)}: not mended, for it has changed since it was read. Run the command again.")
    try:
        content = encode_as(after, codec, raw)
    except UnicodeEncodeError:
        raise UserError(
            f"{shown(path)}: not mended, for its encoding {codec} lacks a letter. Save it as UTF-8."
        ) from None
    if encode_as(text, codec, raw) != raw or decode(content, path) != after:
        raise UserError(f"{shown(path)}: not mended, for {codec} cannot be written back as it was. Save it as UTF-8.")
    if not os.access(target, os.W_OK):
        raise UserError(f"{shown(path)}: not mended, for it is read-only. Change its permissions, or leave it out.")
    write_whole(target, content, like=os.stat(target), named=path)


def write_whole(path: str, content: bytes, *, like: os.stat_result | None = None, named: str = "") -> None:
    """Writes a file whole or not at all, with the mode and owner that another one was `like`.

    Raises UserError, which calls the file `named`, and leaves what was there, where that cannot be done.
    """
    try:
        _write(path, content, like)
    except OSError as error:
        raise UserError(f"{shown(named or path)}: cannot be written ({error.strerror}). Nothing was changed.") from None


def write_new(contents: Mapping[str, bytes]) -> None:
    """Writes files that are not there yet, all of them or none, with the folders that they need. Raises UserError."""
    with ExitStack() as undo:
        for path, content in contents.items():
            try:
                _make_folder(os.path.dirname(path), undo)
                with open(path, "xb") as file:
                    undo.callback(os.unlink, path)
                    file.write(content)
            except OSError as error:
                raise UserError(f"{shown(path)}: cannot be written ({error.strerror}). Nothing was changed.") from None
        undo.pop_all()


def _make_folder(folder: str, undo: ExitStack) -> None:
    if folder and not os.path.isdir(folder):
        _make_folder(os.path.dirname(folder), undo)
        os.mkdir(folder)
        undo.callback(os.rmdir, folder)


def _write(path: str, content: bytes, like: os.stat_result | None) -> None:
    draft = os.path.join(os.path.dirname(path), f".empathylint-{os.urandom(6).hex()}.tmp")
    file = open(draft, "xb")  # noqa: SIM115 - a draft that was not there before is the one to clear away
    try:
        with file:
            if like is not None:
                _make_like(draft, like)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)
        raise


def _make_like(draft: str, like: os.stat_result) -> None:
    """Gives a file the owner, as far as that may be done, and the mode of another one."""
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(draft, like.st_uid, like.st_gid)
    os.chmod(draft, stat.S_IMODE(like.st_mode))
