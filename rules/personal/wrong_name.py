"""Salutations with a name that is not the customer's, who has told theirs or whose file holds it."""

from __future__ import annotations

from itertools import combinations, filterfalse
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.memory import remembered

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_NAME = r"[A-Z][^\W\d_]{1,20}(?:['’-][A-Z][^\W\d_]{1,20})?"
_GREETED = late(
    r"\W*(?i:hi|hello|hey|dear|hiya|good\s(?:morning|afternoon|evening))[ ,]{1,2}"
    rf"(?P<title>(?i:mr|mrs|ms|miss|dr|prof)\.?\s+)?(?P<first>{_NAME})(?: {_NAME}){{0,2}}\s*(?=[,!.:\n–-]|$)"
)
_SIGNED = late(
    r"\n[ \t]*(?i:kind regards|best regards|warm regards|regards|best wishes|best|thanks|thank you|cheers|many thanks"
    r"|sincerely|yours|yours sincerely|yours faithfully)[,.!]?[ \t]*\n+[ \t]*"
    rf"(?P<name>{_NAME}(?: {_NAME}){{0,2}})[ \t.]*(?:\n|$)"
)
_TOLD = late(rf"\b(?i:my name is|my name['’]s) (?P<name>{_NAME}(?: {_NAME}){{0,2}})(?=\s*(?:[,!.\n]|$|and\b))")
_FULL_NAME = late(rf"{_NAME}(?: {_NAME}){{1,2}}")
_WORD = late(r"[^\W\d_]+")
_FROM_FILE = ("customer", "customer_name", "customer-name")
_NOT_NAMES = frozenset({
    "there", "team", "all", "everyone", "everybody", "sir", "madam", "sirs", "ma'am", "customer", "client", "user",
    "friend", "friends", "folks", "guys", "support", "again", "agent", "visitor", "guest", "caller", "valued", "member",
    "passenger", "applicant", "resident", "tenant", "parent", "student", "traveller", "traveler", "neighbour", "reader",
    "subscriber", "shopper", "patient", "colleague", "colleagues", "mate", "love", "buddy", "pal", "champ", "sunshine",
    "thanks", "thank", "sorry", "welcome", "yes", "no", "just", "please", "we", "you", "this", "what", "how", "which",
    "our", "your", "my", "the", "it", "good", "great", "mr", "mrs", "ms", "miss", "dr", "prof", "anonymous", "unknown",
    "test", "data", "subject", "policyholder", "account", "holder", "service", "care", "help", "helpdesk", "dear",
})  # fmt: skip
_SHORT_FORMS = """
robert bob bobby, william bill billy liam, elizabeth beth betty liz lizzie, richard dick rick, james jim jimmy,
john jack jon johnny, margaret peggy meg maggie greta, katherine catherine kathryn kate kathy cathy katie kit,
michael mike mick, anthony tony, edward ted ned eddie, henry harry hal, susan sue, rebecca becky bex, mary molly polly,
patricia tricia trish, patrick paddy, theresa tess terry, alexander alexandra sasha sandra sandy, charles chuck,
joseph joe, jose pepe, francisco paco, ignacio nacho, giuseppe beppe, helen nell ellen, eleanor nora ellie nell,
dorothy dot, sarah sally, hannah anna, nathaniel nate, andrew drew, albert bert, gerald gerry jerry, antonia toni
"""
_ALIKE = {frozenset(pair) for names in _SHORT_FORMS.split(",") for pair in combinations(names.split(), 2)}
_SAME_START = 3


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each reply that greets by name once a name is known, up to the first wrong one, which fails."""
    greetings = {turn.index: found for turn in conversation.turns if (found := _greeting(turn))}
    if not greetings:
        return
    known = _in_file(conversation)
    heard = {word for name in (*known, *_agents(conversation)) for word in _words(name)}
    for turn in conversation.turns[: max(greetings) + 1]:
        if turn.is_customer:
            heard |= _spoken(turn) | _words(turn.speaker)
            known += _told(turn)
        elif known and turn.index in greetings:
            greeted = greetings[turn.index]
            if not _is_right(greeted, known, heard):
                place = Place(turn.index, greeted.start("first"), greeted.end("first"))
                yield fail(rule, conversation, place, name=known[0].split()[-1 if greeted["title"] else 0])
                return
            yield Outcome(whole(turn), turn.index)


def _greeting(turn: Turn) -> re.Match[str] | None:
    """The salutation with a name that opens an agent's turn."""
    return _GREETED.match(turn.text) if "greets" in turn.cues and turn.is_agent else None


def _agents(conversation: Conversation) -> set[str]:
    """The names of those who reply: colleagues write to each other too."""
    return {turn.speaker for turn in conversation.turns if turn.is_agent}


def _in_file(conversation: Conversation) -> list[str]:
    """The customer's full names that the file itself gives, as a field or as the name of a speaker."""
    given = [str(conversation.metadata.get(key) or "") for key in _FROM_FILE]
    given += [turn.speaker for turn in conversation.turns if turn.is_customer]
    return [name for name in dict.fromkeys(given) if _FULL_NAME.fullmatch(name) and _NOT_NAMES.isdisjoint(_words(name))]


def _told(turn: Turn) -> list[str]:
    """The names that a customer signs with or introduces themselves by."""
    found = [_SIGNED.search(turn.text) if "\n" in turn.text else None, _TOLD.search(turn.text)]
    return [name["name"] for name in found if name and _NOT_NAMES.isdisjoint(_words(name["name"]))]


def _is_right(greeted: re.Match[str], known: list[str], heard: set[str]) -> bool:
    """Whether a salutation may be meant for the customer: by their name, a form of it, or one that they spoke of."""
    said = _words(greeted[0])
    first = _folded(greeted["first"])
    if first in _NOT_NAMES or not heard.isdisjoint(said - _NOT_NAMES):
        return True
    if greeted["title"]:
        return not any(" " in name for name in known)
    return any(_is_form(first, word) for name in known for word in _words(name))


def _is_form(one: str, other: str) -> bool:
    """Whether two names begin alike or one is short for the other."""
    return one[:_SAME_START] == other[:_SAME_START] or frozenset({one, other}) in _ALIKE


@remembered
def _spoken(turn: Turn) -> set[str]:
    return _words(turn.text)


def _words(text: str) -> set[str]:
    """The words of a text, folded."""
    return set(_WORD.findall(_folded(text)))


def _folded(text: str) -> str:
    """A text in small letters without accents."""
    return text.casefold() if text.isascii() else "".join(filterfalse(combining, normalize("NFKD", text.casefold())))
