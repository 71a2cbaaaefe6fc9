"""Files that run empathylint before each commit and in CI systems, as docs/ci tells of them."""

from __future__ import annotations

import os
import re
from typing import Final

from msgspec import Struct

from empathylint import __version__
from empathylint.encoding import read_text

REPOSITORY: Final = "https://github.com/empathylint/empathylint"
HOOK: Final = f"""\
  - repo: {REPOSITORY}
    rev: v{__version__}
    hooks:
      - id: empathylint
"""
_FOR_WHO_COPIES: Final = re.compile(r"\A(\S+ )Copy (?:in)?to \S+: (\w)")


class CiSystem(Struct, frozen=True):
    """A CI system: the file or folder that tells of it, the file that runs empathylint, and its text in docs/ci."""

    told_by: str
    file: str
    text: str

    @property
    def is_ours(self) -> bool:
        """Whether the file that runs empathylint runs nothing else."""
        return self.file != self.told_by


CI_SYSTEMS: Final = {
    "github": CiSystem(".github/workflows", ".github/workflows/empathylint.yml", "github-actions.yml"),
    "gitlab": CiSystem(".gitlab-ci.yml", ".gitlab-ci.yml", "gitlab-ci.yml"),
    "azure": CiSystem("azure-pipelines.yml", "azure-pipelines.yml", "azure-pipelines.yml"),
    "jenkins": CiSystem("Jenkinsfile", "Jenkinsfile", "Jenkinsfile"),
}


def ci_file(system: str) -> str:
    """The text of the file that runs empathylint in a CI system, without what tells its reader where to copy it."""
    here = os.path.dirname(__file__)
    shipped = os.path.join(here, "ci")
    folder = shipped if os.path.isdir(shipped) else os.path.join(os.path.dirname(here), "docs", "ci")
    text = read_text(os.path.join(folder, CI_SYSTEMS[system].text))
    return _FOR_WHO_COPIES.sub(lambda found: found[1] + found[2].upper(), text)
