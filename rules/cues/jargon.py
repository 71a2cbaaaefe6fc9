"""Which terms are jargon to this customer: not heard before, and not explained on the spot."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from empathylint.language.late import late
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn

BRACKETS = ("(", "[")
EXPLAINING = (
    ", which is",
    ", which means",
    ", meaning",
    ", that is",
    ", that's",
    ", i.e",
    " i.e",
    ", or ",
    " means ",
    " stands for ",
    " – ",
    " — ",
    " - ",
)
LEADING = frozenset(
    {"the", "a", "an", "your", "our", "this", "that", "my", "no", "each", "per", "missing", "new", "pending", "their"}
)
NAMING = frozenset(
    {
        "app",
        "account",
        "game",
        "site",
        "website",
        "shop",
        "store",
        "team",
        "show",
        "channel",
        "fans",
        "box",
        "series",
        "card",
    }
)
SIGNING = frozenset("^~*@#-–—&")
_OPENED = 2  # characters between an opening bracket or a colon and a term that explains what stands before
_ACRONYM = late(r"[A-Z][A-Z&]{1,5}s?")
_SHORT_FORM = late(r"(?<![A-Z] )\b[A-Z]{2,5}\b(?! [A-Z]{2})")
_SEVERAL = 2
_SHOUTED = 3  # letters of a neighbour in capitals that make a shout of both
_REMEMBERED = 256  # texts whose words are kept: those that are looked back at are mostly the same
_LOOK_BACK = 100  # turns in which a term may have been heard
_SPELT_OUT = 4  # letters from which on capitals that spell an everyday word are that word, shouted
_GAP = late(r"[\W_]+")


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The terms that nobody has used before and that nothing explains."""
    terms = [hit for hit in turn.hits if hit.cue in {"jargon", "jargon.term", "house-term"}]
    shouted = [hit for hit in turn.hits if hit.cue == "jargon.acronym"]
    acronyms = _acronyms(shouted, turn, turn.tokens) if turn.tokens is not None and shouted else []
    if acronyms and not _is_expert(turn, conversation):
        terms += acronyms
    if terms and conversation.house.names:
        named = conversation.house.named(turn.text)
        terms = [hit for hit in terms if not any(hit.start < end and start < hit.end for start, end in named)]
    if not terms:
        return
    heard = _heard(turn, conversation)
    known: dict[str, bool] = {}
    ended = -1
    for hit in sorted(terms, key=lambda hit: (hit.start, -hit.end)):
        said = _bare(turn.text[hit.start : hit.end])
        if said not in known:
            known[said] = said in heard
        if hit.start >= ended and not known[said] and not _is_explained(hit, turn.text):
            ended = hit.end
            yield Hit("jargon", hit.start, hit.end)


def _is_expert(turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer speaks in short forms too."""
    told = conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index]
    return len(set().union(*[_short_forms(other.text) for other in told if other.is_customer])) >= _SEVERAL


@lru_cache(maxsize=_REMEMBERED)
def _short_forms(text: str) -> frozenset[str]:
    return frozenset(_SHORT_FORM.findall(text))


def _acronyms(shouted: list[Hit], turn: Turn, tokens: Tokens) -> list[Hit]:
    """The capitals that stand as terms: several unknown ones, or one behind “the”, “your” and the like."""
    unknown = [hit for hit in shouted if _is_unknown(hit, turn, tokens)]
    if len({turn.text[hit.start : hit.end] for hit in unknown}) >= _SEVERAL:
        return unknown
    return [hit for hit in unknown if _is_led(hit, tokens)]


def _is_unknown(hit: Hit, turn: Turn, tokens: Tokens) -> bool:
    """Whether capitals are an acronym that few know, and neither shouted among others, a name nor a signature."""
    at = tokens.at(hit.start)
    if tokens.is_in(at, "common-acronym") or not _ACRONYM.fullmatch(turn.text[hit.start : hit.end]):
        return False
    said = turn.text[hit.start : hit.end].casefold()
    if len(said) >= _SPELT_OUT and said in tokens.lexicon.program.words:
        return False
    if _is_signature(hit, turn.text) or turn.text[hit.end : hit.end + 1] in {"@", "_"}:
        return False
    return not any(_is_shouted(near, turn.text, tokens) for near in (at - 1, at + 1))


def _is_signature(hit: Hit, text: str) -> bool:
    """Whether capitals sign a turn (“^JP”), address somebody, or stand alone at the end."""
    before = text[max(hit.start - 3, 0) : hit.start]
    if (
        before.rstrip(" ")[-1:] in SIGNING
        or before[-1:] in {".", "_"}
        or (before[-1:] == "/" and not before[-2:-1].isalnum())
    ):
        return True
    return not text[hit.end : hit.end + 3].strip(" .!)") and (
        not before or before.rstrip()[-1:] in {".", "!", "?", ""} or "\n" in before
    )


def _is_shouted(at: int, text: str, tokens: Tokens) -> bool:
    """Whether a neighbour is a long word in capitals too."""
    if not 0 <= at < len(tokens.symbols) or tokens.start(at) >= len(text):
        return False
    near = text[tokens.start(at) : tokens.end(at)]
    return len(near) > _SHOUTED and near.isupper()


def _is_led(hit: Hit, tokens: Tokens) -> bool:
    """Whether an article or the like makes a term of capitals, and no “app” or “store” behind makes a name of them."""
    at = tokens.at(hit.start)
    behind = tokens.at(hit.end)
    names = behind < len(tokens.symbols) and tokens.word(behind) in NAMING
    return at > 0 and tokens.word(at - 1) in LEADING and not names


def _is_explained(hit: Hit, text: str) -> bool:
    """Whether brackets or words such as “which means” follow a term, or it stands in brackets behind its meaning."""
    after = text[hit.end : hit.end + 12].casefold()
    before = text[max(hit.start - _OPENED, 0) : hit.start]
    opened = after.lstrip()[:1]
    return opened in BRACKETS or after.startswith(EXPLAINING) or any(mark in before for mark in BRACKETS)


def _heard(turn: Turn, conversation: Conversation) -> str:
    """All that was said shortly before a turn."""
    earlier = conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index]
    bare = [_bare(other.text) for other in earlier]
    return f" {' '.join([words.strip() for words in bare if words.strip()])} "


@lru_cache(maxsize=_REMEMBERED)
def _bare(text: str) -> str:
    """The words of a text, folded, a space between and around them."""
    return f" {_GAP.sub(' ', text.casefold()).strip()} "
