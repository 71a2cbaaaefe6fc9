"""`empathylint check`: the linter."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from empathylint.cli.options import (
    AllowCode,
    Config,
    InputFormat,
    Paths,
    StdinFilename,
    one_of,
    pairs,
    settings_of,
    split,
)
from empathylint.cli.progress import Progress
from empathylint.errors import UserError

if TYPE_CHECKING:
    from empathylint.report import Report

EPILOG = """Examples:

empathylint check transcripts/

empathylint check macros/ --format concise --ignore CLO001,tone

empathylint check export.csv --statistics

cat draft.txt | empathylint check - --stdin-filename draft.md
"""


def check(
    paths: Paths = None,
    *,
    output_format: Annotated[
        str, typer.Option("--format", metavar="NAME", help="rich, concise or json.", show_default="rich")
    ] = "",
    output_file: Annotated[Path | None, typer.Option("--output-file", "-o", help="Write the report to a file.")] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help="Run only these: codes, starts of codes (APO), groups (tone), or ALL."),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODES", help="Leave these out.")] = None,
    severity: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE=LEVEL", help="Give a rule another severity: off, info, warning or error."),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="LEVEL",
            help="The least severity for exit code 1: info, warning, error, or off.",
            show_default="warning",
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="auto, chat, email, voice, social, macro, bot or strict.",
            show_default="auto",
        ),
    ] = None,
    max_per_conversation: Annotated[
        int | None,
        typer.Option(metavar="N", help="Tell the N gravest findings of each conversation.", show_default="all"),
    ] = None,
    rewrite: Annotated[
        str,
        typer.Option(metavar="SCOPE", help="sentence, or reply for whole replies that several rewrites are about."),
    ] = "sentence",
    exclude: Annotated[list[str] | None, typer.Option(metavar="GLOB", help="Leave out files that match.")] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count findings by rule instead of listing them.")
    ] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even when there are findings.")] = False,
    force_exclude: Annotated[
        bool, typer.Option("--force-exclude", help="Hold `exclude` against named files too, as hooks need.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", metavar="N", min=1, help="How many processes share much work.", show_default="all cores"
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only: no summary, no progress.")] = False,
    config: Config = None,
    input_format: InputFormat = "",
    stdin_filename: StdinFilename = "",
    allow_code: AllowCode = False,
) -> None:
    """Lint transcripts and canned replies: findings with reasons and the words to use instead.

    Exit codes: 0 clean, 1 findings at or above --fail-on, 2 something to mend on the command line, in the
    config or in a file, 3 a bug in empathylint.
    """
    from msgspec.structs import replace

    from empathylint.reporters import REPORTERS
    from empathylint.run import lint_paths
    from empathylint.workers import cores

    if statistics and output_format == "json":
        msg = "--statistics is a table for people; leave it out, and count the findings of --format json"
        raise UserError(msg)
    if output_format:
        one_of("--format", output_format, REPORTERS)
    one_of("--rewrite", rewrite, ("sentence", "reply"))
    settings = settings_of(
        config,
        select=split(select),
        ignore=split(ignore),
        severity=pairs(severity),
        fail_on=fail_on,
        profile=profile,
        max_per_conversation=max_per_conversation,
        exclude=split(exclude),
        force_exclude=force_exclude or None,
        allow_code=allow_code or None,
    )
    with Progress(shown=not quiet) as progress:
        report = lint_paths(
            paths or ["."],
            settings,
            input_format=input_format,
            stdin_filename=stdin_filename,
            tick=progress.tick,
            jobs=jobs or cores(),
        )
    report = replace(report, whole_replies=rewrite == "reply")
    if statistics:
        from empathylint.reporters.statistics import render

        text = render(report)
    else:
        text = _drawn(report, output_format or "rich", quiet=quiet, for_file=output_file is not None)
    _write(text, output_file, path_shown=not quiet)
    _tell_problems(report, quiet=quiet, counted=(output_format or "rich") != "rich" or statistics)
    raise typer.Exit(0 if exit_zero and not report.problems else report.exit_code)


def _drawn(report: Report, output_format: str, *, quiet: bool, for_file: bool) -> str:
    if output_format != "rich":
        from empathylint.reporters import reporter

        return reporter(output_format).render(report)
    from empathylint.reporters.canvas import console
    from empathylint.reporters.drawn import drawn

    return drawn(report, console(for_file=for_file), summary=not quiet)


def _write(text: str, output_file: Path | None, *, path_shown: bool) -> None:
    if output_file is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        output_file.write_text(text, encoding="utf-8")
    except OSError as error:
        msg = f"{output_file}: cannot be written: {error.strerror}"
        raise UserError(msg) from None
    if path_shown:
        sys.stderr.write(f"Report written to {output_file}\n")


def _tell_problems(report: Report, *, quiet: bool, counted: bool) -> None:
    from empathylint.printable import line_of

    for problem in report.problems:
        sys.stderr.write(f"empathylint: {line_of(str(problem))}\n")
    if quiet:
        return
    for note in report.notes[:10]:
        sys.stderr.write(f"note: {line_of(str(note))}\n")
    if len(report.notes) > 10:  # noqa: PLR2004 - enough to see what it is about
        sys.stderr.write(f"note: {len(report.notes) - 10} more remarks like these\n")
    if report.passed_over and counted:
        sys.stderr.write(f"note: {report.passed_over}\n")
