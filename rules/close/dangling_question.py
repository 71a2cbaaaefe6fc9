"""A question that is answered by nothing but a goodbye."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import run
from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, quoted, whole
from empathylint.language.marks import ASK
from empathylint.language.sentences import opening
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_FAREWELL = frozenset({"closes", "thanks", "greets"})
_MORE = frozenset({
    "resolves", "promises", "refocuses", "holds", "asks-identifier", "escalates", "refuses",
    "moves-channel", "offers", "owes-news", "acknowledges", "apologizes", "checks",
})  # fmt: skip
_LEAST = 4  # words of a question that wants an answer, its mark included
_BYE = frozenset({"bye", "goodbye", "regards", "cheers", "thanks", "welcome"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome where the customer's last words ask something and the company speaks last."""
    raised = next((turn for turn in reversed(conversation.turns) if turn.is_customer), None)
    if (
        raised is None
        or raised.index + 1 >= len(conversation.turns)
        or not conversation.turns[raised.index + 1].is_agent
    ):
        return
    asked = _question(raised)
    if asked is None:
        return
    reply = run(conversation.turns[raised.index + 1], conversation)
    if all(_only_leaves(turn) for turn in reply):
        when = quoted(raised.text[asked.start : asked.end])
        yield fail(rule, conversation, opening_of(reply[0]), raised, asked, when=when)
    else:
        yield Outcome(whole(reply[0]), raised.index)


def _question(turn: Turn) -> Hit | None:
    """The last real question of a turn that does not thank: it opens with what, can you and the like."""
    if turn.tokens is None or turn.cues & {"thanks", "settled", "upset"}:
        return None
    tokens = turn.tokens
    for sentence in reversed(tokens.sentences):
        at = opening(tokens, sentence.first, sentence.last)
        if sentence.mark == ASK and sentence.last - at >= _LEAST and tokens.is_in(at, "asking"):
            return Hit("question", tokens.start(at), tokens.end(sentence.last - 1))
    return None


def _only_leaves(turn: Turn) -> bool:
    """Whether every sentence of a turn is a farewell, thanks or a greeting."""
    tokens = turn.tokens
    if tokens is None or turn.cues & _MORE or "?" in turn.text or "http" in turn.text:
        return False
    kindly = {tokens.sentence_at(hit.start).first for hit in turn.hits if hit.cue.split(".")[0] in _FAREWELL}
    for sentence in tokens.sentences:
        said = turn.text[tokens.start(sentence.first) : tokens.end(sentence.last - 1)]
        words = {word.strip(".,!").casefold() for word in said.split()}
        if sentence.first not in kindly and not words & _BYE:
            return False
    return True
