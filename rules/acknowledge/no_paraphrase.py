"""Whether anything of a long complaint comes back in the answer: a word of it, a figure, or what it is about."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from empathylint.finding import Outcome
from empathylint.judge import fail, opening_of, whole
from empathylint.language.marks import OTHER, WORD
from empathylint.language.placed import placed
from empathylint.language.sentences import Mood
from empathylint.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_LONG = 20  # words of a complaint that has something to be taken up
_ANSWER = 2  # agent turns in which it is taken up
_SPOKEN = 4  # words of a turn that does more than show that one listens
_REACH = 12  # turns behind the complaint in which they lie
_STEM = 4  # letters by which words are held to be one
_HEARD = 400  # words of a turn that are looked at
_MATTER = "thing"
_ROUTINE = ("asks-identifier", "checks", "greets")
_TAKEN_UP = frozenset({"restates", "resolves", "acknowledges"})


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for the first long complaint that an agent answers."""
    for raised in conversation.turns:
        if "problem" not in raised.cues or not raised.is_customer or len(_told(raised)) < _LONG:
            continue
        answer = _answer(raised, conversation)
        if not answer:
            return
        if any(map(_takes_up, answer)) or _comes_back(raised, answer):
            yield Outcome(whole(answer[0]), raised.index)
        else:
            yield fail(rule, conversation, opening_of(answer[0]), raised)
        return


def _answer(raised: Turn, conversation: Conversation) -> list[Turn]:
    """The first agent turns behind a turn, up to the second that neither only listens nor greets."""
    answer: list[Turn] = []
    for turn in islice(conversation.after(raised), _REACH):
        if turn.is_agent and len(_told(turn)) >= _SPOKEN:
            answer.append(turn)
            if sum("greets" not in one.cues for one in answer) == _ANSWER:
                break
    return answer


def _takes_up(turn: Turn) -> bool:
    """Whether a turn sees, says back or settles the matter, or asks for more of it than a name or a number."""
    tokens = turn.tokens
    if tokens is None or not _TAKEN_UP.isdisjoint(turn.cues):
        return True
    for sentence, hits in placed(turn):
        places = range(sentence.first, sentence.last)
        is_plain = any(hit.cue.startswith(_ROUTINE) for hit in hits)
        if sentence.mood is Mood.QUESTION and not is_plain and any(_tells(at, tokens) for at in places):
            return True
    return False


def _comes_back(raised: Turn, answer: list[Turn]) -> bool:
    heard = _stems(raised)
    return any(not heard.isdisjoint(_stems(turn)) for turn in answer)


@remembered
def _told(turn: Turn) -> list[int]:
    """The places of a turn's words."""
    return turn.tokens.words[:_HEARD] if turn.tokens is not None else []


@remembered
def _stems(turn: Turn) -> frozenset[str]:
    """The beginnings of the words that tell of a matter, figures, and a sign for what it is about."""
    tokens = turn.tokens
    if tokens is None:
        return frozenset()
    asked = {
        at
        for hit in turn.hits
        if hit.cue.startswith("asks-identifier")
        for at in range(tokens.at(hit.start), tokens.at(hit.end))
    }
    telling = [at for at in _told(turn) if _tells(at, tokens) and at not in asked]
    return frozenset([_MATTER if tokens.is_in(at, _MATTER) else tokens.word(at)[:_STEM] for at in telling])


def _tells(at: int, tokens: Tokens) -> bool:
    """Whether a symbol is a word that tells of a matter."""
    return (tokens.symbols[at] >= WORD and not tokens.is_in(at, "everyday-word")) or tokens.symbols[at] == OTHER
