"""Conditions of rules and the windows in which they look."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct

from empathylint.errors import UserError, did_you_mean
from empathylint.language.sentences import Mood, clauses
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn

_LONGEST_RUN = 50
COUNTED = {"next-turns", "next-replies"}
INSIDE = {"here", "sentence", "next-clause", "nearby"}
WINDOWS = INSIDE | COUNTED | {"reply", "earlier", "later", "conversation", "last-reply"}
PLACES = ("first", "last")

_PLAIN = {"enum": sorted(WINDOWS - COUNTED)}
_WITH_NUMBER = {"pattern": f"^({'|'.join(sorted(COUNTED))}) [1-9][0-9]*$"}
_KEYS = {"window": "in", "longer_than": "longer-than", "at_most": "at-most"}


class Condition(Struct, frozen=True, dict=True, forbid_unknown_fields=True, rename=_KEYS):
    """What a turn must be or say. `says` is any of its cues, `lacks` none; `window` is where to look."""

    role: Annotated[
        Role | None,
        Meta(
            description="the turn is the `agent`'s (so unless told otherwise), the `customer`'s, the `bot`'s or the "
            "`system`'s"
        ),
    ] = None
    says: Annotated[str | tuple[str, ...], Meta(description="a cue, or one of a list of cues, is seen in it")] = ()
    lacks: Annotated[str | tuple[str, ...], Meta(description="none of these cues is seen in it")] = ()
    mood: Annotated[
        Mood | None,
        Meta(
            description="a sentence of it is a `question`, an `instruction`, a `statement`, or tells the `future` "
            "(“I'll send it”)"
        ),
    ] = None
    longer_than: Annotated[int, Meta(description="it has more words than this")] = 0
    at_most: Annotated[
        int,
        Meta(description="in `forbid`: so many may stand in the window, and the next one is the finding"),
    ] = 0
    before: Annotated[
        str, Meta(description="in `expect` and `forbid`: what is looked for stands before this cue in the turn")
    ] = ""
    turn: Annotated[
        str,
        Meta(description="it is the `first` or the `last` of its role", extra_json_schema={"enum": list(PLACES)}),
    ] = ""
    ended: Annotated[
        bool | None,
        Meta(description="in `when`: the conversation has come to its end (`true`) or has not (`false`)"),
    ] = None
    window: Annotated[
        str,
        Meta(
            description="in `expect` and `forbid`: the window, such as `here`, `reply` or `next-turns 2`",
            extra_json_schema={"anyOf": [_PLAIN, _WITH_NUMBER]},
        ),
    ] = ""

    @cached_property
    def wanted(self) -> tuple[str, ...]:
        """The cues of which one must be said."""
        return (self.says,) if isinstance(self.says, str) else self.says

    @cached_property
    def unwanted(self) -> tuple[str, ...]:
        """The cues of which none may be said."""
        return (self.lacks,) if isinstance(self.lacks, str) else self.lacks

    @cached_property
    def reach(self) -> tuple[str, int]:
        """The window's name and its count, 0 where it has none."""
        name, _, count = self.window.partition(" ")
        return name, int(count) if count.isdecimal() else 0

    def check(self, key: str, cues: set[str]) -> None:
        """Raises UserError for a cue, window or place that does not exist."""
        for cue in (*self.wanted, *self.unwanted, *filter(None, (self.before,))):
            if cue not in cues:
                msg = f"{key} names “{cue}”, which is no cue.{did_you_mean(cue, cues)}"
                raise UserError(msg)
        name, count = self.reach
        if self.window and not (count if name in COUNTED else self.window in WINDOWS):
            hint = " Write a number behind it." if name in COUNTED else did_you_mean(name, WINDOWS)
            msg = f"{key}.in is “{self.window}”, which is no window.{hint}"
            raise UserError(msg)
        if self.turn and self.turn not in PLACES:
            msg = f"{key}.turn is “{self.turn}”; it is first or last.{did_you_mean(self.turn, PLACES)}"
            raise UserError(msg)

    def holds(self, turn: Turn, conversation: Conversation) -> bool:
        """Whether a turn meets the condition, its window left aside."""
        if self.wanted and not any(cue in turn.cues for cue in self.wanted):
            return False
        if any(cue in turn.cues for cue in self.unwanted):
            return False
        if self.longer_than and len(turn.text.split()) <= self.longer_than:
            return False
        if self.turn and not _stands(turn, self.turn, conversation):
            return False
        if self.mood is None:
            return True
        return turn.tokens is not None and any(sentence.mood is self.mood for sentence in turn.tokens.sentences)

    def hits(self, turn: Turn) -> Iterator[Hit]:
        """The hits of the wanted cues in a turn, in order of place."""
        if any(cue in turn.cues for cue in self.wanted):
            for hit in turn.hits:
                if hit.cue in self.wanted or hit.cue.split(".")[0] in self.wanted:
                    yield hit


