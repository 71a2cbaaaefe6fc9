"""The language of forms, and the plain words for it where there are some that fit as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.tokens import Tokens
from empathylint.own_words import judged_words, sentence_of, sentence_place
from empathylint.plainer import has_plain_words, in_plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.finding import Outcome
    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each turn of an agent's, or for each such phrase in it."""
    return judged_words(rule, conversation, "officialese", _plainly)


def _plainly(turn: Turn, hit: Hit) -> str:
    """The sentence in plain words; empty where there are none for some words of forms in it."""
    tokens, place = turn.tokens, sentence_place(turn, hit.start)
    if tokens is None:
        return ""
    flagged = [other for other in turn.hits if other.cue == hit.cue and place.start <= other.start < place.end]
    if not all(has_plain_words(tokens, other.start, other.end) for other in flagged):
        return ""
    sentence = sentence_of(turn, hit)
    return in_plain_words(Tokens(sentence, tokens.lexicon), sentence)
