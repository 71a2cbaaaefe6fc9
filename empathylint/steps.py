"""The five steps: was each called for, was it taken, and which turn decided.

Verdicts follow from cues alone, whatever rules are selected. Two questions behind them have functions of their
own: `whose_fault` and `ending`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.language.late import late
from empathylint.language.sentences import Mood
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from empathylint.model import Conversation, Turn

STEPS = ("acknowledge", "apologize", "refocus", "resolve", "close")
_DISCONTENT = frozenset({"upset", "exit", "wants-human"})
_SENDING_OFF = frozenset({"disowns", "dismisses", "dead-end", "blames", "snaps", "evades", "minimises"})
_FEARS = (
    "afraid",
    "scare",
    "frighten",
    "terrif",
    "shak",
    "panic",
    "worr",
    "nervous",
    "anxious",
    "cry",
    "tears",
    "grie",
)
_GONE_ALONG = frozenset({"dm", "dms", "dm'd", "dmed", "pm", "sent", "done", "messaged", "emailed", "there"})
_WORD = late(r"[\w'’]+")
_BRIEF = 11  # words of a turn that says little
_SPEAKERS = (Role.CUSTOMER, Role.AGENT)
_SOON = 2  # agent turns within which a feeling or a failure is answered


class Status(StrEnum):
    """How a step went; `na` where it was not called for."""

    PASS = "pass"  # noqa: S105 - a verdict, no secret
    FAIL = "fail"
    NOT_APPLICABLE = "na"


class Fault(StrEnum):
    """Who caused the trouble that a customer tells of."""

    COMPANY = "company"
    CUSTOMER = "customer"
    THIRD_PARTY = "third party"


class Ending(StrEnum):
    """How a conversation stops: dealt with, moved to another channel, waiting for an answer, or broken off."""

    ENDED = "ended"
    MOVED = "moved"
    WAITING = "waiting"
    BROKEN_OFF = "broken off"


class Verdict(Struct, frozen=True, gc=False):
    """A step's status. `raised_by` is the turn that called for it, `decided_by` the turn that settled it, or -1."""

    step: str
    status: Status
    raised_by: int = -1
    decided_by: int = -1


def judge_steps(conversation: Conversation) -> tuple[Verdict, ...]:
    """The verdicts on the five steps in their order. A canned reply has none."""
    if conversation.is_template:
        return ()
    turns = conversation.turns
    customer = [turn for turn in turns if turn.role is Role.CUSTOMER and not turn.internal]
    hurt = _first(customer, ("upset", "effort", "exit"))
    failed = _failed(customer, turns)
    troubled = _first(customer, ("problem", "upset"))
    return (
        _verdict("acknowledge", hurt, _after(hurt, turns)[:_SOON], ("acknowledges",)),
        _verdict("apologize", failed, _after(failed, turns)[:_SOON], ("apologizes",)),
        _verdict("refocus", troubled, _after(troubled, turns), ("refocuses",)),
        _verdict("resolve", _matter(customer), _after(_matter(customer), turns), ("resolves", "promises")),
        _close(conversation),
    )


def whose_fault(turn: Turn) -> Fault:
    """Who caused the trouble that a customer's turn tells of; the company, where the words name nobody else."""
    if "own-slip" in turn.cues and not turn.cues & {"upset.strong", "effort", "exit"}:
        return Fault.CUSTOMER
    is_robbed = "third-party.crime" in turn.cues and turn.cues.isdisjoint({"exit", "effort"})
    if is_robbed or ("third-party" in turn.cues and _only_fears(turn)):
        return Fault.THIRD_PARTY
    return Fault.COMPANY


def _only_fears(turn: Turn) -> bool:
    """Whether a turn has no bad feeling but fear or grief, which reproach the company with nothing."""
    upset = [turn.text[hit.start : hit.end].casefold() for hit in turn.hits if hit.cue.startswith("upset")]
    return all(any(fear in words for fear in _FEARS) for words in upset)


def ending(conversation: Conversation) -> Ending:
    """How a conversation stops, judged from its last turns."""
    public = [turn for turn in conversation.turns if turn.role in _SPEAKERS and not turn.internal]
    if not public:
        return Ending.BROKEN_OFF
    return _ended_by_customer(public) if public[-1].is_customer else _ended_by_agent(public)


def _ended_by_customer(public: list[Turn]) -> Ending:
    """How a conversation stops in which the customer has the last word."""
    last = public[-1]
    if _moves(_last_reply(public[:-1])) and _goes_along(last):
        return Ending.MOVED
    content = last.cues & {"thanks", "settled"} and not last.cues & _DISCONTENT
    return Ending.ENDED if content and not _asks(last) else Ending.BROKEN_OFF


def _ended_by_agent(public: list[Turn]) -> Ending:
    """How a conversation stops in which an agent has the last word."""
    last, reply, before = public[-1], _last_reply(public), _before(public)
    if "closes" in last.cues and not _waits(last) and "thanks" in before.cues:
        return Ending.ENDED
    moved = _moves(_last_reply(public[: before.index])) and _is_brief(last) and _goes_along(before)
    if _moves(reply) or moved:
        return Ending.MOVED
    if "closes" in last.cues and not _asks(last):
        return Ending.BROKEN_OFF if _sends_off(public) else Ending.ENDED
    if _is_left_angry(before, reply):
        return Ending.BROKEN_OFF
    dealt_with = any("resolves" in turn.cues and turn.is_agent for turn in public) and not _waits(last)
    return Ending.ENDED if dealt_with else Ending.WAITING


