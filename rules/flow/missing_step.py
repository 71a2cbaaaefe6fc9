"""Complaints that have ended with a step missing in all their replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, whole
from empathylint.steps import Ending, Status, ending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule
    from empathylint.steps import Verdict

_COMPLAINT = frozenset({"upset", "exit"})
_EVIDENCE = {  # step: the cues that show it, and how its absence is told
    "acknowledge": (frozenset({"acknowledges"}), "take the feeling in"),
    "apologize": (frozenset({"apologizes"}), "apologise"),
    "refocus": (frozenset({"refocuses"}), "ask what is needed"),
    "resolve": (frozenset({"resolves", "promises"}), "give an answer or a next step"),
    "close": (frozenset({"closes"}), "end it on a warm word"),
}


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for a complaint that has ended; steps that were not called for don't count."""
    raised = next(
        (turn for turn in conversation.turns if not turn.cues.isdisjoint(_COMPLAINT) and turn.is_customer), None
    )
    if raised is None or ending(conversation) is not Ending.ENDED:
        return
    replies = [turn for turn in conversation.after(raised) if turn.is_agent]
    if not replies:
        return
    said = frozenset().union(*(turn.cues for turn in replies))
    failed = [verdict for verdict in conversation.steps if verdict.status is Status.FAIL]
    missing = [verdict for verdict in failed if not (said & _EVIDENCE[verdict.step][0] or _is_needless(verdict, said))]
    if missing:
        called_for = conversation.turns[missing[0].raised_by]
        told = _listed([_EVIDENCE[verdict.step][1] for verdict in missing])
        yield fail(rule, conversation, opening_of(replies[-1]), called_for, rest=told)
    else:
        yield Outcome(whole(replies[-1]), raised.index)


def _is_needless(verdict: Verdict, said: frozenset[str]) -> bool:
    """Whether nothing need be asked, because the trouble was taken in and put right unasked."""
    return verdict.step == "refocus" and {"acknowledges", "resolves"} <= said


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"
