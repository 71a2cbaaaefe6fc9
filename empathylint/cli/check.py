"""`empathylint check`: the linter."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from empathylint.cli.check_options import (
    Baseline,
    Diff,
    Exclude,
    ExitZero,
    FailOn,
    FilesFrom,
    Fix,
    FixOnly,
    ForceExclude,
    Ignore,
    Jobs,
    MaxPerConversation,
    NoCache,
    OutputFile,
    OutputFormat,
    Profile,
    Quiet,
    RequireReasons,
    Rewrite,
    Select,
    Severity,
    ShowFiles,
    ShowSettings,
    Since,
    Statistics,
    UnsafeFixes,
    UpdateBaseline,
    Watch,
    WriteBaseline,
)
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
from empathylint.cli.sifting import changed_since, wanted_part, without_known
from empathylint.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from empathylint.fix import FixedFile
    from empathylint.report import Report
    from empathylint.settings import Settings

EPILOG = """Examples:

empathylint check transcripts/

empathylint check macros/ --format concise --ignore CLO001,tone

empathylint check macros/ --diff --unsafe-fixes

empathylint check macros/ --since origin/main --format github

cat draft.txt | empathylint check - --stdin-filename draft.md
"""


def check(
    paths: Paths = None,
    *,
    output_format: OutputFormat = None,
    output_file: OutputFile = None,
    select: Select = None,
    ignore: Ignore = None,
    severity: Severity = None,
    fail_on: FailOn = None,
    profile: Profile = None,
    max_per_conversation: MaxPerConversation = None,
    rewrite: Rewrite = "sentence",
    statistics: Statistics = False,
    fix: Fix = False,
    unsafe_fixes: UnsafeFixes = False,
    diff: Diff = False,
    fix_only: FixOnly = False,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = False,
    update_baseline: UpdateBaseline = False,
    since: Since = None,
    require_reasons: RequireReasons = False,
    exclude: Exclude = None,
    force_exclude: ForceExclude = False,
    files_from: FilesFrom = None,
    show_files: ShowFiles = False,
    show_settings: ShowSettings = False,
    input_format: InputFormat = "",
    stdin_filename: StdinFilename = "",
    exit_zero: ExitZero = False,
    jobs: Jobs = None,
    watch: Watch = False,
    no_cache: NoCache = False,
    quiet: Quiet = False,
    config: Config = None,
    allow_code: AllowCode = False,
) -> None:
    """Lint transcripts and canned replies: findings with reasons and the words to use instead.

    Exit codes: 0 clean, 1 findings at or above --fail-on, 2 something to mend on the command line, in the
    config or in a file, 3 a bug in empathylint.
    """
    from msgspec.structs import replace

    from empathylint.cli.outputs import outputs, write

    one_of("--rewrite", rewrite, ("sentence", "reply"))
    wanted = outputs(output_format or [], str(output_file or ""))
    together = {
        "--statistics is a table for people; leave it out, and count the findings of --format json": statistics
        and any(output.format != "rich" for output in wanted),
        "--unsafe-fixes goes with --fix, which writes files, or --diff, which shows what would be written": unsafe_fixes
        and not (fix or diff or fix_only),
        "--write-baseline writes all findings, --update-baseline drops those that are gone; use one": write_baseline
        and update_baseline,
        "--diff changes nothing; leave it out, or leave out --write-baseline and --update-baseline": diff
        and (write_baseline or update_baseline),
    }
    if wrong := next((told for told, holds in together.items() if holds), ""):
        raise UserError(wrong)
    settings = settings_of(
        config,
        select=split(select),
        ignore=split(ignore),
        severity={**({"IGN002": "warning"} if require_reasons else {}), **(pairs(severity) or {})} or None,
        fail_on=fail_on,
        profile=profile,
        max_per_conversation=max_per_conversation,
        exclude=split(exclude),
        baseline=baseline,
        force_exclude=force_exclude or None,
        allow_code=allow_code or None,
    )
    named = [*(paths or ()), *(_listed(files_from) if files_from else ())]
    named = named if paths or files_from else ["."]
    if watch:
        from empathylint.cli.watching import lint_on_change

        lint_on_change(named)
        return
    if show_settings or show_files:
        from empathylint.cli.showing import print_files, print_settings

        (print_settings if show_settings else print_files)(settings, named)
        return
    fixing = fix or diff or fix_only
    if fixing and "-" in named:
        from empathylint.cli.fixing import fix_standard_input

        code = fix_standard_input(
            settings,
            named,
            stdin_filename,
            input_format=input_format,
            unsafe=unsafe_fixes,
            diff=diff,
            only=fix_only,
            quiet=quiet,
        )
        raise typer.Exit(0 if exit_zero and code == 1 else code)
    report = _linted(
        named,
        settings,
        input_format=input_format,
        stdin_filename=stdin_filename,
        jobs=jobs,
        no_cache=no_cache,
        quiet=quiet,
    )
    files: Sequence[FixedFile] = ()
    if fixing:
        from empathylint.fix import fix_files

        told = report if write_baseline else wanted_part(report, settings, since)
        report, files = fix_files(
            report, told, settings, unsafe=unsafe_fixes, write=not diff, input_format=input_format
        )
    report = without_known(report, settings, write=write_baseline, update=update_baseline, quiet=quiet or diff)
    report = changed_since(report, since)
    if fixing:
        _tell_fixing(report, files, unsafe=unsafe_fixes, diff=diff, quiet=quiet)
    if diff or fix_only:
        _tell_problems(report, quiet=quiet, counted=True)
        raise typer.Exit(2 if report.problems else int(diff and bool(files) and not exit_zero))
    report = replace(report, whole_replies=rewrite == "reply")
    if statistics:
        from empathylint.cli.outputs import put
        from empathylint.reporters.statistics import render

        put(wanted[0], render(report), quiet=quiet)
    else:
        write(report, wanted, quiet=quiet)
    on_terminal = any(output.format == "rich" and not output.file for output in wanted) and not statistics
    _tell_problems(report, quiet=quiet, counted=not on_terminal)
    raise typer.Exit(0 if exit_zero and not report.problems else report.exit_code)


def _listed(files_from: str) -> list[str]:
    """The paths that a file lists. Raises UserError where it cannot be read."""
    import os

    from empathylint.encoding import read_bytes

    if files_from == "-":
        if sys.stdin is None:
            msg = "--files-from -: standard input is closed. Pipe a list of paths into it, or name a file."
            raise UserError(msg)
        written = sys.stdin.buffer.read()
    else:
        written = read_bytes(files_from)
    ended = b"\0" if b"\0" in written else b"\n"
    return [os.fsdecode(path.rstrip(b"\r")) for path in written.split(ended) if path.strip()]


def _linted(
    paths: Sequence[str],
    settings: Settings,
    *,
    input_format: str,
    stdin_filename: str,
    jobs: int | None,
    no_cache: bool,
    quiet: bool,
) -> Report:
    from empathylint.cli.progress import Progress
    from empathylint.run import lint_paths
    from empathylint.workers import cores

    cache = None
    if not no_cache and list(paths) != ["-"]:
        from empathylint.cache import Cache
        from empathylint.pack_files import rules_fingerprint

        cache = Cache(settings.root, settings, rules_fingerprint(settings.rules))
    with Progress(shown=not quiet) as progress:
        return lint_paths(
            paths,
            settings,
            input_format=input_format,
            stdin_filename=stdin_filename,
            tick=progress.tick,
            jobs=jobs or cores(),
            cache=cache,
        )


def _tell_fixing(report: Report, files: Sequence[FixedFile], *, unsafe: bool, diff: bool, quiet: bool) -> None:
    """Prints the patch if asked for, and says on standard error what was done and what is left."""
    from empathylint.cli.fixing import print_diff, tell_done

    if diff:
        print_diff(files)
    if not quiet:
        tell_done(files, report, unsafe=unsafe, would=diff)


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
