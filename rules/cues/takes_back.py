"""Which understanding or regret is cancelled: behind a “but” that follows it stands a refusal and no help."""

from __future__ import annotations

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
_REACH = 24  # words of the clause before the “but”


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:  # noqa: ARG001 - every twin has both
    """The words from each understanding or regret to the end of what takes it back."""
    if turn.tokens is None or "takes-back" not in turn.cues:
        return
    done = -1
    for hit in turn.hits:
        kind = KINDS.get(hit.cue)
        if kind is None or hit.start < done:
            continue
        ended = _taken_back(hit, turn, turn.tokens)
        if ended and not (kind == "takes-back.regrets" and _is_offered(turn, ended)):
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
    inside = [hit for hit in turn.hits if begun <= hit.start < ended]
    helps = min((hit.start for hit in inside if hit.cue == "takes-back.help"), default=ended)
    return ended if any(_is_against(hit) and hit.start < helps for hit in inside) else 0


def _is_against(hit: Hit) -> bool:
    return hit.cue in AGAINST or hit.cue.split(".")[0] in AGAINST


def _is_offered(turn: Turn, ended: int) -> bool:
    """Whether a question behind a refusal offers something else: “sorry, but the red one is gone. Would you like …?”."""
    later = [
        turn.text[hit.start : hit.end + 12].casefold()
        for hit in turn.hits
        if hit.cue == "offers" and hit.start >= ended
    ]
    return any(said.startswith(OFFERING) for said in later)
