"""Customers' questions, one of two or more, that the next reply goes past while it answers another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, quoted, whole
from empathylint.language.marks import ASK
from empathylint.language.placed import placed
from empathylint.language.sentences import opening
from empathylint.memory import remembered
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_LEAST = 4  # words of a question that wants an answer, its mark included
_STEM = 5  # letters in which words of one stem agree
_SHORTEST = 4  # letters of a word that tells what is asked
_MOST = 8  # questions of one turn that are looked at
_ELSEWHERE = frozenset({"moves-channel", "escalates", "holds", "asks-identifier", "refocuses", "promises", "owes-news"})
_KINDLY = frozenset({"thanks", "greets", "closes", "apologizes", "checks"})
_ANY = frozenset({"yes", "no", "both", "either", "neither", "all"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each customer turn that asks two things or more and has a reply."""
    done = -1
    for raised in conversation.turns:
        may_ask = raised.is_customer and raised.index > done and raised.text.count("?") > 1
        asked = _questions(raised) if may_ask else ()
        if len(asked) < 2:  # noqa: PLR2004 - one question is another rule's matter
            continue
        reply = conversation.reply_to(raised)
        if not reply:
            return
        done = reply[-1].index
        if any(turn.cues & _ELSEWHERE for turn in reply):
            continue
        left = _passed_over(asked, reply)
        if left:
            when = quoted(raised.text[left.start : left.end])
            yield fail(rule, conversation, opening_of(reply[0]), raised, left, when=when)
        else:
            yield Outcome(whole(reply[0]), raised.index)


@remembered
def _questions(turn: Turn) -> tuple[tuple[frozenset[str], Hit], ...]:
    """The real questions of a turn: what each is about, and where it stands."""
    tokens = turn.tokens
    if tokens is None:
        return ()
    found: list[tuple[frozenset[str], Hit]] = []
    for sentence in tokens.sentences:
        if sentence.mark != ASK or len(found) >= _MOST:
            continue
        at = opening(tokens, sentence.first, sentence.last)
        about = _stems(tokens, sentence)
        if about and sentence.last - at >= _LEAST and tokens.is_in(at, "asking"):
            found.append((about, Hit("question", tokens.start(at), tokens.end(sentence.last - 1))))
    return tuple(found)


def _stems(tokens: Tokens, sentence: Sentence) -> frozenset[str]:
    """The beginnings of the words of a sentence that tell what it is about."""
    everyday = tokens.listed("everyday-word")
    words = (
        tokens.word(at).strip("'’") for at in range(sentence.first, sentence.last) if tokens.symbols[at] not in everyday
    )
    return frozenset(word[:_STEM] for word in words if len(word) >= _SHORTEST and word.isalpha())


def _passed_over(asked: tuple[tuple[frozenset[str], Hit], ...], reply: tuple[Turn, ...]) -> Hit | None:
    """The first question that a reply says nothing about, where it does take up another and tells fewer things."""
    told = [(turn.tokens, sentence) for turn in reply if turn.tokens for sentence, hits in placed(turn) if _tells(hits)]
    statements = [sentence for _, sentence in told if sentence.mark != ASK and sentence.last - sentence.first >= _LEAST]
    if len(statements) >= len(asked) or any(_ANY & set(turn.text.casefold().split()) for turn in reply):
        return None
    said = frozenset[str]().union(*(_stems(*pair) for pair in told))
    taken = [about for about, _ in asked if about & said]
    if not taken:
        return None
    return next((hit for about, hit in asked if not about & said), None)


def _tells(hits: Sequence[Hit]) -> bool:
    """Whether a sentence with some hits is more than a greeting, thanks or a farewell."""
    return not any(hit.cue.partition(".")[0] in _KINDLY for hit in hits)
