"""Whole replies with all their rewrites put in, the agent's links, numbers and placeholders kept."""

from __future__ import annotations

import re
from collections import Counter
from functools import reduce
from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.facts import is_whole, lost, made_up
from empathylint.finding import Edit, EditKind
from empathylint.language.masks import PLACEHOLDER, mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from empathylint.finding import Finding
    from empathylint.report import Talk

_IN_LINK = frozenset("/@{}[]<>")


def mended_replies(talk: Talk) -> dict[int, str]:
    """The text of each turn that several rewrites are about, with all that fit together, by the turn's index."""
    by_turn: dict[int, list[Finding]] = {}
    for finding in (told.finding for told in talk.told):
        if finding.edit is not None:
            by_turn.setdefault(finding.edit.place.turn, []).append(finding)
    return {
        turn: mended(talk.turns[turn].text, _gravest_first(several))
        for turn, several in by_turn.items()
        if len(several) > 1
    }


def mended(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits put in; an edit gives way to one before it, and none takes a fact away."""
    chosen: list[Edit] = []
    for edit in edits:
        if not any(_clash(edit, other) for other in chosen) and _keeps_facts(text, edit, edit.text):
            chosen.append(_unlike(edit, {other.text for other in chosen}))
    for edit in sorted(chosen, key=lambda edit: (edit.place.start, edit.place.end), reverse=True):
        text = put_in(text, edit, edit.text)
    return text


def _unlike(edit: Edit, said: set[str]) -> Edit:
    """The edit with the first of its texts that is not said already; as it is where there is none without a blank."""
    texts = (text for text in (edit.text, *edit.others) if text not in said and "[" not in text)
    return edit if not edit.text or edit.text not in said else replace(edit, text=next(texts, edit.text))


def put_in_at_once(text: str, edit: Edit) -> str | None:
    """A text with the first words of an edit that can go in without a person; None where none can."""
    return next(put_in_each(text, edit), None)


def put_in_each(text: str, edit: Edit) -> Iterator[str]:
    """A text with each of the words of an edit that can go in without a person.

    They leave no blank and keep all facts and placeholders, promise no time that the text does not, and take the place
    of no half quotation and of no words in bold type.
    """
    said = text[edit.place.start : edit.place.end]
    if not edit.safe and edit.kind is EditKind.REPLACE and said.rstrip().endswith(":"):
        return  # what it leads on to would hang in the air
    for words in edit.ready:
        became = put_in(text, edit, words)
        if became != text and _keeps(text, edit, words, became):
            yield became


def _keeps(text: str, edit: Edit, words: str, became: str) -> bool:
    """Whether a text with words put in says what it has to say still, and nothing that is not for a machine to say."""
    said = text[edit.place.start : edit.place.end]
    before, after = Counter(placeholders_in(text)), Counter(placeholders_in(became))
    same = not after - before and all(_is_link(blank, became) for blank in before - after)
    stressed = "**" in said and "**" not in words
    return (
        same
        and not stressed
        and is_whole(said) == is_whole(words)
        and not made_up(words, text)
        and _keeps_facts(text, edit, words)
    )


def _is_link(blank: str, text: str) -> bool:
    """Whether what looked like a blank, “[leaflet] (https://…)”, is the words or the address of a link in a text."""
    return f"{blank}(http" in text or (blank.startswith("[http") and f"]({blank[1:-1]})" in text)


def placeholders_in(text: str) -> list[str]:
    """All placeholders and blanks of a text as they are written, in order."""
    covered = mask(text)
    return [text[found.start() : found.end()] for found in re.finditer(f"{PLACEHOLDER}+", covered)]


def put_in(text: str, edit: Edit, words: str) -> str:
    """A text with words put where an edit puts its own; no words in the place of some leave them out."""
    before, after = text[: edit.place.start], text[edit.place.end :]
    if edit.kind is EditKind.INSERT_AFTER and words and _is_open(before):
        before = before.rstrip() + "."
    if edit.kind is EditKind.INSERT_BEFORE and before.rstrip(" ").endswith(",") and words.endswith((".", "!", "?")):
        after = after.lstrip(" ")
        after = after[:1].upper() + after[1:]  # behind “Hi Jo,” a sentence of its own stands now
    if edit.kind is EditKind.REPLACE and words:
        return before + words + after
    if not words and not before.rstrip(" ").rpartition("\n")[2] and not after.lstrip(" ").partition("\n")[0]:
        before, after = before.rstrip(), after if after.strip() else ""  # a paragraph that is left out leaves no gap
    parts = [part for part in (before.rstrip(" "), words, after.lstrip(" ")) if part]
    return reduce(_joined, parts, "")


def _joined(before: str, after: str) -> str:
    """Two parts of a text with a space between them, but for where a line begins or ends."""
    return f"{before}{after}" if before[-1:] in {"", "\n", "\r"} or after[0] in "\r\n" else f"{before} {after}"


def _is_open(text: str) -> bool:
    """Whether a text ends in a word, as in chat: without a full stop, and not in a link."""
    last = text.split()[-1:]
    return bool(last) and last[0][-1].isalnum() and not _IN_LINK & set(last[0])


def _gravest_first(findings: Iterable[Finding]) -> Iterator[Edit]:
    for finding in sorted(findings, key=lambda finding: -finding.severity.rank):
        if finding.edit is not None:
            yield finding.edit


def _clash(edit: Edit, other: Edit) -> bool:
    """Whether two edits change the same words, or add something at the same place."""
    if edit.place == other.place:
        return True
    return edit.place.start < other.place.end and other.place.start < edit.place.end


def _keeps_facts(text: str, edit: Edit, words: str) -> bool:
    """Whether all facts of the replaced words stand in the new ones."""
    return not lost(text[edit.place.start : edit.place.end], words)
