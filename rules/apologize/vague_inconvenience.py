"""An apology for an inconvenience that nothing beside it names."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from empathylint.condition import speaks
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule

_NAMING = frozenset(
    {
        "of",
        "by",
        "because",
        "when",
        "while",
        "after",
        "from",
        "with",
        "without",
        "due",
        "since",
        "during",
        "but",
    }
)
_EMPTY = frozenset({
    "this", "that", "it", "you", "your", "may", "might", "have", "has", "is", "the", "us", "our", "a", "an", "part",
    "side", "end", "any", "kind", "sir", "madam", "caused", "same", "matter", "we", "can", "i", "way",
    "issue", "issues", "problem", "error", "situation", "incident", "trouble",
})  # fmt: skip
_SEEING = frozenset({"restates", "acknowledges", "way-forward"})
_REACH = 6
_LOOK_BACK = 100  # turns before the regret in which trouble is looked for


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """The verdicts on the turns that regret an inconvenience."""
    for turn in conversation.turns:
        if not speaks(turn, Role.AGENT) or turn.tokens is None or "vague-regret" not in turn.cues:
            continue
        told = _told(turn, conversation)
        vague = next((hit for hit in turn.hits if _is_vague(hit, turn, turn.tokens, lone=told is None)), None)
        if vague is None:
            yield Outcome(whole(turn), turn.index)
        else:
            yield fail(
                rule,
                conversation,
                Place(turn.index, vague.start, vague.end),
                told,
                _trouble(told) if told else None,
            )


def _is_vague(hit: Hit, turn: Turn, tokens: Tokens, *, lone: bool) -> bool:
    """Whether nothing in a hit's sentence names the trouble; “the inconvenience” passes where it sees or helps."""
    if hit.cue == "vague-regret.the" and (lone or _SEEING & turn.cues):
        return False
    return hit.cue.startswith("vague-regret") and not _is_named(hit, tokens)


def _is_named(hit: Hit, tokens: Tokens) -> bool:
    """Whether “by”, “of”, “due to” and the like tie the regret to something beside it."""
    sentence = tokens.sentence_at(hit.start)
    for at in range(sentence.first, sentence.last):
        if tokens.word(at) in _NAMING and _says(range(at + 1, min(at + 1 + _REACH, sentence.last)), tokens):
            return True
    return False


def _says(places: range, tokens: Tokens) -> bool:
    return any(tokens.word(at).isalpha() and tokens.word(at) not in _EMPTY for at in places)


def _told(turn: Turn, conversation: Conversation) -> Turn | None:
    """The customer's last turn before a turn that tells of trouble."""
    for other in islice(conversation.before(turn), _LOOK_BACK):
        if other.is_customer and _trouble(other):
            return other
    return None


def _trouble(turn: Turn) -> Hit | None:
    return turn.says("problem") or turn.says("effort") or turn.says("upset")
