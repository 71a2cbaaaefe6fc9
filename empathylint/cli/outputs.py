"""Where the report goes: to standard output in one format, to files in others."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.cli.options import one_of
from empathylint.encoding import shown
from empathylint.errors import UserError
from empathylint.language.late import late
from empathylint.printable import line_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from empathylint.report import Report

_SUMMARY = "GITHUB_STEP_SUMMARY"
_FOR_PEOPLE = frozenset({"rich", "concise"})
_LINE_OF_COMMAND = late(r"(?m)^(\s*):(?=:)")


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
    files = [os.path.abspath(output.file) for output in found if output.file]
    if twice := next((output.file for output in found if files.count(os.path.abspath(output.file)) > 1), ""):
        raise UserError(f"--format: {shown(twice)} is named for two formats; give each a file of its own")
    return tuple(found)


def _output(written: str) -> Output:
    from empathylint.reporters import REPORTERS

    name, colon, file = written.partition(":")
    if colon and not file:
        raise UserError(f"--format: {line_of(written)} names no file; leave out the colon, or write it as {name}:FILE")
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
        if output.format not in _FOR_PEOPLE and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        sys.stdout.write(text)
        sys.stdout.flush()


def drawn(report: Report, output_format: str, *, quiet: bool, for_file: bool) -> str:
    """The report in a format, as text."""
    if output_format != "rich":
        from empathylint.reporters import reporter

        text = reporter(output_format).render(report)
        return _without_commands(text) if output_format == "concise" else text
    from empathylint.reporters.canvas import console
    from empathylint.reporters.drawn import drawn

    return _without_commands(drawn(report, console(for_file=for_file), summary=not quiet))


def _without_commands(text: str) -> str:
    """The text in which no line begins like a workflow command, which GitHub would obey."""
    return _LINE_OF_COMMAND.sub(r"\1\\x3a", text)


def _to_file(path: str, text: str, *, quiet: bool) -> None:
    from empathylint.written import write_whole

    write_whole(path, text.encode(errors="backslashreplace"))
    if not quiet:
        sys.stderr.write(f"Report written to {shown(path)}\n")


def _to_summary(report: Report) -> None:
    """Adds the table to the summary of a GitHub job, where there is one."""
    path = os.environ.get(_SUMMARY)
    if not path:
        return
    from empathylint.reporters.markdown import ROOM, render

    try:
        with open(path, "ab") as file:
            room = ROOM - file.tell()
            if room > ROOM // 10:
                file.write(render(report, room).encode(errors="backslashreplace"))
    except OSError as error:
        sys.stderr.write(f"note: {_SUMMARY}: {shown(path)} cannot be written: {error.strerror}\n")
