"""`empathylint rules`: what can be found."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from empathylint.cli.options import AllowCode, Config, one_of, settings_of


def rules(
    *,
    output_format: Annotated[str, typer.Option("--format", metavar="NAME", help="rich or json.")] = "rich",
    config: Config = None,
    allow_code: AllowCode = False,
) -> None:
    """List the rules by group, with their severity, and where those come from that are not empathylint's own."""
    from empathylint.engine import linter_for
    from empathylint.finding import Severity
    from empathylint.pack import origin

    one_of("--format", output_format, ("rich", "json"))
    found = linter_for(settings_of(config, allow_code=allow_code or None)).rules
    if output_format == "json":
        import msgspec

        listed = [
            {
                "code": rule.code,
                "name": rule.name,
                "group": rule.group,
                "title": rule.title,
                "scope": rule.scope,
                "severity": rule.severity,
                "on": rule.severity is not Severity.OFF,
                "fixable": rule.safe,
                "why": rule.why,
                "sources": rule.sources,
                "from": origin(rule),
            }
            for rule in found.values()
        ]
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(listed), indent=2).decode() + "\n")
        return
    from empathylint.reporters.catalogue import draw

    draw(found)
