"""Where the customer's words come back: content words of theirs, stemmed, in a frame such as “so you …”."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from empathylint.language.sentences import Mood
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn

EVERYDAY = "everyday-word"
_LOOK_BACK = 8  # turns
_HEARD = 400  # symbols of a customer turn that are looked at
_LEAST_STEM = 3  # letters
_SHORTEST = 2  # a word of so few letters tells nothing
ENDINGS = (
    "ations",
    "ation",
    "ingly",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "ed",
    "es",
    "er",
    "ly",
    "s",
    "y",
    "e",
)
VERBS = {
    "broke": "break", "broken": "break", "sent": "send", "paid": "pay", "bought": "buy", "lost": "lose",
    "left": "leave", "froze": "freeze", "frozen": "freeze", "stole": "steal", "stolen": "steal",
    "fell": "fall", "fallen": "fall", "woke": "wake", "kept": "keep", "ran": "run", "sold": "sell",
    "stuck": "stick", "tore": "tear", "torn": "tear", "flew": "fly", "drew": "draw", "drawn": "draw",
    "spent": "spend", "slept": "sleep", "died": "die", "burnt": "burn", "caught": "catch",
    "taught": "teach", "canceled": "cancel", "cancelled": "cancel", "canceling": "cancel",
    "cancelling": "cancel", "delivered": "deliver", "arrived": "arrive", "came": "arrive",
    "logged": "login", "logging": "login", "shut": "shut", "cut": "cut", "bit": "bite", "bitten": "bite",
    "hid": "hide", "hung": "hang", "leaks": "leak", "crashes": "crash", "crash": "crash", "fails": "fail",
    "fail": "fail", "drops": "drop", "keeps": "keep", "stops": "stop", "leaves": "leave",
    "breaks": "break", "works": "work", "work": "work",
}  # fmt: skip
SAME = {
    "children": "child", "kids": "child", "mum": "mother", "mum's": "mother", "mom": "mother",
    "mom's": "mother", "dad": "father", "dad's": "father", "photos": "photo", "pictures": "photo",
    "picture": "photo", "cancellation": "cancel", "package": "parcel", "packages": "parcel",
    "delivery": "deliver", "deliveries": "deliver", "invoice": "bill", "login": "login", "log": "login",
    "signin": "login", "failure": "fail", "payment": "pay", "payments": "pay", "purchase": "buy",
    "purchased": "buy",
}  # fmt: skip
NEEDED = {"restates.strong": 2, "restates.frame": 4, "restates.gist": 5, "acknowledges": 8}
OWN = 10  # how much a canned reply tells of a matter that it takes for granted
PLAIN = frozenset(
    {
        "account",
        "order",
        "app",
        "phone",
        "email",
        "number",
        "page",
        "site",
        "website",
        "call",
        "message",
        "card",
    }
)
TELLING = ("ed", "ing", "en")  # endings of verbs, which tell more than nouns
_AFTER = 16  # a frame reaches over so many symbols
_BEFORE = 10  # and words of feeling over so many before them


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The stretches in which enough of the customer's words come back for what frames them."""
    if turn.tokens is None or not turn.cues & NEEDED.keys():
        return
    least = dict.fromkeys(NEEDED, OWN) if conversation.is_template else NEEDED
    heard: frozenset[str] | None = None
    done = 0
    for hit in turn.hits:
        if hit.cue not in NEEDED or hit.start < done:
            continue
        first, last = _reach(hit, turn.tokens)
        said = _words(turn.tokens, first, last)
        if _weight(said) < least[hit.cue] or not _is_frame(hit, turn.tokens, conversation):
            continue
        if heard is None and not conversation.is_template:
            heard = _heard(turn, conversation)
        if heard is None or _weight({stem: said[stem] for stem in heard & said.keys()}) >= least[hit.cue]:
            done = turn.tokens.end(last - 1)
            yield Hit("restates", turn.tokens.start(first), done)


def _reach(hit: Hit, tokens: Tokens) -> tuple[int, int]:
    """The symbols (first, last) that a frame reaches over, inside its sentence."""
    sentence = tokens.sentence_at(hit.start)
    first = tokens.at(hit.start)
    if hit.cue in {"acknowledges", "restates.gist"}:
        first = max(sentence.first, first - _BEFORE)
    return first, min(sentence.last, tokens.at(hit.start) + _AFTER)


def _is_frame(hit: Hit, tokens: Tokens, conversation: Conversation) -> bool:
    """Whether a hit frames what is told; a canned reply has nothing to go by but its own words."""
    if conversation.is_template:
        return hit.cue != "restates.gist"
    return hit.cue != "acknowledges" or tokens.sentence_at(hit.start).mood is Mood.STATEMENT


def _weight(words: dict[str, str]) -> int:
    """How much words tell of a matter, all together."""
    return sum(_tells(word) for word in words.values())


def _tells(word: str) -> int:
    """How much a word tells of a matter: a verb four, what every customer has one, any other two."""
    if word in VERBS or word.endswith(TELLING):
        return 4
    return 1 if word in PLAIN else 2


def _heard(turn: Turn, conversation: Conversation) -> frozenset[str]:
    """The stems of what the customer said in the turns before."""
    before = conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index]
    told = [said.tokens for said in before if said.is_customer and said.tokens]
    short = [_stems(tokens) for tokens in told if len(tokens.symbols) <= _HEARD]
    long = [_stems.__wrapped__(tokens) for tokens in told if len(tokens.symbols) > _HEARD]  # too large to keep
    return frozenset[str]().union(*short, *long)


@lru_cache(maxsize=_LOOK_BACK)
def _stems(tokens: Tokens) -> frozenset[str]:
    """The stems of the first content words of a text."""
    return frozenset(_words(tokens, 0, min(len(tokens.symbols), _HEARD)))


def _words(tokens: Tokens, first: int, last: int) -> dict[str, str]:
    """The content words between two symbols, by their stems."""
    everyday, word = tokens.listed(EVERYDAY), tokens.word
    spelled = [word(at) for at, symbol in enumerate(tokens.symbols[first:last], first) if symbol not in everyday]
    return {_stem(said): said for said in spelled if len(said) > _SHORTEST and said[0].isalpha()}


@lru_cache(maxsize=8_192)
def _stem(word: str) -> str:
    """A word without its ending: `cracked` gives crack, `batteries` and `battery` give batter."""
    known = VERBS.get(word) or SAME.get(word)
    if known:
        return known
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            stem = word[: -len(ending)]
            return stem[:-1] if len(stem) > _LEAST_STEM and stem[-1] == stem[-2] else stem
    return word
