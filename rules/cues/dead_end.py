"""Which refusals are dead ends: those in a reply that brings no way forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.tokens import Tokens
    from empathylint.model import Turn

AHEAD = frozenset({"way-forward", "points-elsewhere"})
SOFTENERS = frozenset({"unfortunately", "regrettably", "sadly", "regretfully", "alas"})
WILL_NOT = ("won't", "won’t", "will not")
_FAR = 400  # words behind a bare “unfortunately” in which its “not” may stand
_NO = frozenset({"no", "nope", "nah"})
_FEW = 4  # symbols of a sentence that explains nothing
_SOFTENING = 4  # the words of “I'm afraid” and their like


def find(turn: Turn) -> Iterator[Hit]:
    """The first refusal of a turn without a way forward; a bare “unfortunately” needs a “not” in its sentence."""
    if turn.tokens is None or AHEAD & turn.cues:
        return
    for hit in turn.hits:
        root = hit.cue.split(".")[0]
        if root == "dead-end" and _is_answer(hit, turn.tokens):
            continue
        if root == "dead-end" or (root == "refuses" and _is_refusal(hit, turn, turn.tokens)):
            yield Hit("dead-end", hit.start, hit.end)
            return


def _is_refusal(hit: Hit, turn: Turn, tokens: Tokens) -> bool:
    said = turn.text[hit.start : hit.end].casefold()
    soft = said in SOFTENERS or ("afraid" in said or "regret" in said or "fear" in said)
    if not soft or len(said.split()) > _SOFTENING:
        return not (said.endswith(WILL_NOT) and _ends_sentence(hit, tokens))
    sentence = tokens.sentence_at(hit.start)
    begun = tokens.at(hit.end)
    return not tokens.listed("negator").isdisjoint(tokens.symbols[begun : min(begun + _FAR, sentence.last)])


def _is_answer(hit: Hit, tokens: Tokens) -> bool:
    """Whether a bare “no” answers a question and is explained at once: “No. He only saw the street.”."""
    if tokens.word(tokens.at(hit.start)) not in _NO or not _ends_sentence(hit, tokens):
        return False
    number = tokens.sentence_number(hit.start)
    following = tokens.sentences[number + 1 : number + 2]
    return any(said.last - said.first > _FEW for said in following)


def _ends_sentence(hit: Hit, tokens: Tokens) -> bool:
    """Whether nothing follows a hit in its sentence, as in “take your time” – “I won't”."""
    return tokens.at(hit.end) >= tokens.sentence_at(hit.start).last - 1
