"""Conversations: who said what, in which order, and where the file holds it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from empathylint.house import House

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.tokens import Tokens
    from empathylint.steps import Verdict


class Role(StrEnum):
    """The part a speaker plays. Turns of an unknown speaker are shown and never judged."""

    AGENT = "agent"
    CUSTOMER = "customer"
    BOT = "bot"
    SYSTEM = "system"
    UNKNOWN = "unknown"


class Quoting(StrEnum):
    """How a file writes a text down; `readers.places` turns positions in the text back into the file's."""

    PLAIN = "plain"
    LINES = "lines"
    JSON = "json"
    CSV = "csv"
    YAML = "yaml"
    OPAQUE = "opaque"


class Source(Struct, frozen=True, gc=False):
    """The stretch of the decoded file, quoting included, that holds a turn's text.

    `start` and `end` count characters of the file's text, end exclusive. `path` leads to the string inside
    that stretch where it is one JSON document or CSV record; for LINES it holds pairs
    (position in the text, position in the file), one for each run of characters that stand unchanged in both.
    `markup` leads from the text to the HTML that is held there: runs of (position in the text, position in the HTML,
    width), as `parts.html_text` makes them.
    """

    start: int
    end: int
    quoting: Quoting = Quoting.PLAIN
    path: tuple[Any, ...] = ()
    markup: tuple[tuple[int, int, int], ...] = ()


class Hit(Struct, frozen=True, gc=False):
    """A cue seen in a turn: `apologizes` at characters `start` to `end` (exclusive) of its text."""

    cue: str
    start: int
    end: int


class Turn(Struct, frozen=True):
    """What one speaker said at once.

    `line` and `column` count from 1 and tell where the text begins in the file; `time` is seconds since the
    epoch, or since the start of a recording, or None. `internal` marks a private note, which is never judged.
    `hits` and `tokens` are filled when cues are looked for.
    """

    index: int
    role: Role
    text: str
    speaker: str = ""
    line: int = 1
    column: int = 1
    source: Source | None = None
    time: float | None = None
    internal: bool = False
    hits: tuple[Hit, ...] = ()
    cues: frozenset[str] = frozenset()
    tokens: Tokens | None = None

    @property
    def is_agent(self) -> bool:
        """Whether a person of the company says this to the customer."""
        return self.role is Role.AGENT and not self.internal

    @property
    def is_customer(self) -> bool:
        """Whether the customer says this."""
        return self.role is Role.CUSTOMER and not self.internal

    def says(self, cue: str) -> Hit | None:
        """The first hit of a cue or of one of its tiers, or None."""
        if cue not in self.cues:
            return None
        return next(hit for hit in self.hits if hit.cue == cue or hit.cue.startswith(cue + "."))


class Ignore(Struct, frozen=True, gc=False):
    """A comment in a file that silences rules about a turn: their codes, or groups, and why.

    `line` is where it stands. `idle` are those of its codes that silence nothing.
    """

    turn: int
    line: int
    codes: tuple[str, ...]
    reason: str = ""
    idle: tuple[str, ...] = ()


class Conversation(Struct, frozen=True):
    """A conversation, or a canned reply (`is_template`), which is a single agent turn with a title.

    `metadata` holds what the file tells of the conversation as a whole: agent, customer, channel, csat and
    whatever else it names. `notes` are remarks of the reader, such as a role that was inferred. `steps` holds the
    verdicts on the five steps once the conversation has been looked at. `placeholders` tells of a canned reply how
    often each dialect and path stands in its file, the commonest first. `house` is what the company knows of itself,
    `ignores` are the comments that silence rules about its turns. `language` names one that is not English, in which
    nothing is judged.
    """

    id: str
    turns: tuple[Turn, ...]
    is_template: bool = False
    title: str = ""
    metadata: dict[str, Any] = {}
    notes: tuple[str, ...] = ()
    steps: tuple[Verdict, ...] = ()
    placeholders: dict[tuple[str, str], int] = {}
    house: House = House()
    ignores: tuple[Ignore, ...] = ()
    language: str = ""

    def after(self, turn: Turn) -> Iterator[Turn]:
        """The turns that follow one, in order."""
        return (self.turns[at] for at in range(turn.index + 1, len(self.turns)))

    def before(self, turn: Turn) -> Iterator[Turn]:
        """The turns before one, the nearest first."""
        return (self.turns[at] for at in range(turn.index - 1, -1, -1))

    def reply_to(self, turn: Turn) -> tuple[Turn, ...]:
        """The run of agent turns that answers a turn: those after it up to the customer's next words."""
        reply: list[Turn] = []
        for later in self.after(turn):
            if later.is_agent:
                reply.append(later)
            elif reply and later.is_customer:
                break
        return tuple(reply)


class Problem(Struct, frozen=True):
    """A part of a file that could not be read: where, and what to do about it. `line` 0 means the whole file.

    `strange` is what can be read and is of no shape that we know.
    """

    path: str
    message: str
    line: int = 0
    column: int = 0
    strange: bool = False

    @property
    def is_broken(self) -> bool:
        """Whether something at a place of the file is wrong, rather than nothing in it being recognised."""
        return self.line > 0 and not self.strange

    def __str__(self) -> str:
        place = "".join(f":{number}" for number in (self.line, self.column) if number)
        return f"{self.path}{place}: {self.message}"
