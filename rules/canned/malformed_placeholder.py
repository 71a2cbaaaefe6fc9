"""Placeholders with a brace too few, with nothing inside, or with a condition that never ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.branches import unpaired
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.language.masks import CODE, mask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule

_NAME = r"[ \t]?[A-Za-z][\w.\[\] -]{0,60}"
_BROKEN = tuple(
    (late(pattern), ends)
    for pattern, ends in (
        (rf"(?<!\{{)\{{\{{({_NAME})\}}(?!\}})", ("{{", "}}")),
        (rf"(?<!\{{)\{{({_NAME})\}}\}}(?!\}})", ("{{", "}}")),
        (r"\{\{ ?([A-Za-z][\w.]{0,60}+)(?=[,!?\s]|$)(?![^{}\n]{0,120}\}\})", ("{{", "}}")),
        (rf"\{{%({_NAME})\}}(?!\}})", ("{%", "%}")),
        (r"(?<!\[)\[\[([A-Za-z][\w. -]{0,60})\](?![\](])", ("[[", "]]")),
        (r"\{\{\s{0,9}\}\}|\$\{\s{0,9}\}|\{%\s{0,9}%\}", ("", "")),
    )
)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each broken placeholder of a canned reply, or one pass."""
    turn = conversation.turns[0]
    code = mask(turn.text)
    found = sorted(set(_broken(turn.text)) | {(tag.start, tag.end, "") for tag in unpaired(turn.text)})
    found = [one for one in found if code[one[0]] != CODE]
    for start, end, whole_one in found:
        yield fail(rule, conversation, Place(turn.index, start, end), rest=whole_one)
    if not found:
        yield Outcome(whole(turn), turn.index)


def _broken(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and mended spelling of each placeholder that does not close as it opens."""
    done = -1
    for shape, (opens, closes) in _BROKEN:
        for found in shape.finditer(text):
            if found.start() >= done:
                yield found.start(), found.end(), f"{opens}{found[1].rstrip()}{closes}" if opens else ""
