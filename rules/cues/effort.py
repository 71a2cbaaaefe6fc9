"""Effort: sure words and two contacts in a turn stand; tallies and spans count where a trouble goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Hit, Turn

_LOOK_BACK = 16  # turns before among which a trouble may have been told
_BACK = 9  # words before a tally among which its doer stands
_NEAR = 40  # characters round a span that tell what it measures
_CONTACTS = 2  # that make effort together
_DOERS = frozenset({"i", "we", "i've", "we've", "ive", "weve"})
_OTHERS = frozenset(
    {
        "it", "you", "they", "he", "she", "app", "your", "charged", "billed", "debited", "who", "system", "page",
        "site",
    }
)  # fmt: skip
_DONE = frozenset(
    {"did", "tried", "called", "rang", "told", "mentioned", "asked", "emailed", "wrote", "reported", "dm'd"}
)
_MEASURED = frozenset(
    {
        "old", "ago", "customer", "member", "premium", "warranty", "guarantee", "contract", "plan", "left", "until",
        "before", "within", "per", "every", "notice", "later", "early", "advance", "loyal", "user", "lesson",
        "course", "stay", "trip", "flight", "expires", "trial", "free", "cancel", "in", "next", "age", "aged",
        "lasts", "married", "together", "born", "first", "room", "hotel", "holiday", "subscription", "policy",
        "prepaid", "booked", "ordered", "bought", "purchased", "ticket", "tickets", "pass",
    }
)  # fmt: skip


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The hits of `effort` that stand in a turn."""
    troubled = _is_troubled(turn, conversation)
    turned_to = len({hit.start for hit in turn.hits if hit.cue == "effort.contact"}) >= _CONTACTS
    for hit in turn.hits:
        if (
            hit.cue == "effort.sure"
            or (hit.cue == "effort.contact" and turned_to)
            or (hit.cue == "effort.tally" and troubled and turn.tokens is not None and _is_own(turn.tokens, hit))
            or (hit.cue == "effort.span" and "problem" in turn.cues and _is_endured(turn, hit))
        ):
            yield hit


def _is_troubled(turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer tells of a trouble in this turn or told of one before."""
    if "problem" in turn.cues:
        return True
    earlier = conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index]
    return any("problem" in before.cues for before in earlier if before.is_customer)


def _is_own(tokens: Tokens, hit: Hit) -> bool:
    """Whether the speaker did what is counted: the nearest subject before it is I or we, or is left out."""
    at = tokens.at(hit.start)
    first = tokens.sentence_at(hit.start).first
    for before in range(at - 1, max(at - _BACK, -1), -1):
        word = tokens.word(before)
        if word in _DOERS:
            return True
        if word in _OTHERS:
            return False
    return tokens.word(first) in _DONE


def _is_endured(turn: Turn, hit: Hit) -> bool:
    """Whether a span of time is one of trouble, not of age, tenure or a plan."""
    near = turn.text[max(hit.start - _NEAR, 0) : hit.end + _NEAR // 2].casefold()
    return _MEASURED.isdisjoint(word.strip(".,!?()") for word in near.split())
