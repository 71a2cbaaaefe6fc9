"""The settings that `empathylint init` writes, and the texts of the files that it offers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from empathylint import __version__
from empathylint.printable import counted

if TYPE_CHECKING:
    from empathylint.survey import Survey

REPOSITORY = "https://github.com/empathylint/empathylint"
_SCHEMA = f"https://raw.githubusercontent.com/empathylint/empathylint/v{__version__}/empathylint/schemas/config.json"
_CONFIG = """\
# yaml-language-server: $schema={schema}
# Settings of empathylint. Found when this was written:
# {found}.

# The kind of text that severities are tuned for: auto follows each file; or chat, email, voice, social, macro, bot,
# strict.
profile: {profile}

# The least severity that makes the exit code 1: info, warning, error, or off.
fail-on: warning

# Findings that are known and not told, by hashes. Made by: empathylint check --write-baseline
{off}baseline: {baseline}

# Which rules speak: codes, starts of codes (APO), groups (tone); and other severities for some.
# select: [ALL]
# ignore: [CLO001]
# severity: {{TON005: error}}
# per-file-ignores: {{"legacy/**": [tone]}}

# Files and folders that are passed over, and files that must be readable, whatever they look like.
# exclude: ["archive/**"]
# include: ["replies/*.txt"]
{speakers}
# What only you know: terms in plain words, names, phrases that no reply is to hold, links, opening hours.
{house}
# Your own rules, the same YAML as those that come with empathylint.
# rules: [house-rules/]
"""
_HOUSE = """\
{off}house:
{desk}
#   glossary: {{RMA: a return}}
#   names: [Acme PLUS]
#   banned: {{no worries: you're welcome}}
#   knowledge-base: {{refund: https://help.acme.example/refunds}}
"""
_SPEAKERS = """
# Who speaks for the company, where names do not tell.
# speakers: {"Jane*": agent, "Web Visitor": customer}
"""
HOOK = f"""\
  - repo: {REPOSITORY}
    rev: v{__version__}
    hooks:
      - id: empathylint
"""
CI_FILES = {"github": "github-actions.yml", "gitlab": "gitlab-ci.yml"}


def first_config(found: Survey, baseline: str, *, has_baseline: bool) -> str:
    """The text of a config that fits what was found, each key told of in a line, those that are not used commented."""
    return _CONFIG.format(
        schema=_SCHEMA,
        found=told(found),
        profile=found.profile,
        baseline=baseline,
        off="" if has_baseline else "# ",
        speakers=_SPEAKERS if found.conversations else "",
        house=_HOUSE.format(
            off="" if found.help_desk else "# ",
            desk=f"  help-desk: {found.help_desk}" if found.help_desk else "#   help-desk: zendesk",
        ),
    )


def told(found: Survey) -> str:
    """What was found, in a line."""
    counts = [
        counted(number, noun, several)
        for number, noun, several in (
            (found.replies, "canned reply", "canned replies"),
            (found.conversations, "conversation", ""),
        )
        if number
    ]
    if not counts:
        return "nothing yet"
    files = ", ".join(f"{name} {number}" for name, number in found.formats.items())
    placeholders = f"; placeholders are those of {found.help_desk}" if found.help_desk else ""
    return f"{' and '.join(counts)} in {counted(sum(found.formats.values()), 'file')} ({files}){placeholders}"


def ci_file(system: str) -> str:
    """The text of the file that runs empathylint in a CI system, as docs/ci has it."""
    inside = Path(__file__).parent / "ci"
    folder = inside if inside.is_dir() else Path(__file__).parent.parent / "docs" / "ci"
    return (folder / CI_FILES[system]).read_text(encoding="utf-8")
