"""Words in capitals, two or more on end, and marks in pairs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.condition import public
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.language.marks import OUTCRY, QUERY
from empathylint.memory import remembered
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_RUN = late(r"(?<![\w'’&/.-])[A-Z][A-Z'’]*(?:[ ,]{1,2}[A-Z][A-Z'’]*)+(?![\w'’&/])")
_LIKELY = late(r"[A-Z'’][ ,]{1,2}[A-Z]")
_LOUD = late(r"[A-Z!?][A-Z!?]")
_QUOTES = frozenset("\"“”„*_`'‘’«»[(<>")
_ALONE = frozenset({"I", "A"})
_KINDLY = frozenset({"thanks", "closes", "greets"})
_MENU = 6
_MARKS = late(r"[!?]{2,}")
_CAPITALS = late(r"[A-Z]+(?:['’][A-Z]+)*")
_PAIRS = ("!!", "??", "!?", "?!")


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each turn of an agent who does not write everything in capitals."""
    if all(turn.text.isupper() for turn in conversation.turns) and not conversation.is_template:
        return
    for turn in public(conversation, Role.AGENT):
        if turn.tokens is None:
            continue
        place = _shouted(turn, conversation.house.named(turn.text) if conversation.house.names else [])
        if place is None:
            yield Outcome(whole(turn), turn.index)
        else:
            yield fail(rule, conversation, place, rest=_calm(turn, turn.tokens, place))


def _shouted(turn: Turn, names: list[tuple[int, int]]) -> Place | None:
    """The first words of a turn that are shouted, marks included, or the first marks in a pair.

    `names` are the places of products and brands, which shout nothing by themselves.
    """
    tokens = turn.tokens
    if tokens is None:
        return None
    for found in _runs(turn):
        if _is_stressed(tokens, found, names) and not _is_quoted(turn.text, found):
            marks = _MARKS.match(turn.text, found.end())
            return Place(turn.index, found.start(), marks.end() if marks else found.end())
    has_marks = "!" in turn.text or "?" in turn.text
    return _marked(turn, tokens) if has_marks and any(map(turn.text.__contains__, _PAIRS)) else None


@remembered
def _runs(turn: Turn) -> list[re.Match[str]]:
    """The runs of words in capitals."""
    return list(_RUN.finditer(turn.text)) if _LIKELY.search(turn.text) and _LOUD.search(turn.text) else []


def _marked(turn: Turn, tokens: Tokens) -> Place | None:
    """The first marks in a pair and the word before them, unless they stand behind thanks or a good wish."""
    kindly = {tokens.sentence_at(hit.start).first for hit in turn.hits if hit.cue.split(".")[0] in _KINDLY}
    for sentence in tokens.sentences:
        if sentence.mark not in (OUTCRY, QUERY):
            continue
        at = next(at for at in range(sentence.last - 1, -1, -1) if tokens.symbols[at] == sentence.mark)
        only_marks = "?" not in turn.text[tokens.start(at) : tokens.end(at)]
        if at > sentence.first and not (only_marks and sentence.first in kindly):
            return Place(turn.index, tokens.start(at - 1), tokens.end(at))
    return None


def _is_stressed(tokens: Tokens, found: re.Match[str], names: list[tuple[int, int]]) -> bool:
    """Whether a run in capitals holds two words, one of them, which is no name, of those that are shouted."""
    words = [word for word in re.split(r"[ ,]+", found[0]) if word not in _ALONE]
    at = tokens.at(found.start())
    spoken = [
        tokens.is_in(place, "stressed") and not any(start <= tokens.start(place) < end for start, end in names)
        for place in range(at, min(at + len(words) * 2, len(tokens.symbols)))
    ]
    inside = [tokens.start(at + number) < found.end() for number in range(len(spoken))]
    return len(words) > 1 and any(said and held for said, held in zip(spoken, inside, strict=True))


def _is_quoted(text: str, found: re.Match[str]) -> bool:
    """Whether quotation marks, bold type or the arrow of a menu make a label of the words."""
    if text[max(0, found.start() - _MENU) : found.start()].rstrip().endswith((">", "&gt;", "→")):
        return True
    return bool(
        _QUOTES.intersection(text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1])
    )


_SPELLED = {
    word.upper(): word
    for word in (
        "I", "ASAP", "ATM", "CEO", "DHL", "DPD", "ETA", "EU", "FAQ", "GLS", "GPS", "HDMI", "ID", "IKEA", "NHS", "OK",
        "PC", "PDF", "PIN", "QR", "SIM", "SMS", "TV", "UK", "UPS", "URL", "USA", "USB", "USPS", "VAT", "VPN", "Amazon",
        "American", "British", "Christmas", "Easter", "eBay", "English", "European", "Facebook", "FedEx", "French",
        "German", "Google", "Instagram", "Mastercard", "Microsoft", "Netflix", "PayPal", "Spanish", "Twitter", "Visa",
        "WhatsApp", "WiFi", "YouTube",
    )
}  # fmt: skip
_GOES_ON = late(r"\b(?:an?|and|are|do|for|in|is|must|not|of|on|or|our|please|the|to|with|your)\s*\Z", re.IGNORECASE)
_DAYS = ("day-name", "month")
_SHAPE = 2  # what is known of a word of which only the spelling is: that it is a word, and in capitals


def _calm(turn: Turn, tokens: Tokens, place: Place) -> str:
    """The shouted words in small letters, with one mark behind them; empty where one of them may be a name."""
    said = turn.text[place.start : place.end]
    if said.upper() == said and len(_CAPITALS.findall(said)) > 1:
        lower = [_lowered(word[0], tokens, place.start + word.start()) for word in _CAPITALS.finditer(said)]
        if not all(lower):
            return ""
        left = iter(lower)
        said = _CAPITALS.sub(lambda _: next(left), said)
        lead = turn.text[: place.start].rstrip(" \t")
        if not lead or lead[-1] in ".!?:" or (lead[-1] == "\n" and not _GOES_ON.search(lead)):
            said = said[:1].upper() + said[1:]
    return _MARKS.sub(lambda marks: "?" if "?" in marks[0] else "!", said)


def _lowered(word: str, tokens: Tokens, start: int) -> str:
    """A word in capitals as it is spelt otherwise; empty where nothing is known of it."""
    at = tokens.at(start)
    whole, _, ending = word.replace("’", "'").partition("'")
    if whole in _SPELLED:
        return f"{_SPELLED[whole]}{word[len(whole) :].lower()}"
    if any(tokens.is_in(at, days) for days in _DAYS):
        return word.capitalize()
    return word.lower() if ending or len(tokens.lexicon.atoms[tokens.symbols[at]]) > _SHAPE else ""
