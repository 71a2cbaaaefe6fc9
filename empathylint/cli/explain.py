"""`empathylint explain`: one rule, its reason and its examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from empathylint.cli.options import AllowCode, Config, settings_of
from empathylint.errors import UserError, did_you_mean

if TYPE_CHECKING:
    from empathylint.rule import Rule


def explain(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="A code such as APO004, or a name such as missing-apology.")
    ],
    *,
    config: Config = None,
    allow_code: AllowCode = False,
) -> None:
    """Tell what a rule looks for, why, and what to write instead."""
    from empathylint.engine import linter_for
    from empathylint.reporters.catalogue import draw_rule

    draw_rule(_find(code, linter_for(settings_of(config, allow_code=allow_code or None)).rules))


def _find(code: str, rules: dict[str, Rule]) -> Rule:
    by_name = {rule.name: rule for rule in rules.values()}
    rule = rules.get(code.upper()) or by_name.get(code.lower().replace("_", "-"))
    if rule is None:
        hint = did_you_mean(code.upper(), rules) or did_you_mean(code.lower(), by_name)
        msg = f"there is no rule “{code}”.{hint} `empathylint rules` lists them."
        raise UserError(msg)
    return rule
