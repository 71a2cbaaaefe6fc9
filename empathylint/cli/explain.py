"""`empathylint explain`: rules, their reasons and their examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from empathylint.cli.options import AllowCode, Config, settings_of
from empathylint.errors import UserError, did_you_mean

if TYPE_CHECKING:
    from empathylint.rule import Rule


def explain(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE", help="A code such as APO004, a name such as missing-apology, or a group such as tone."
        ),
    ],
    *,
    config: Config = None,
    allow_code: AllowCode = False,
) -> None:
    """Tell what a rule looks for, why, and what to write instead."""
    from empathylint.engine import linter_for
    from empathylint.reporters.catalogue import draw_rule

    for rule in _find(code, linter_for(settings_of(config, allow_code=allow_code or None)).rules):
        draw_rule(rule)


def _find(word: str, rules: dict[str, Rule]) -> list[Rule]:
    """The rule of that code or name, or those of a group or of the beginning of a code."""
    from empathylint.settings import closeness

    by_name = {rule.name: rule for rule in rules.values()}
    code, name = word.upper(), word.lower().replace("_", "-")
    if code in rules or name in by_name:
        return [rules.get(code) or by_name[name]]
    found = [rule for rule in rules.values() if closeness(rule.code, rule.group, (code, name)) >= 0]
    if not found:
        hint = did_you_mean(code, rules) or did_you_mean(name, {*by_name, *(rule.group for rule in rules.values())})
        msg = f"there is no rule “{word}”.{hint} `empathylint rules` lists them."
        raise UserError(msg)
    return found
