"""Which understanding or regret is cancelled: behind a “but” that follows it stands a refusal and no help."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from empathylint.language.late import late
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Turn

TURNS = frozenset({"but", "however", "though", "although", "unfortunately", "it's just", "yet"})
KINDS = frozenset({"takes-back.understands", "takes-back.regrets"})
AGAINST = ("takes-back.against", "refuses", "blames")
# The words of help that are so common that a phrase for them would be seen in every other turn.
HELPS = late(
    r"\b(?:let[\s,]+me|let[\s,]+us|let['’]?s|what[\s,]+(?:i|we)[\s,]+can|here(?:[\s,]+is|['’]?s)|good[\s,]+news|please"
    r"|you[\s,]+(?:can|could|may|will)|you['’]ll|(?:there[\s,]+is|there['’]?s)[\s,]+(?:an?|another|good)"
    r"|(?:would|could|can)[\s,]+you|(?:may|can|could)[\s,]+i)\b",
    re.IGNORECASE,
)
OFFERING = ("would you", "do you", "shall i", "shall we")
_REACH = 24  # words of the clause before the “but”


def find(turn: Turn) -> Iterator[Hit]:
    """The words from each understanding or regret to the end of what takes it back."""
    if turn.tokens is None or turn.cues.isdisjoint(KINDS):
        return
    done = -1
    helps: list[int] | None = None
    for hit in turn.hits:
        if hit.cue not in KINDS or hit.start < done:
            continue
        clause = _turned(hit, turn.tokens)
        if clause is None:
            continue
        if helps is None:
            helps = _helps(turn)
            foes = [other.start for other in turn.hits if other.cue.startswith(AGAINST)]
            offered = _last_offer(turn)
        ended = _against(turn.tokens, clause, foes, helps)
        if ended and not (hit.cue == "takes-back.regrets" and offered >= ended):
            done = ended
            yield Hit(hit.cue, hit.start, ended)


def _turned(hit: Hit, tokens: Tokens) -> range | None:
    """What stands behind the “but” that follows a hit in its clause or opens the next sentence, or None."""
    sentence = tokens.sentence_at(hit.start)
    at = tokens.at(hit.end)
    clause = range(max(at - 1, sentence.first), min(at + _REACH, sentence.last))
    turned = next((place for place in clause if tokens.word(place) in TURNS), -1)
    if turned >= 0:
        return range(turned, sentence.last)
    following = _next_sentence(sentence, tokens)
    if following is not None and tokens.word(following.first) in TURNS:
        return range(following.first, following.last)
    return None


def _helps(turn: Turn) -> list[int]:
    """Where words of help begin, in order."""
    helps = [hit.start for hit in turn.hits if hit.cue == "takes-back.help"]
    return sorted([*helps, *(found.start() for found in HELPS.finditer(turn.text))])


def _next_sentence(sentence: Sentence, tokens: Tokens) -> Sentence | None:
    return tokens.sentence_at(tokens.start(sentence.last)) if sentence.last < len(tokens.symbols) else None


def _against(tokens: Tokens, clause: range, foes: list[int], helps: list[int]) -> int:
    """Where a clause ends if it refuses, obliges or blames before it helps, else 0."""
    begun, ended = tokens.start(clause.start), tokens.end(clause.stop - 1)
    return ended if _next(foes, begun, ended) < _next(helps, begun, ended) else 0


def _next(places: list[int], begun: int, ended: int) -> int:
    """The first of some places between two characters, or the end where there is none."""
    at = bisect_left(places, begun)
    return min(places[at], ended) if at < len(places) else ended


def _last_offer(turn: Turn) -> int:
    """Where the last question that offers something else begins: “sorry, it's gone. Would you like …?”."""
    return max((hit.start for hit in turn.hits if hit.cue == "offers" and _is_asked(hit, turn)), default=-1)


def _is_asked(hit: Hit, turn: Turn) -> bool:
    return turn.text[hit.start : hit.end + 12].casefold().startswith(OFFERING)
