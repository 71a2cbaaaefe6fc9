"""`empathylint show`: a conversation with everything that was seen in it."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from empathylint.cli.options import AllowCode, Config, InputFormat, StdinFilename, one_of, settings_of

if TYPE_CHECKING:
    from empathylint.engine import Result


def show(
    paths: Annotated[list[str], typer.Argument(metavar="PATHS…", help="Files to show; - reads standard input.")],
    *,
    output_format: Annotated[str, typer.Option("--format", metavar="NAME", help="rich or json.")] = "rich",
    conversation: Annotated[str | None, typer.Option("--id", metavar="ID", help="Show only this conversation.")] = None,
    profile: Annotated[str | None, typer.Option(metavar="NAME", help="As for check.", show_default="auto")] = None,
    config: Config = None,
    input_format: InputFormat = "",
    stdin_filename: StdinFilename = "",
    allow_code: AllowCode = False,
) -> None:
    """Show conversations with their cues, steps and findings, and so why it thought that."""
    from empathylint.engine import Result
    from empathylint.errors import UserError
    from empathylint.printable import line_of
    from empathylint.run import texts

    one_of("--format", output_format, ("rich", "json"))
    settings = settings_of(config, profile=profile, allow_code=allow_code or None)
    results: list[Result] = []
    failed = False
    files = texts(paths, settings, input_format=input_format, stdin_filename=stdin_filename)
    for part in chain.from_iterable(file.lint(settings) for file in files):
        if not isinstance(part, Result):
            failed = True
            sys.stderr.write(f"empathylint: {line_of(str(part))}\n")
        elif conversation is None or part.conversation.id == conversation:
            results.append(part)
    if conversation is not None and not results:
        msg = f"--id is “{conversation}”, and no conversation in these files has that id"
        raise UserError(msg)
    if output_format == "json":
        import msgspec

        sys.stdout.write(
            msgspec.json.encode({"conversations": [_as_json(result) for result in results]}).decode() + "\n"
        )
    else:
        from empathylint.reporters.marked import draw

        draw(results)
    if failed:
        raise typer.Exit(2)


def _as_json(result: Result) -> dict[str, Any]:
    from empathylint.encoding import shown

    talk = result.conversation
    return {
        "id": talk.id,
        "file": shown(result.path),
        "is_template": talk.is_template,
        "turns": [{"index": turn.index, "role": turn.role, "cues": sorted(turn.cues)} for turn in talk.turns],
        "steps": {verdict.step: verdict.status for verdict in result.steps},
        "findings": [
            {
                "code": finding.code,
                "also": finding.also,
                "severity": finding.severity,
                "turn": finding.place.turn,
                "start": finding.place.start,
                "end": finding.place.end,
                "message": finding.message,
                "rewrite": finding.edit.text if finding.edit else None,
            }
            for finding in result.findings
        ],
    }
