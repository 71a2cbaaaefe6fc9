"""An apology for nobody knows what, said before the customer has told of anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.language.marks import OTHER, WORD
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_OPENING = 6  # turns in which people say hello
_GREETING = 8  # words of a customer who only says hello
_FORM = 12  # words of a bot or system from which on it may have told the matter
_REGRET = ("apologizes", "vague-regret")
_TOLD = frozenset({"problem", "upset", "effort", "exit", "urgent", "wants-human"})
_HELLO = frozenset({"morning", "afternoon", "evening", "hiya", "greetings", "welcome"})
_MATTER = frozenset({"issue", "issues", "problem", "problems", "trouble", "help", "case", "request", "query", "order"})
_WAIT = frozenset({
    "wait", "waiting", "delay", "hold", "late", "time", "long", "queue", "minutes", "slow", "response", "reply",
    "answer", "disconnected", "cut", "connection", "interruption",
})  # fmt: skip
_GREETED = late(r"(?:good (?:morning|afternoon|evening)|hello|hi|hey)\b", re.IGNORECASE)
_EMPTY = ("apolog", "sincer", "regret", "fac", "experienc", "caus", "bother", "welcom", "deep", "terribl", "tru")


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for the first agent turn with an apology, where nobody has told of anything before it."""
    if conversation.title or "subject" in conversation.metadata:
        return
    hello = ""
    for turn in conversation.turns[:_OPENING]:
        if turn.is_agent and not turn.cues.isdisjoint(_REGRET):
            place = _regret(turn)
            hello = "" if "greets" in turn.cues else hello
            yield fail(rule, conversation, place, rest=hello) if place else Outcome(whole(turn), turn.index)
            return
        if not turn.is_agent and _may_tell(turn):
            return
        hello = hello or _hello(turn)


def _hello(turn: Turn) -> str:
    """The customer's greeting, to be given back."""
    found = _GREETED.match(turn.text) if turn.is_customer else None
    return found[0].capitalize() if found else ""


def _may_tell(turn: Turn) -> bool:
    """Whether a turn is more than a greeting, or a note that may have told the matter."""
    tokens = turn.tokens
    if tokens is None or turn.internal or turn.role is Role.UNKNOWN or not turn.cues.isdisjoint(_TOLD):
        return True
    if not turn.is_customer:
        return len(tokens.words) >= _FORM
    words = [tokens.word(at).strip(".,!?") for at in tokens.words[:_GREETING]]
    known = all(tokens.is_in(at, "everyday-word") or tokens.word(at).strip(".,!?") in _HELLO for at in tokens.words)
    return len(words) >= _GREETING or not known or not _MATTER.isdisjoint(words)


def _regret(turn: Turn) -> Place | None:
    """The first sentence of a turn that regrets nothing in particular; None where it names a matter or a wait."""
    tokens = turn.tokens
    hit = next((hit for hit in turn.hits if hit.cue.startswith(_REGRET)), None)
    if tokens is None or hit is None:
        return None
    sentence = tokens.sentence_at(hit.start)
    before = tokens.sentences[: tokens.sentence_number(hit.start)]
    if _names(sentence, tokens, turn.text) or any(_brings_news(said, tokens, turn.text) for said in before):
        return None
    return Place(turn.index, tokens.start(sentence.first), tokens.end(sentence.last - 1))


def _brings_news(sentence: Sentence, tokens: Tokens, text: str) -> bool:
    """Whether a sentence before the apology tells of the trouble itself, by a figure or several words of its own."""
    has_figure = any(letter.isdigit() for letter in text[tokens.start(sentence.first) : tokens.end(sentence.last - 1)])
    return has_figure or len(_telling(sentence, tokens, text)) > 1


def _names(sentence: Sentence, tokens: Tokens, text: str) -> bool:
    """Whether a sentence has a word that tells of a matter, or of a wait."""
    words = map(tokens.word, range(sentence.first, sentence.last))
    return not _WAIT.isdisjoint(words) or bool(_telling(sentence, tokens, text))


def _telling(sentence: Sentence, tokens: Tokens, text: str) -> list[str]:
    """The words of a sentence that tell of a matter; what begins with a capital is a name."""
    return [
        word
        for at in range(sentence.first, sentence.last)
        if (tokens.symbols[at] >= WORD or tokens.symbols[at] == OTHER)
        and not (text[tokens.start(at)].isupper() or tokens.is_in(at, "everyday-word"))
        and (word := tokens.word(at)) not in _HELLO
        and not word.startswith(_EMPTY)
    ]
