"""The words to use instead: templates whose slots are filled from the conversation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from empathylint.customer_words import customer_name, feeling, first_trouble, issue, lasted, thing
from empathylint.language.late import late
from empathylint.rule import slots_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from empathylint.model import Conversation, Turn

_ARTICLE = late(r"\b(an?)[ \t]+$", re.IGNORECASE)
_LONGEST_ARTICLE = 4
_DETERMINERS = frozenset({"a", "an", "the", "your", "our", "my", "this", "that"})


class Slots(dict[str, str]):
    """What fills the slots of templates, worked out when a slot is first asked for; empty where unknown.

    `told` is the customer's turn that the matter was raised in, `given` are slots that the rule knows itself.
    `chance` is a number that is the conversation's own.
    """

    def __init__(self, conversation: Conversation, told: Turn | None, given: Mapping[str, str]) -> None:
        super().__init__(given)
        self._conversation = conversation
        self.chance = crc32(conversation.id.encode(errors="surrogateescape"))
        self._told = told if told is not None and told.is_customer else None

    def __missing__(self, slot: str) -> str:
        self[slot] = value = self._value(slot)
        return value

    def _value(self, slot: str) -> str:
        if slot == "name":
            return customer_name(self._conversation)
        if slot == "hours":
            return self._conversation.house.opening_hours
        return self._of(self._told, slot) if self._told is not None else ""

    def _of(self, told: Turn, slot: str) -> str:
        """What a customer's turn, or their first one that tells of a trouble, gives for a slot."""
        house = self._conversation.house
        if slot == "feeling":
            return feeling(told)
        if slot == "status":
            return house.status(told)
        troubled = first_trouble(self._conversation) or told
        if slot == "thing":
            return thing(troubled)
        if slot == "time":
            return lasted(told) or lasted(troubled)
        if slot == "link":
            return house.link(told) or house.link(troubled)
        return issue(told) or issue(troubled) if slot == "issue" else ""


def fitting(templates: Iterable[str], slots: Slots) -> list[str]:
    """The templates whose slots can all be filled, filled: those that leave no blank to a person come first.

    Of these, and of the others, those with slots come in their order, then the plain ones, which fit equally well.
    Which of them comes first hangs on the conversation, so that people who read many do not read the same sentence
    all the time.
    """
    ready, blank = _Fitting([], []), _Fitting([], [])
    for template in templates:
        named = slots_of(template)
        if all(slots[slot] for slot in named):
            fits = blank if "[" in template else ready
            (fits.filled if named else fits.plain).append(template.format_map(slots))
    return [*ready.in_order(slots.chance), *blank.in_order(slots.chance)]


class _Fitting(NamedTuple):
    """Templates that fit: those in which slots were filled, and the plain ones."""

    filled: list[str]
    plain: list[str]

    def in_order(self, chance: int) -> list[str]:
        """The filled ones, then the plain ones from one by chance on; `""` stays first where it is."""
        left_out, plain = ([""], self.plain[1:]) if self.plain[:1] == [""] else ([], self.plain)
        first = chance % len(plain) if plain else 0
        return [*self.filled, *left_out, *plain[first:], *plain[:first]]


def begun_in(words: str, before: str, name: str) -> str:
    """Words that follow upon a text: with a small letter behind the comma of a greeting, “Hi Jo, you asked …”."""
    first = words.split(maxsplit=1)[0] if words else ""
    goes_on = before.rstrip(" ").endswith(",") and not (name and first.startswith(name))
    return words[:1].lower() + words[1:] if goes_on and first.partition("'")[0] != "I" else words


def after_article(text: str, start: int, words: str) -> tuple[int, str]:
    """Where words begin that are put into a text, and the words, with an article before them that fits them."""
    found = _ARTICLE.search(text, max(start - _LONGEST_ARTICLE, 0), start)
    if found is None or not words[0].isalpha():
        return start, words
    first, a_an = words.split(maxsplit=1)[0].casefold(), "an" if words[0] in "aeiou" else "a"
    if first not in _DETERMINERS and a_an == found[1].casefold():
        return start, words
    led = words if first in _DETERMINERS else f"{a_an} {words}"
    return found.start(), led[0].upper() + led[1:] if found[1][0].isupper() else led
