"""Sentences of a tokenised text, their clauses and their mood."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.language.marks import ASK, COMMA, PARAGRAPH, QUERY, SOFT, STOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.tokens import Tokens

_PEOPLE = frozenset({"i", "we", "you", "he", "she", "they"})
_GREETED = 3  # “Hi Ana,” is over within so many words


class Mood(StrEnum):
    """What a sentence does: asks, instructs, tells what its speaker will do, or states."""

    QUESTION = "question"
    INSTRUCTION = "instruction"
    FUTURE = "future"
    STATEMENT = "statement"


class Sentence(Struct, frozen=True, gc=False):
    """Symbols `first` to `last` (exclusive, closing mark included) of a text; `mark` is the closing mark."""

    first: int
    last: int
    mark: int
    mood: Mood


def split(tokens: Tokens) -> Iterator[Sentence]:
    """The sentences of a text in order; marks without words belong to the one before, or are one if all is marks."""
    symbols = tokens.symbols
    bounds: list[tuple[int, int, int]] = []
    first = 0
    for stop in [at for at, symbol in enumerate(symbols) if STOP <= symbol <= PARAGRAPH]:
        mark = symbols[stop]
        if stop > first:
            bounds.append((first, stop + 1, mark))
        elif bounds:
            begun, _, before = bounds[-1]
            bounds[-1] = (begun, stop + 1, mark if before in (STOP, PARAGRAPH) else before)
        first = stop + 1
    if first < len(symbols):
        bounds.append((first, len(symbols), STOP))
    elif symbols and not bounds:
        bounds.append((0, len(symbols), symbols[0]))
    for begun, last, mark in bounds:
        yield Sentence(begun, last, mark, mood(tokens, begun, last, mark))


def clauses(tokens: Tokens, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The clauses (first, last) of a sentence: cut before a word such as but, however, because."""
    first = sentence.first
    splitters = tokens.listed("splitter")
    if not splitters.isdisjoint(tokens.symbols[first + 1 : sentence.last]):
        for at in range(first + 1, sentence.last):
            if tokens.symbols[at] in splitters:
                yield first, at
                first = at
    yield first, sentence.last


def opening(tokens: Tokens, first: int, last: int) -> int:
    """The place of the first word that is no opener such as well, so, hello, please or a name."""
    symbols, openers = tokens.symbols, tokens.listed("opener")
    for at in range(first, last):
        symbol = symbols[at]
        if symbol in (SOFT, COMMA) or symbol in openers:
            continue
        if at - first < _GREETED and at + 1 < last and symbols[at + 1] == COMMA:
            continue
        return at
    return first


def mood(tokens: Tokens, first: int, last: int, mark: int) -> Mood:
    """What the symbols `first` to `last` do as a sentence, by their closing mark and their first words."""
    if mark in (ASK, QUERY):
        return Mood.QUESTION
    at = opening(tokens, first, last)
    listed, head = tokens.lexicon.listed, tokens.symbols[at]
    following = tokens.symbols[at + 1] if at + 1 < last else STOP
    if head in listed["imperative"] and following not in listed["future"]:
        return Mood.INSTRUCTION
    if head in listed["asking"] and (following in listed["subject"] or following in listed["asking"]):
        return Mood.STATEMENT if _only_looks_asked(tokens, at, last) else Mood.QUESTION
    if head in listed["subject"] and following in listed["future"]:
        return Mood.FUTURE
    return Mood.STATEMENT


def _only_looks_asked(tokens: Tokens, at: int, last: int) -> bool:
    """Whether a sentence without a question mark wishes or tells: “may the roof hold”, “what he did is wrong.”."""
    if at + 1 >= last:
        return False
    head, following = tokens.word(at), tokens.word(at + 1)
    if head == "may":
        return following not in {"i", "we"}
    return head == "what" and following in _PEOPLE and tokens.symbols[last - 1] == STOP
