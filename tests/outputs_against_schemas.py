"""Validates what `check` prints with the schemas that other tools publish.

python tests/outputs_against_schemas.py FOLDER-OF-SCHEMAS PATHS…
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from jsonschema.validators import validator_for

SCHEMAS = {"sarif": "sarif-2.1.0.json", "rdjson": "rdjson-DiagnosticResult.json"}


def main(folder: Path, paths: list[str]) -> int:
    """1 where an output is not what its schema asks for, else 0; tells how many findings each held."""
    failed = False
    for name, schema in SCHEMAS.items():
        command = [sys.executable, "-m", "empathylint", "check", *paths, "--format", name]
        written = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
        known = json.loads((folder / schema).read_text(encoding="utf-8"))
        mistakes = list(validator_for(known)(known).iter_errors(written))
        count = len(written["diagnostics"] if name == "rdjson" else written["runs"][0]["results"])
        sys.stdout.write(f"{name}: {count} findings, {len(mistakes)} mistakes against {schema}\n")
        for mistake in mistakes[:5]:
            sys.stdout.write(f"  {mistake.json_path}: {mistake.message[:200]}\n")
        failed = failed or bool(mistakes) or not count
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
