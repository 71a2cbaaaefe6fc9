"""Checks: sure words stand; doubtful questions stand once an answer is given and nothing else is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.model import Conversation, Turn

_TRIED = frozenset({"settled", "tried-step"})
_DOUBTFUL = frozenset({"checks.maybe", "checks.short"})
_DEEDS = frozenset({"resolves.done", "resolves.have", "resolves.running", "resolves.instruct", "resolves.remedy"})
_DATA = frozenset({
    "have", "has", "know", "want", "need", "remember", "recall", "mean", "happen", "happened", "own", "use", "using",
    "live", "sure", "prefer", "wish", "try", "tried", "ever", "pay", "order", "say", "tell", "show", "send", "share",
    "provide", "please", "a", "an", "or", "i", "we", "there", "someone", "anyone", "hurt", "alone", "which", "what",
})  # fmt: skip
_FEW_WORDS = 6
_LAST_WORDS = 14  # a doubtful question ends a turn, or fills a short one


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The hits of `checks` that stand in a turn."""
    answer = turn.says("resolves") if turn.index or conversation.is_template else None
    questions = [] if turn.cues.isdisjoint(_DOUBTFUL) else _questions(turn)
    for hit in turn.hits:
        if hit.cue == "checks.sure":
            yield hit
        elif hit.cue == "checks.short" and not _asks_elsewhere(turn, hit, questions):
            if _follows_a_deed(turn, hit) and _looks_at_outcome(turn, hit):
                yield Hit("checks.maybe", hit.start, hit.end)
        elif hit.cue == "checks.maybe" and not _asks_elsewhere(turn, hit, questions):
            answered = answer is not None and answer.start < hit.start
            if answered or _follows_an_answer(turn, conversation):
                yield hit


def _follows_a_deed(turn: Turn, hit: Hit) -> bool:
    """Whether the turn tells before a question what was done, or what to do."""
    return any(deed.cue in _DEEDS and deed.end <= hit.start for deed in turn.hits)


def _looks_at_outcome(turn: Turn, hit: Hit) -> bool:
    """Whether a short question is about how it turned out: “does it ring?”, not “do you have the receipt?”."""
    tokens = turn.tokens
    if tokens is None:
        return False
    words = range(tokens.at(hit.start), tokens.sentence_at(hit.start).last)
    return not any(tokens.is_in(at, "asked-for") or tokens.word(at) in _DATA for at in words)


def _follows_an_answer(turn: Turn, conversation: Conversation) -> bool:
    """Whether a turn of few words looks back on an answer in the turns before."""
    if turn.index and _reports_a_try(conversation.turns[turn.index - 1]):
        return True
    if not _is_short(turn, _LAST_WORDS):
        return False
    earlier = conversation.turns[max(turn.index - 3, 0) : turn.index]
    return any(_may_answer(before) for before in earlier if before.is_agent)


def _is_short(turn: Turn, words: int) -> bool:
    return len(turn.text.split(maxsplit=words)) <= words


def _reports_a_try(turn: Turn) -> bool:
    """Whether a customer says in few words that they have done as told: “done”, “I restarted it”."""
    return bool(turn.cues & _TRIED) and turn.is_customer and _is_short(turn, _FEW_WORDS)


def _may_answer(turn: Turn) -> bool:
    """Whether an earlier turn may have given an answer, if only by an instruction."""
    if "resolves" in turn.cues or "promises" in turn.cues:
        return True
    return turn.tokens is not None and any(sentence.mood is Mood.INSTRUCTION for sentence in turn.tokens.sentences)


def _questions(turn: Turn) -> list[Sentence]:
    return [said for said in turn.tokens.sentences if said.mood is Mood.QUESTION] if turn.tokens else []


def _asks_elsewhere(turn: Turn, hit: Hit, questions: list[Sentence]) -> bool:
    """Whether the turn asks anything in another sentence."""
    return len(questions) > 1 or (
        turn.tokens is not None and any(asked != turn.tokens.sentence_at(hit.start) for asked in questions)
    )
