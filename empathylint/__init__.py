"""A linter for customer-service conversations and canned replies.

    from empathylint import Result, lint_text

    for result in lint_text("chat.txt", text):
        if isinstance(result, Result):
            for finding in result.findings:
                print(finding.code, finding.message)

Names are imported when they are first used, so that the command line starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from empathylint.engine import Result, lint_text
    from empathylint.finding import Finding
    from empathylint.model import Conversation, Problem, Turn
    from empathylint.report import Report
    from empathylint.rule import Rule
    from empathylint.run import lint_paths
    from empathylint.settings import Settings

__version__ = "0.1.0"
__all__ = [
    "Conversation",
    "Finding",
    "Problem",
    "Report",
    "Result",
    "Rule",
    "Settings",
    "Turn",
    "lint_paths",
    "lint_text",
]

_HOMES = {
    "Conversation": "model",
    "Finding": "finding",
    "Problem": "model",
    "Report": "report",
    "Result": "engine",
    "Rule": "rule",
    "Settings": "settings",
    "Turn": "model",
    "lint_paths": "run",
    "lint_text": "engine",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
