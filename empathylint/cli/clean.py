"""`empathylint clean`: what was kept for the next run, removed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from empathylint.cli.options import Config, settings_of
from empathylint.encoding import shown
from empathylint.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator


def clean(*, config: Config = None) -> None:
    """Remove the cache of this project, and what is kept for all of them."""
    from empathylint.printable import counted, line_of

    found = list(_kept(settings_of(config).root))
    for path in found:
        _unlink(path)
    for folder in sorted({os.path.dirname(path) for path in found}):
        if os.path.isdir(folder) and not os.listdir(folder):
            os.rmdir(folder)
            sys.stdout.write(f"Removed {line_of(os.path.relpath(folder))}\n")
    sys.stdout.write(f"{counted(len(found), 'file')} removed.\n")


def _unlink(path: str) -> None:
    """Removes a file. Raises UserError where that is not allowed; one that another run removes is gone as well."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise UserError(f"{shown(path)}: it cannot be removed ({error.strerror}). Check its permissions.") from None


def _kept(root: str) -> Iterator[str]:
    """The files that this program has written, by their names: nothing else is removed, and nothing behind a link."""
    from empathylint.cache import FILES, FOLDER
    from empathylint.kept import kept_path

    kinds = {os.path.join(root, FOLDER): FILES, str(kept_path("")): ("pack-*", "plugins-*")}
    for folder, names in kinds.items():
        for name in () if os.path.islink(folder) else names:
            yield from sorted(_matching(folder, name))


def _matching(folder: str, name: str) -> Iterator[str]:
    from fnmatch import fnmatch

    if os.path.isdir(folder):
        yield from (os.path.join(folder, entry) for entry in os.listdir(folder) if fnmatch(entry, name))
