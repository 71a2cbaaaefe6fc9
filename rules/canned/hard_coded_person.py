"""Names typed into canned replies: in the greeting, the introduction, above a desk's name in the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.customer_words import customer_name
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.late import late
from empathylint.language.masks import mask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation
    from empathylint.rule import Rule

_NAME = r"[A-Z][a-zà-öø-ÿ]{1,19}(?:[-'’][A-Z][a-z]{1,19})?"
_DESK = r"(?:[A-Z][\w&]{1,20} ){0,3}(?:Support|Care|Service|Services|Relations|Team|Success|Desk|Sales|Billing|Manager)"
_GREETED = late(
    rf"(?:^|\n)[ \t]*(?i:hi|hello|hey|dear|good (?:morning|afternoon|evening)),? "
    rf"(?P<name>(?:(?P<title>Mr|Mrs|Ms|Miss|Dr|Prof)\.? )?{_NAME}(?: {_NAME})?)"
    r"(?=[ \t]*[,!.:–—-](?!\w)|[ \t]*(?:\n|$))"
)
_INTRODUCED = late(rf"\b(?i:my name is|my name['’]s) (?P<name>{_NAME}(?: {_NAME})?)(?![\w}}])")
_SIGNED = late(
    rf"\n[ \t]*(?:(?i:kind |best |warm )?(?i:regards|wishes|best|thanks|cheers|sincerely)),?[ \t]*\n+"
    rf"[ \t]*(?P<name>{_NAME}(?: {_NAME})?)(?:,| [|–-]|[ \t]*\n)[ \t]*{_DESK}\b"
)
_ROLES = (
    "there all team everyone everybody folks friend friends guys sir madam customer customers client clients user "
    "users member members guest guests visitor visitors traveller traveler travellers passenger passengers player "
    "players partner partners neighbor neighbour subscriber reader readers student students parent parents patient "
    "resident tenant contributor maintainer reporter author colleague colleagues applicant candidate driver seller "
    "buyer vendor host owner owners shopper runner camper valued again and hello hi welcome name first last "
    "firstname agent support username somebody someone thanks thank you community fellow supplier donor volunteer "
    "ladies gentlemen world reviewer developer developers backer backers gamer fan fans sirs mum mom dad data "
    "subject citizen taxpayer policyholder cardholder shareholder investor editor teacher doctor nurse hiring "
    "sir/madam kitty"
)
_NOBODY = frozenset(_ROLES.split())


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each name in a canned reply, or one pass."""
    turn = conversation.turns[0]
    covered = mask(turn.text)
    placeholder = customer_name(conversation)
    clean = True
    for shape in (_GREETED, _INTRODUCED, _SIGNED):
        for found in shape.finditer(covered):
            words = found["name"].casefold().replace("-", " ").split()
            if not (shape is _GREETED and found["title"]) and not _NOBODY.isdisjoint(words):
                continue
            clean = False
            rest = placeholder if shape is _GREETED else ""
            yield fail(rule, conversation, Place(turn.index, *found.span("name")), rest=rest)
    if clean:
        yield Outcome(whole(turn), turn.index)
