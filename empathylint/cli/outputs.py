"""Where the report goes: to standard output in one format, to files in others."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.cli.options import one_of
from empathylint.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from empathylint.report import Report

_SUMMARY = "GITHUB_STEP_SUMMARY"
_LARGEST_SUMMARY = 1_000_000  # bytes: GitHub takes 1 MiB


class Output(Struct, frozen=True):
    """A format, and the file that it is written to; an empty name is standard output."""

    format: str
    file: str = ""


def outputs(written: Sequence[str], output_file: str) -> tuple[Output, ...]:
    """What `--format` and `--output-file` ask for. Raises UserError for an unknown format and for two on one stream."""
    found = [_output(one) for one in written or ["rich"]]
    on_stdout = [number for number, output in enumerate(found) if not output.file]
    if output_file:
        if len(on_stdout) != 1:
            raise UserError("--output-file is for one format; name the file of each as --format sarif:out.sarif")
        found[on_stdout[0]] = Output(found[on_stdout[0]].format, output_file)
        on_stdout = []
    if len(on_stdout) > 1:
        names = " and ".join(found[number].format for number in on_stdout)
        raise UserError(
            f"--format: {names} cannot share standard output; give a file, such as --format sarif:out.sarif"
        )
    return tuple(found)


def _output(written: str) -> Output:
    from empathylint.reporters import REPORTERS

    name, _, file = written.partition(":")
    return Output(_for_ci() if one_of("--format", name, (*REPORTERS, "auto")) == "auto" else name, file)


def _for_ci() -> str:
    """The format of the CI system that runs this, else the one for a terminal."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "gitlab" if os.environ.get("GITLAB_CI") == "true" else "rich"


def write(report: Report, wanted: Sequence[Output], *, quiet: bool) -> None:
    """Writes the report in each of the formats. Raises UserError for a file that cannot be written."""
    for output in wanted:
        text = drawn(report, output.format, quiet=quiet, for_file=bool(output.file))
        put(output, text, quiet=quiet)
        if output.format == "github":
            _to_summary(report)


def put(output: Output, text: str, *, quiet: bool) -> None:
    """Writes a text to where an output goes. Raises UserError for a file that cannot be written."""
    if output.file:
        _to_file(output.file, text, quiet=quiet)
    else:
        sys.stdout.write(text)
        sys.stdout.flush()


def drawn(report: Report, output_format: str, *, quiet: bool, for_file: bool) -> str:
    """The report in a format, as text."""
    if output_format != "rich":
        from empathylint.reporters import reporter

        return reporter(output_format).render(report)
    from empathylint.reporters.canvas import console
    from empathylint.reporters.drawn import drawn

    return drawn(report, console(for_file=for_file), summary=not quiet)


def _to_file(path: str, text: str, *, quiet: bool) -> None:
    from empathylint.encoding import shown
    from empathylint.written import write_whole

    write_whole(path, text.encode(errors="backslashreplace"))
    if not quiet:
        sys.stderr.write(f"Report written to {shown(path)}\n")


def _to_summary(report: Report) -> None:
    """Adds the table to the summary of a GitHub job, where there is one."""
    path = os.environ.get(_SUMMARY)
    if not path:
        return
    from empathylint.encoding import shown
    from empathylint.reporters.markdown import render

    content = render(report).encode(errors="backslashreplace")
    if len(content) > _LARGEST_SUMMARY:
        content = content[: content.rindex(b"\n", 0, _LARGEST_SUMMARY)] + b"\n\nThe rest is too long for a summary.\n"
    try:
        with open(path, "ab") as file:
            file.write(content)
    except OSError as error:
        sys.stderr.write(f"note: {_SUMMARY}: {shown(path)} cannot be written: {error.strerror}\n")