def _moves(reply: list[Turn]) -> bool:
    """Whether a reply takes the talk to another channel."""
    return any("moves-channel" in turn.cues for turn in reply)


def _goes_along(turn: Turn) -> bool:
    """Whether a customer only says that they have gone to the other channel: “DM'd, thanks”, “done”."""
    return "thanks" not in turn.cues or (
        _is_brief(turn) and not _GONE_ALONG.isdisjoint(_WORD.findall(turn.text.casefold()))
    )


def _is_brief(turn: Turn) -> bool:
    return len(turn.text.split(maxsplit=_BRIEF)) <= _BRIEF


def _is_left_angry(before: Turn, reply: list[Turn]) -> bool:
    """Whether a customer in anger, who has not said that it is over, got nothing of use in answer."""
    angry = not before.cues.isdisjoint({"exit", "upset.strong"}) and "settled" not in before.cues
    return angry and not any("resolves" in turn.cues for turn in reply)


def _waits(turn: Turn) -> bool:
    """Whether an agent's turn leaves the next word to the customer."""
    return "refocuses" in turn.cues or (_asks(turn) and "checks" not in turn.cues)


def _sends_off(public: list[Turn]) -> bool:
    """Whether nothing was done for a customer whom the last reply turns away or leaves without an answer."""
    if any(turn.cues & {"resolves", "promises"} for turn in public if turn.is_agent):
        return False
    before = _before(public).cues
    refused = any(turn.cues & _SENDING_OFF for turn in _last_reply(public))
    return before.isdisjoint({"thanks", "settled"}) and (refused or "asks" in before)


def _before(public: list[Turn]) -> Turn:
    """The customer's last turn, or the first turn where there is none."""
    return next((turn for turn in reversed(public) if turn.is_customer), public[0])


def _close(conversation: Conversation) -> Verdict:
    if ending(conversation) is not Ending.ENDED:
        return Verdict("close", Status.NOT_APPLICABLE)
    last = [turn for turn in conversation.turns if turn.is_agent][-2:]
    if not last:
        return Verdict("close", Status.NOT_APPLICABLE)
    closing = [turn for turn in last if "closes" in turn.cues] or [
        turn for turn in last if {"checks", "thanks"} <= turn.cues
    ]
    if closing:
        return Verdict("close", Status.PASS, last[-1].index, closing[-1].index)
    return Verdict("close", Status.FAIL, last[-1].index, last[-1].index)


def _verdict(step: str, raised: Turn | None, window: tuple[Turn, ...], cues: tuple[str, ...]) -> Verdict:
    if raised is None:
        return Verdict(step, Status.NOT_APPLICABLE)
    if not window:
        return Verdict(step, Status.NOT_APPLICABLE, raised.index)
    for turn in window:
        if any(cue in turn.cues for cue in cues):
            return Verdict(step, Status.PASS, raised.index, turn.index)
    return Verdict(step, Status.FAIL, raised.index, window[0].index)


def _wants_apology(turn: Turn) -> bool:
    return bool(turn.cues & {"problem", "upset"}) and not _grieves(turn) and whose_fault(turn) is Fault.COMPANY


def _failed(customer: list[Turn], turns: tuple[Turn, ...]) -> Turn | None:
    """The first turn that calls for an apology, or one before it that an agent has answered with one.

    Where nobody owes an apology, the step is taken all the same by one that was made for somebody else's trouble.
    """
    owed = next((turn for turn in customer if _wants_apology(turn)), None)
    begun = owed.index if owed else 0
    made = next((turn for turn in turns[:begun] if turn.is_agent and "apologizes" in turn.cues), None)
    if told := [turn for turn in customer if made and turn.index < made.index]:
        return told[-1]
    if owed is None and any(turn.is_agent and "apologizes" in turn.cues for turn in turns):
        troubled = (turn for turn in customer if turn.cues & {"problem", "upset"} and not _grieves(turn))
        return next((turn for turn in troubled if _is_answered(turn, turns)), None)
    return owed


def _is_answered(turn: Turn, turns: tuple[Turn, ...]) -> bool:
    """Whether one of the next replies to a turn apologizes."""
    return any("apologizes" in later.cues for later in _after(turn, turns)[:_SOON])


def _grieves(turn: Turn) -> bool:
    """Whether a turn tells of grief alone, which is turned against nobody."""
    return "upset.grief" in turn.cues and turn.cues.isdisjoint(
        {"problem", "upset.strong", "upset.mild", "upset.implied"}
    )


def _matter(customer: list[Turn]) -> Turn | None:
    """The first turn in which the customer reports or asks for something."""
    for turn in customer:
        if turn.cues & {"problem", "upset", "effort", "exit", "wants-human", "urgent"} or not _is_small_talk(turn):
            return turn
    return None


def _is_small_talk(turn: Turn) -> bool:
    return len(turn.text.split()) < 4 and not _asks(turn)  # noqa: PLR2004 - “hi”, “yes please”


def _asks(turn: Turn) -> bool:
    return turn.tokens is not None and any(sentence.mood is Mood.QUESTION for sentence in turn.tokens.sentences)


def _first(turns: Iterable[Turn], cues: tuple[str, ...]) -> Turn | None:
    return next((turn for turn in turns if any(cue in turn.cues for cue in cues)), None)


def _after(turn: Turn | None, turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    if turn is None:
        return ()
    return tuple(later for later in turns[turn.index + 1 :] if later.is_agent)


def _last_reply(public: list[Turn]) -> list[Turn]:
    reply: list[Turn] = []
    for turn in reversed(public):
        if not turn.is_agent:
            break
        reply.append(turn)
    return reply
