"""Instructions in answer to trouble of which the customer has told no more than that it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.language.sentences import Mood, opening
from empathylint.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule

_FEW = 12  # words of a customer who has hardly told anything
_DEALT = frozenset({"refocuses", "asks-identifier", "restates", "checks", "escalates", "promises", "moves-channel"})
_IDLE = frozenset({
    "wait", "hold", "allow", "note", "bear", "see", "let", "contact", "call", "message", "dm", "send", "share",
    "provide", "tell", "give", "confirm", "describe", "explain", "reach", "rest", "have", "take", "stay", "know",
    "find", "visit", "keep", "thank", "enjoy", "be", "do", "look",
})  # fmt: skip
_VAGUE = late(
    r"(?:work|load|open|start|fail|error|broke|wrong|down|stuck|crash|bug|glitch|fault|defect|malfunction|site|"
    r"website|web|page|app|system|device|phone|computer|machine|urgent|asap|pls|plz|hello|hey|morning|afternoon)\w*"
)


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for a first report of trouble that says hardly anything and has a reply."""
    heard = 0
    for turn in conversation.turns:
        if not turn.is_customer:
            continue
        heard += len(turn.tokens.words) if turn.tokens else 0
        if heard > _FEW or not _is_vague(turn):
            return
        if raised := turn.says("problem"):
            yield from _judged(rule, conversation, turn, raised)
            return


def _judged(rule: Rule, conversation: Conversation, raised: Turn, told: Hit) -> Iterator[Outcome]:
    reply = conversation.reply_to(raised)
    following = conversation.turns[raised.index + 1].is_agent if reply else False
    if not reply or not following:
        return
    if any(not turn.cues.isdisjoint(_DEALT) or _asks(turn) for turn in reply):
        yield Outcome(whole(reply[0]), raised.index)
        return
    place = next((place for turn in reply if (place := _instruction(turn))), None)
    if place:
        yield fail(rule, conversation, place, raised, told)
    else:
        yield Outcome(whole(reply[0]), raised.index)


@remembered
def _is_vague(turn: Turn) -> bool:
    """Whether no word of a turn tells one matter from another."""
    tokens = turn.tokens
    if tokens is None or any(letter.isdigit() for letter in turn.text):
        return False
    return all(
        tokens.is_in(at, "everyday-word") or tokens.is_in(at, "thing") or _VAGUE.fullmatch(tokens.word(at).strip("-'"))
        for at in tokens.words
    )


@remembered
def _asks(turn: Turn) -> bool:
    """Whether a turn asks, or goes through several cases."""
    tokens = turn.tokens
    if tokens is None:
        return False
    asks = "?" in turn.text or any(sentence.mood is Mood.QUESTION for sentence in tokens.sentences)
    return asks or any(tokens.word(at) == "if" for at in tokens.words)


def _instruction(turn: Turn) -> Place | None:
    """The first sentence of a turn that tells what to do."""
    tokens = turn.tokens
    if tokens is None:
        return None
    for sentence in tokens.sentences:
        head = tokens.word(opening(tokens, sentence.first, sentence.last))
        if sentence.mood is Mood.INSTRUCTION and head not in _IDLE:
            return Place(turn.index, tokens.start(sentence.first), tokens.end(sentence.last - 1))
    return None
