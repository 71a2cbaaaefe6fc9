"""What is worked out once and kept in the user's cache."""

from __future__ import annotations

import os
from pathlib import Path

_MOST = 6  # files of a kind


def kept_path(name: str) -> Path:
    """Where the cache keeps a file: `pack-` and what tells one pack from the other, and an ending."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(home) if home else Path.home() / ".cache") / "empathylint" / name


def keep(path: Path, content: bytes) -> None:
    """Writes a cache file whole or not at all, and drops the oldest; a cache that cannot be written is done without."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(content)
        draft.replace(path)
        alike = path.parent.glob(f"{path.name.partition('-')[0]}-*{path.suffix}")
        for old in sorted(alike, key=lambda kept: kept.stat().st_mtime)[:-_MOST]:
            old.unlink(missing_ok=True)
    except OSError:
        return
