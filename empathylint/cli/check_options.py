"""The options of `empathylint check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_FINDINGS, _FIXING, _ADOPTING, _FILES = "What to tell", "Fixing canned replies", "Adopting on old text", "Files"

OutputFormat = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="NAME[:FILE]",
        help="rich, concise, json, jsonl, sarif, github, gitlab, junit, rdjson, checkstyle, markdown, or auto. "
        "May be given several times, each but one with a file.",
        show_default="rich",
    ),
]
OutputFile = Annotated[Path | None, typer.Option("--output-file", "-o", help="Write the report to a file.")]
Select = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CODES",
        help="Run only these: codes, starts of codes (APO), groups (tone), or ALL.",
        rich_help_panel=_FINDINGS,
    ),
]
Ignore = Annotated[list[str] | None, typer.Option(metavar="CODES", help="Leave these out.", rich_help_panel=_FINDINGS)]
Severity = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CODE=LEVEL",
        help="Give a rule another severity: off, info, warning or error.",
        rich_help_panel=_FINDINGS,
    ),
]
FailOn = Annotated[
    str | None,
    typer.Option(
        metavar="LEVEL",
        help="The least severity for exit code 1: info, warning, error, or off.",
        show_default="warning",
        rich_help_panel=_FINDINGS,
    ),
]
Profile = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="auto, chat, email, voice, social, macro, bot or strict.",
        show_default="auto",
        rich_help_panel=_FINDINGS,
    ),
]
MaxPerConversation = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="Tell the N gravest findings of each conversation.",
        show_default="all",
        rich_help_panel=_FINDINGS,
    ),
]
Rewrite = Annotated[
    str,
    typer.Option(
        metavar="SCOPE",
        help="sentence, or reply for whole replies that several rewrites are about.",
        rich_help_panel=_FINDINGS,
    ),
]
Statistics = Annotated[
    bool,
    typer.Option("--statistics", help="Count findings by rule instead of listing them.", rich_help_panel=_FINDINGS),
]
Fix = Annotated[
    bool,
    typer.Option("--fix", help="Put the rewrites that say the same into the files.", rich_help_panel=_FIXING),
]
UnsafeFixes = Annotated[
    bool,
    typer.Option(
        "--unsafe-fixes",
        help="With --fix or --diff: also those that say something else, and leave no blank.",
        rich_help_panel=_FIXING,
    ),
]
Diff = Annotated[
    bool,
    typer.Option(
        "--diff", help="Show what --fix would change, and change nothing; 1 if anything.", rich_help_panel=_FIXING
    ),
]
FixOnly = Annotated[
    bool, typer.Option("--fix-only", help="Fix, and do not tell what is left.", rich_help_panel=_FIXING)
]
Baseline = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Do not tell findings that this file knows.", rich_help_panel=_ADOPTING),
]
WriteBaseline = Annotated[
    bool,
    typer.Option("--write-baseline", help="Write all findings to the baseline.", rich_help_panel=_ADOPTING),
]
UpdateBaseline = Annotated[
    bool,
    typer.Option("--update-baseline", help="Drop from the baseline what is gone.", rich_help_panel=_ADOPTING),
]
Since = Annotated[
    str | None,
    typer.Option(
        metavar="REV", help="Tell only findings on lines changed since a git revision.", rich_help_panel=_ADOPTING
    ),
]
RequireReasons = Annotated[
    bool,
    typer.Option(
        "--require-reasons",
        help="Report comments that silence rules without a reason.",
        rich_help_panel=_ADOPTING,
    ),
]
Exclude = Annotated[
    list[str] | None, typer.Option(metavar="GLOB", help="Leave out files that match.", rich_help_panel=_FILES)
]
ForceExclude = Annotated[
    bool,
    typer.Option(
        "--force-exclude",
        help="Hold `exclude` against named files too, as hooks need.",
        rich_help_panel=_FILES,
    ),
]
FilesFrom = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="Read paths from a file, one a line or ended by NUL; - reads standard input.",
        rich_help_panel=_FILES,
    ),
]
ShowFiles = Annotated[
    bool, typer.Option("--show-files", help="List the files that would be read.", rich_help_panel=_FILES)
]
ShowSettings = Annotated[
    bool, typer.Option("--show-settings", help="Print the settings that hold here.", rich_help_panel=_FILES)
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even when there are findings.")]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", metavar="N", min=1, help="How many processes share much work.", show_default="all cores"
    ),
]
Watch = Annotated[
    bool, typer.Option("--watch", help="Lint again whenever a file changes, until Ctrl-C.", rich_help_panel=_FILES)
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Lint all anew, and keep nothing.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only: no summary, no progress.")]
