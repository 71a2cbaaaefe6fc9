"""Files met while walking a folder."""

from __future__ import annotations

import os
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from empathylint.encoding import shown
from empathylint.gitignore import NAME, Chain, ignore_in, ignores_above, is_ignored
from empathylint.globs import covers, names_itself
from empathylint.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

Identity = tuple[int, int]

READABLE: Final = frozenset(
    {".md", ".mdx", ".markdown", ".txt", ".json", ".jsonl", ".ndjson", ".yaml", ".yml"}
    | {".csv", ".tsv", ".vtt", ".srt", ".eml", ".html", ".htm"},
)
_SKIPPED: Final = frozenset(
    {"node_modules", "bower_components", "__pycache__", "__pypackages__", "site-packages", "venv"},
)


class Found(Struct, frozen=True, gc=False):
    """A file to read. An explicit one was named by the user, or by `include`, and must be readable."""

    path: str
    explicit: bool = False


class Visit(Struct, frozen=True):
    """A walk through `root`, which lies at `place` as seen from the settings' folder.

    With `rest`, the end of a glob from its `**` on, only files that it names are kept, whatever their suffix.
    """

    root: str
    place: str = "."
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    rest: str = ""

    @property
    def before(self) -> str:
        """What stands before a path inside the root to make it one that can be opened."""
        return "" if os.path.normpath(self.root) == "." else os.path.join(self.root, "")

    def placed(self, inside: str) -> str:
        """A path inside the root as globs of the settings see it."""
        return inside if self.place == "." else f"{self.place}/{inside}"

    def opens(self, name: str) -> bool:
        """Whether a folder of that name is entered: hidden and installed ones if a glob spells it out."""
        hidden = name.startswith(".") or name in _SKIPPED
        return not hidden or any(name in glob.split("/") for glob in (*self.include, self.rest))

    def wants(self, inside: str, name: str) -> Found | None:
        """The file, when its name is one to read."""
        readable = name[name.rfind(".") :].lower() in READABLE and not name.startswith(".")
        if self.rest:
            return Found(self.before + inside, explicit=True) if names_itself((self.rest,), inside) else None
        if not self.include:
            return Found(self.before + inside) if readable else None
        spelled = names_itself(self.include, self.placed(inside))
        explicit = spelled or covers(self.include, self.placed(inside))
        return Found(self.before + inside, explicit=explicit) if readable or spelled else None


class _Room(Struct, frozen=True):
    """A folder on the way: what is left in it, its path inside the root, the .gitignore files in force."""

    entries: Iterator[os.DirEntry[str]]
    inside: str
    chain: Chain
    device: int


def walk(visit: Visit, seen: set[Identity]) -> Iterator[Found | Problem]:
    """The files to read in a folder, sorted, each real file once; adds them to `seen`.

    Links are followed, but no folder is entered twice, nor one that holds the root.
    """
    entered: set[Identity] = set()
    rooms = [_enter(visit, "", ignores_above(visit.root), entered)]
    while rooms:
        room = rooms.pop()
        if isinstance(room, Problem):
            yield room
            continue
        for entry in room.entries:
            if _is_folder(entry):
                if _leads_on(visit, room, entry):
                    rooms += (room, _enter(visit, f"{room.inside}{entry.name}/", room.chain, entered))
                    break
                continue
            found = visit.wants(room.inside + entry.name, entry.name)
            if found and _is_new(visit, room, entry, seen):
                yield found


def _enter(visit: Visit, inside: str, chain: Chain, entered: set[Identity]) -> _Room | Problem:
    """A folder with its entries sorted; without any when it was entered before."""
    path = visit.before + inside or "."
    try:
        status = os.stat(path)
        with os.scandir(path) as scan:
            entries = sorted(scan, key=attrgetter("name"))
    except OSError as error:
        why = f"this folder cannot be listed ({error.strerror}). Check its permissions."
        return Problem(shown(path), why)
    identity = (status.st_dev, status.st_ino)
    if identity in entered:
        return _Room(iter(()), inside, chain, status.st_dev)
    entered.add(identity)
    if any(entry.name == NAME and _is_file(entry) for entry in entries):
        chain += ignore_in(path, len(inside))
    return _Room(iter(entries), inside, chain, status.st_dev)


def _leads_on(visit: Visit, room: _Room, entry: os.DirEntry[str]) -> bool:
    """Whether a folder is to be entered."""
    inside = room.inside + entry.name
    if not visit.opens(entry.name) or (entry.is_symlink() and _holds(entry.path, visit.root)):
        return False
    return not _is_left_out(visit, room, inside, f"{inside}/")


def _is_new(visit: Visit, room: _Room, entry: os.DirEntry[str], seen: set[Identity]) -> bool:
    """Whether this is a regular file that nothing leaves out and that is new; adds it to `seen`."""
    inside = room.inside + entry.name
    if not _is_file(entry) or _is_left_out(visit, room, inside, inside):
        return False
    identity = _identity(room, entry)
    if identity in seen:
        return False
    seen.add(identity)
    return True


def _is_left_out(visit: Visit, room: _Room, inside: str, for_git: str) -> bool:
    """Whether .gitignore or `exclude` leaves a path out."""
    if room.chain and is_ignored(room.chain, for_git):
        return True
    return bool(visit.exclude) and covers(visit.exclude, visit.placed(inside))


def _identity(room: _Room, entry: os.DirEntry[str]) -> Identity:
    """Device and inode of the file itself."""
    if not entry.is_symlink():
        return room.device, entry.inode()
    status = entry.stat()
    return status.st_dev, status.st_ino


def _holds(link: str, root: str) -> bool:
    """Whether a link leads to a folder that holds the root: following it would read what was never named."""
    above = os.path.join(os.path.realpath(link), "")
    return os.path.join(os.path.realpath(root), "").startswith(above)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder or leads to one; a broken link does not."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a regular file or leads to one; pipes and devices are not."""
    try:
        return entry.is_file()
    except OSError:
        return False
