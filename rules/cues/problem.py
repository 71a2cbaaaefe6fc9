"""Problems: the fault phrases, and an opening story with a sore point in it that no phrase knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn

_OPENING = 6  # turns among which a customer still tells why they came
_SMALL_TALK = 7  # words up to which an earlier turn was a greeting or a name
_LEAST, _MOST = 4, 120  # tokens of a sentence that tells a trouble
_BEFORE = 3  # words before a verb among which its subject stands
_SORE = frozenset(
    """never nothing nobody none without but yet still only instead although though again cannot neither
    twice wrong except despite already sixty until anymore zero half minus supposed hardly barely""".split()
) - {"sixty"}
_ABOUT_ME = frozenset("i we i've we've i'd we'd i'm we're im ive weve".split())
_PAST = frozenset(
    """came went said sent gave took broke fell lost was were became flew drove ran hit shut cut stole tore froze
    rang hung sold made kept ate bit blew brought caught forgot hid hurt shook shot sank stuck swore threw got had
    wore gone told left put let grew shrank burnt bent split began died dead doubled turned read""".split()
)
_NOT_PAST = frozenset("need speed seed feed indeed bed red wed shed exceed proceed succeed named called based".split())
_SUFFERED = frozenset("got was were been being get".split())
_NOT_SUFFERED = frozenset(
    "interested pleased told asked advised recommended married engaged impressed delighted excited referred".split()
)
_CALM = frozenset(
    """want wanted wants would like need needs could may might will shall should please if whether which how
    thank thanks thx ta cheers love loved loving great good nice happy perfect pleased wonderful amazing brilliant
    excellent lovely name checking check status passed question wondering wonder interested hoping hope planning plan thinking looking curious
    quote enquiry i'll we'll i'd we'd let's sorted fixed resolved solved gonna can recommended friendly wanna
    helpful fine decide decided kind quick enquire inquire ask""".split()
)
_REQUESTS = frozenset("can could do does would will may shall is are how what when which where am should did".split())
_OF_STAY = frozenset("since always constantly whenever everytime".split())
_OTHERS = frozenset("it they someone somebody your the my our everything he she this that".split())


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The phrases' hits, or else the sentence of an opening turn that tells a trouble."""
    if "problem" in turn.cues:
        yield from _named(turn, conversation)
    elif turn.tokens is not None and _is_opening(turn, conversation) and not _asks(turn.tokens):
        yield from _told(turn.tokens)


def _named(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The phrases' hits; once a trouble is known, those in statements only."""
    hits = [hit for hit in turn.hits if hit.cue == "problem"]
    tokens = turn.tokens
    if tokens is None or not _is_known(turn, conversation):
        yield from hits
        return
    for hit in hits:
        if tokens.sentence_at(hit.start).mood is Mood.STATEMENT:
            yield hit


def _is_known(turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer has told of a trouble before."""
    return any("problem" in before.cues for before in conversation.turns[: turn.index] if before.is_customer)


def _is_opening(turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer has said nothing of weight before."""
    if turn.index >= _OPENING:
        return False
    return not any(
        before.is_customer and before.tokens is not None and len(before.tokens.symbols) > _SMALL_TALK
        for before in conversation.turns[: turn.index]
    )


def _asks(tokens: Tokens) -> bool:
    """Whether a sentence asks for something, other than why or who."""
    return any(
        sentence.mood is Mood.QUESTION
        and any(tokens.word(at) in _REQUESTS for at in range(sentence.first, min(sentence.first + 3, sentence.last)))
        for sentence in tokens.sentences
    )


def _told(tokens: Tokens) -> Iterator[Hit]:
    """The first statement with a sore point in it."""
    for sentence in tokens.sentences:
        if sentence.mood is not Mood.STATEMENT or not _LEAST <= sentence.last - sentence.first <= _MOST:
            continue
        words = [tokens.word(at) for at in range(sentence.first, sentence.last)]
        if _CALM.isdisjoint(words) and _is_sore(words):
            yield Hit("problem", tokens.start(sentence.first), tokens.end(sentence.last - 1))
            return


def _is_sore(words: list[str]) -> bool:
    """Whether words hold a contrast or a lack, tell what another did, or what was done to the speaker."""
    if not _SORE.isdisjoint(words):
        return True
    if not _OF_STAY.isdisjoint(words) and not _OTHERS.isdisjoint(words):
        return True
    for at, word in enumerate(words):
        mine = not _ABOUT_ME.isdisjoint(words[max(at - _BEFORE, 0) : at])
        if not mine and at and (_is_past(word) or word == "no" or word.endswith(("n't", "n’t"))):
            return True
        if mine and _is_past(word) and words[at - 1] in _SUFFERED and word not in _NOT_SUFFERED:
            return True
    return False


def _is_past(word: str) -> bool:
    """Whether a word looks like a verb in the past."""
    return word in _PAST or (word.endswith("ed") and word not in _NOT_PAST)
