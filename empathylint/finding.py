"""What a rule says of a conversation."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

_BLANK = re.compile(r"\[[^\[\]]*(?:\](?!\()|\Z)")  # and no link, “[here](https://…)”


class Severity(StrEnum):
    """How much a finding matters. `off` silences a rule."""

    OFF = "off"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for off up to 3 for error."""
        return list(Severity).index(self)


class Place(Struct, frozen=True, gc=False):
    """Characters `start` to `end` (exclusive) of the text of the turn with that index."""

    turn: int
    start: int
    end: int


class Note(Struct, frozen=True, gc=False):
    """A related place and what it has to do with the finding, such as `the customer said this`."""

    message: str
    place: Place


class EditKind(StrEnum):
    """What an edit does with its place."""

    REPLACE = "replace"
    INSERT_BEFORE = "insert before"
    INSERT_AFTER = "insert after"


class Edit(Struct, frozen=True, gc=False):
    """Words to use instead. A safe edit says the same in other words and leaves no blank for a person.

    `others` are further texts that would serve, the better ones first.
    """

    place: Place
    text: str
    kind: EditKind = EditKind.REPLACE
    safe: bool = False
    others: tuple[str, ...] = ()

    @property
    def ready(self) -> tuple[str, ...]:
        """The texts that leave no blank for a person."""
        return tuple(text for text in (self.text, *self.others) if not _BLANK.search(text))


class Finding(Struct, frozen=True, gc=False):
    """One thing to mend: which rule, how much it matters, where, why, and what to write instead."""

    code: str
    severity: Severity
    message: str
    place: Place
    notes: tuple[Note, ...] = ()
    edit: Edit | None = None
    also: tuple[str, ...] = ()


class Outcome(Struct, frozen=True, gc=False):
    """A rule's verdict on one opportunity: passed at `place`, or failed with `finding`.

    `raised_by` is the index of the turn that made the opportunity.
    """

    place: Place
    raised_by: int
    finding: Finding | None = None
