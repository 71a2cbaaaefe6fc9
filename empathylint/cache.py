"""What was found in files, kept until they, the settings or the rules change."""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from empathylint import __version__
from empathylint.file_report import FileReport

if TYPE_CHECKING:
    import sqlite3

    from empathylint.settings import Settings

FOLDER = ".empathylint_cache"
_FILE = "reports.sqlite"
FILES = (_FILE, f"{_FILE}-wal", f"{_FILE}-shm", ".gitignore")
_OLDEST = 30 * 24 * 3600  # seconds for which a report that nobody asks for is kept
_PATIENCE = 2.0  # seconds to wait for another run that writes
_NOT_ABOUT_FINDINGS = {
    "exclude": (), "include": (), "force_exclude": False, "source": "", "given": frozenset[str](), "baseline": "",
}  # fmt: skip


class Cache:
    """Reports on files by what they hold, in a folder of the project that git ignores.

    A cache that cannot be read or written is done without. Runs side by side share it: each writes once, at its end.
    """

    def __init__(self, root: str, settings: Settings, rules: str) -> None:
        self._folder = os.path.join(root, FOLDER)
        about = replace(settings, **_NOT_ABOUT_FINDINGS)
        self._about = f"{__version__}\0{rules}\0{about!r}\0".encode(errors="surrogatepass")
        self._new: dict[bytes, bytes] = {}
        self._used: list[bytes] = []
        self._connection = self._open()

    def key(self, path: str, text: str, input_format: str) -> bytes:
        """What tells a file from all others, as far as findings hang on it."""
        digest = hashlib.blake2b(self._about, digest_size=16)
        digest.update(f"{path}\0{input_format}\0{text}".encode(errors="surrogatepass"))
        return digest.digest()

    def find(self, key: bytes) -> FileReport | None:
        """The report of a key, or None."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT report FROM reports WHERE key = ?", (key,)).fetchone()
            found = _decoder().decode(row[0]) if row else None
        except Exception:  # noqa: BLE001 - whatever is wrong with a cache, the file is linted again
            return None
        if found is not None:
            self._used.append(key)
        return found

    def keep(self, key: bytes, report: FileReport) -> None:
        """Keeps a report, for as long as the run lasts; `close` writes it."""
        if self._connection is not None:
            with suppress(TypeError, ValueError):  # metadata that JSON cannot hold
                self._new[key] = msgspec.json.encode(report)

    def close(self) -> bool:
        """Whether anything was known. Writes what is new, and drops what nobody asked for in a month."""
        if self._connection is None:
            return False
        try:
            with self._connection:
                self._write(self._connection)
        except Exception as error:  # noqa: BLE001 - a full disk, another run that writes for long
            if _is_broken(error):
                _remove(os.path.join(self._folder, _FILE))
        finally:
            self._connection.close()
            self._connection = None
        return bool(self._used)

    def _write(self, connection: sqlite3.Connection) -> None:
        now = int(time.time())
        if self._new:
            rows = [(key, now, report) for key, report in self._new.items()]
            connection.executemany("INSERT OR REPLACE INTO reports VALUES (?, ?, ?)", rows)
            connection.execute("DELETE FROM reports WHERE used < ?", (now - _OLDEST,))
        stale = [(now, key, now - _OLDEST // 2) for key in self._used]
        connection.executemany("UPDATE reports SET used = ? WHERE key = ? AND used < ?", stale)

    def _open(self) -> sqlite3.Connection | None:
        try:
            _ready(self._folder)
            return _connected(os.path.join(self._folder, _FILE))
        except Exception:  # noqa: BLE001 - a folder without leave to write, a Python without sqlite, a broken file
            return None


@cache
def _decoder() -> msgspec.json.Decoder[FileReport]:
    return msgspec.json.Decoder(FileReport)


def _ready(folder: str) -> None:
    """Makes the folder, for its owner alone, and tells git to leave it out. A link, leading elsewhere, is an error."""
    if os.path.islink(folder):
        raise NotADirectoryError(folder)
    if not os.path.isdir(folder):
        os.makedirs(folder, mode=0o700)
    ignore = os.path.join(folder, ".gitignore")
    if not os.path.exists(ignore):
        with open(ignore, "w", encoding="utf-8") as file:
            file.write("# Made by empathylint.\n*\n")


def _connected(path: str) -> sqlite3.Connection:
    """A connection to the file, which is begun anew where it is broken."""
    import sqlite3

    for attempt in (1, 2):
        connection = sqlite3.connect(path, timeout=_PATIENCE)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("CREATE TABLE IF NOT EXISTS reports (key BLOB PRIMARY KEY, used INTEGER, report BLOB)")
        except sqlite3.DatabaseError as error:
            connection.close()
            if attempt == 2 or not _is_broken(error):  # noqa: PLR2004 - once is enough
                raise
            _remove(path)
        else:
            return connection
    raise AssertionError


def _is_broken(error: Exception) -> bool:
    """Whether an error tells that the file holds no sound database; others pass by themselves."""
    import sqlite3

    return type(error) is sqlite3.DatabaseError


def _remove(path: str) -> None:
    """Removes a file of the cache with what SQLite keeps beside it, which would spoil a new one."""
    for file in (path, f"{path}-wal", f"{path}-shm"):
        with suppress(OSError):
            os.unlink(file)