def speaks(turn: Turn, role: Role) -> bool:
    """Whether a turn is a public one of a role."""
    return turn.role is role and not turn.internal


def public(conversation: Conversation, role: Role) -> list[Turn]:
    """The public turns of a role, in order."""
    return [turn for turn in conversation.turns if speaks(turn, role)]


def _stands(turn: Turn, where: str, conversation: Conversation) -> bool:
    """Whether a turn is the first or last public one of its role."""
    others = conversation.turns if where == "first" else reversed(conversation.turns)
    return next((other.index for other in others if speaks(other, turn.role)), -1) == turn.index


def window(condition: Condition, turn: Turn, conversation: Conversation, role: Role) -> Iterator[Turn]:
    """The turns of a role in the condition's window, seen from a turn, in order."""
    name, count = condition.reach
    if name in INSIDE:
        return iter((turn,))
    if name == "reply":
        return iter(run(turn, conversation) if speaks(turn, role) else conversation.reply_to(turn))
    if name == "last-reply":
        last = next((other for other in reversed(conversation.turns) if speaks(other, role)), None)
        return iter(run(last, conversation) if last else ())
    if name == "earlier":
        return (conversation.turns[at] for at in range(turn.index) if speaks(conversation.turns[at], role))
    if name == "next-replies":
        return _next_replies(turn, conversation, role, count)
    following = conversation.after(turn) if name in {"later", "next-turns"} else iter(conversation.turns)
    spoken = (other for other in following if speaks(other, role))
    return islice(spoken, count) if count else spoken


def run(turn: Turn, conversation: Conversation) -> tuple[Turn, ...]:
    """The turns of the same role around a turn with nobody else's words between, at most 50 to each side."""
    turns = conversation.turns
    first = last = turn.index
    while first > max(turn.index - _LONGEST_RUN, 0) and speaks(turns[first - 1], turn.role):
        first -= 1
    while last + 1 < min(turn.index + _LONGEST_RUN, len(turns)) and speaks(turns[last + 1], turn.role):
        last += 1
    return turns[first : last + 1]


def _next_replies(turn: Turn, conversation: Conversation, role: Role, count: int) -> Iterator[Turn]:
    replies = 0
    before: Role | None = None
    for other in conversation.after(turn):
        if speaks(other, role):
            replies += before is not role
            if replies > count:
                return
            yield other
        if not other.internal:
            before = other.role


def inside(name: str, hit: Hit, turn: Turn) -> tuple[int, int]:
    """The characters (first, last) of a turn that an inside window spans around a hit."""
    if turn.tokens is None or name == "here":
        return 0, len(turn.text)
    tokens = turn.tokens
    sentences = tokens.sentences
    at = tokens.sentence_number(hit.start)
    if name == "nearby":
        first, last = sentences[max(at - 1, 0)].first, sentences[min(at + 1, len(sentences) - 1)].last
    elif name == "sentence":
        first, last = sentences[at].first, sentences[at].last
    else:
        behind = [pair for pair in clauses(tokens, sentences[at]) if tokens.start(pair[0]) >= hit.end]
        if not behind:
            return 0, 0
        first, last = behind[0]
    return tokens.start(first), tokens.end(last - 1)
