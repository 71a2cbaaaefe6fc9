"""Which understanding or regret is cancelled: behind a “but” that follows it stands a refusal and no help."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn

TURNS = frozenset({"but", "however", "though", "although", "unfortunately", "it's just", "yet"})
KINDS = {"takes-back.understands": "takes-back.understands", "takes-back.regrets": "takes-back.regrets"}
AGAINST = frozenset({"takes-back.against", "refuses", "blames"})
OFFERING = ("would you", "do you", "shall i", "shall we")
_MANY = 200  # hits behind a “but” that are looked at, to keep the work linear on any text
_REACH = 24  # words of the clause before the “but”


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:  # noqa: ARG001 - every twin has both
    """The words from each understanding or regret to the end of what takes it back."""
    if turn.tokens is None or "takes-back" not in turn.cues:
        return
    done, offered = -1, _last_offer(turn)
    for hit in turn.hits:
        kind = KINDS.get(hit.cue)
        if kind is None or hit.start < done:
            continue
        ended = _taken_back(hit, turn, turn.tokens)
        if ended and not (kind == "takes-back.regrets" and offered >= ended):
            done = ended
            yield Hit(kind, hit.start, ended)


def _taken_back(hit: Hit, turn: Turn, tokens: Tokens) -> int:
    """The character where what cancels a hit ends, 0 where nothing does."""
    sentence = tokens.sentence_at(hit.start)
    at = tokens.at(hit.end)
    clause = range(max(at - 1, sentence.first), min(at + _REACH, sentence.last))
    turned = next((place for place in clause if tokens.word(place) in TURNS), -1)
    if turned >= 0:
        return _against(turn, tokens, turned, sentence.last)
    following = _next_sentence(sentence, tokens)
    if following is not None and tokens.word(following.first) in TURNS:
        return _against(turn, tokens, following.first, following.last)
    return 0


def _next_sentence(sentence: Sentence, tokens: Tokens) -> Sentence | None:
    return tokens.sentence_at(tokens.start(sentence.last)) if sentence.last < len(tokens.symbols) else None


def _against(turn: Turn, tokens: Tokens, first: int, last: int) -> int:
    """Where the clause ends if it refuses, obliges or blames before it helps, else 0."""
    begun, ended = tokens.start(first), tokens.end(last - 1)
    at = bisect_left(turn.hits, begun, key=attrgetter("start"))
    inside = [hit for hit in turn.hits[at : at + _MANY] if hit.start < ended]
    helps = min((hit.start for hit in inside if hit.cue == "takes-back.help"), default=ended)
    return ended if any(_is_against(hit) and hit.start < helps for hit in inside) else 0


def _is_against(hit: Hit) -> bool:
    return hit.cue in AGAINST or hit.cue.split(".")[0] in AGAINST


def _last_offer(turn: Turn) -> int:
    """Where the last question that offers something else begins: “sorry, it's gone. Would you like …?”."""
    return max((hit.start for hit in turn.hits if hit.cue == "offers" and _is_asked(hit, turn)), default=-1)


def _is_asked(hit: Hit, turn: Turn) -> bool:
    return turn.text[hit.start : hit.end + 12].casefold().startswith(OFFERING)
