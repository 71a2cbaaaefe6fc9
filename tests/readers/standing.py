"""Whether the words of turns stand where their sources say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.model import Conversation, Problem, Quoting
from empathylint.readers import distinct
from empathylint.readers.places import locate
from empathylint.readers.speakers import Speakers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType


def conversations(
    reader: ModuleType, text: str, path: str = "chat.txt", named: Mapping[str, str] | None = None
) -> list[Conversation]:
    """The conversations of a text, whose turns are checked to stand in it word for word."""
    found = [c for c in distinct(reader.read(path, text, Speakers(named or {}))) if isinstance(c, Conversation)]
    for conversation in found:
        check_standing(text, conversation)
    return found


def problems(reader: ModuleType, text: str, path: str = "chat.txt") -> list[Problem]:
    """The problems of a text."""
    return [problem for problem in reader.read(path, text, Speakers()) if isinstance(problem, Problem)]


def check_standing(text: str, conversation: Conversation) -> None:
    """Assert that indices count up, and that every word stands at the place that the source tells."""
    for index, turn in enumerate(conversation.turns):
        assert turn.index == index
        assert turn.text == turn.text.strip("\r\n")
        assert turn.source is not None
        first = locate(text, turn, 0, 1)
        assert (first.line, first.column) == (turn.line, turn.column)
        if turn.source.quoting in {Quoting.PLAIN, Quoting.LINES}:
            assert 0 <= turn.source.start < turn.source.end <= len(text)
            for word in list(re.finditer(r"\w+", turn.text))[:500]:
                place = locate(text, turn, *word.span())
                assert text[place.start : place.end] == word[0]
        if turn.source.quoting is Quoting.PLAIN:
            assert text[turn.source.start : turn.source.end] == turn.text
