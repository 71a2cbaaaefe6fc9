"""Compiles the rule pack into the wheel, so that an installed empathylint starts without reading YAML."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledPack(BuildHookInterface):  # type: ignore[type-arg]
    """A build hook that adds `empathylint/rules/pack.bin` to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles the pack; an editable install reads the checkout's rules instead."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        import msgspec

        from empathylint.pack import COMPILED, compile_pack

        self.folder = TemporaryDirectory()
        compiled = Path(self.folder.name) / COMPILED
        compiled.write_bytes(msgspec.msgpack.encode(compile_pack([Path(self.root) / "rules"])))
        build_data["force_include"][str(compiled)] = f"empathylint/rules/{COMPILED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatchling's
        """Removes the compiled pack once it is in the wheel."""
        if version != "editable":
            self.folder.cleanup()
