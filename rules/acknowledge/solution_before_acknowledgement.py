"""What comes first in the reply to an upset customer: the fix, or a word that the feeling is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.sentences import Mood
from empathylint.own_words import moved_up, with_edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.finding import Edit
    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_HURT = frozenset({"upset", "exit"})
_HEARD = frozenset({"acknowledges", "apologizes", "restates"})
_BUSINESS = frozenset({"resolves", "refuses", "asks-identifier"})
_MANNERS = frozenset({"greets", "thanks", "closes", "holds"})
_TASK = frozenset({Mood.QUESTION, Mood.INSTRUCTION})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for the first upset turn whose reply acknowledges the feeling at all."""
    raised = next((turn for turn in conversation.turns if not turn.cues.isdisjoint(_HURT) and turn.is_customer), None)
    if raised is None:
        return
    reply = conversation.reply_to(raised)
    if not any("acknowledges" in turn.cues for turn in reply):
        return
    first = _first_business(reply)
    if first is None:
        yield Outcome(whole(reply[0]), raised.index)
    else:
        yield with_edit(
            fail(rule, conversation, first, raised, raised.says("upset") or raised.says("exit")),
            _feeling_first(conversation.turns[first.turn], first),
        )


def _feeling_first(turn: Turn, first: Place) -> Edit | None:
    """The rewrite that puts the agent's own word for the feeling before the business, in the same turn."""
    seen = turn.says("acknowledges")
    return moved_up(turn, first.start, seen.start) if seen else None


def _first_business(reply: tuple[Turn, ...]) -> Place | None:
    """The first sentence that asks, instructs or refuses, where nothing before it takes the feeling in."""
    for turn in reply:
        tokens = turn.tokens
        if tokens is None:
            continue
        said = _cues_by_sentence(turn, tokens)
        named: set[str] = set()
        for sentence in tokens.sentences:
            cues = named | said.get(sentence.first, set())
            named = cues if _leads_on(turn, tokens, sentence) else set()
            if named:
                continue
            if cues & _HEARD:
                return None
            if cues & _BUSINESS or (sentence.mood in _TASK and not cues & _MANNERS):
                return Place(turn.index, tokens.start(sentence.first), tokens.end(sentence.last - 1))
    return None


def _leads_on(turn: Turn, tokens: Tokens, sentence: Sentence) -> bool:
    """Whether a sentence ends in a colon and so only names what the next one judges."""
    return sentence.mood not in _TASK and turn.text[: tokens.end(sentence.last - 1)].endswith(":")


def _cues_by_sentence(turn: Turn, tokens: Tokens) -> dict[int, set[str]]:
    """The cues of a turn, each under the first symbol of the sentence that holds it."""
    found: dict[int, set[str]] = {}
    for hit in turn.hits:
        found.setdefault(tokens.sentence_at(hit.start).first, set()).add(hit.cue.split(".")[0])
    return found
