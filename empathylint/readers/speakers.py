"""Speakers: who is the agent, who the customer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from empathylint.errors import UserError, did_you_mean
from empathylint.model import Role, Turn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NAMES = {
    Role.AGENT: [
        "agent", "advisor", "adviser", "representative", "rep", "csr", "csa", "operator", "assistant",
        "helpdesk", "help desk", "service desk", "staff", "admin", "administrator", "team", "support",
        "customer service", "customer support", "customer care", "client services", "customer success",
        "guest services", "member services", "user support", "tech support", "technical support",
        "live agent", "human agent", "support agent", "service agent", "sales agent", "support team",
        "service team", "care team", "support rep", "service rep", "sales rep", "sales representative",
        "support representative", "service representative", "customer service representative",
        "customer service rep", "customer service agent", "customer support agent", "customer care agent",
        "customer agent", "call agent", "chat agent", "phone agent", "service", "consultant", "specialist",
        "support specialist", "associate", "employee", "moderator", "supervisor", "manager", "concierge",
        "clerk", "seller", "sales", "teammate", "technician", "company",
    ],
    Role.CUSTOMER: [
        "customer", "client", "user", "visitor", "guest", "caller", "member", "buyer", "end user",
        "enduser", "requester", "requestor", "human", "consumer", "shopper", "patient", "passenger",
        "subscriber", "lead", "contact", "complainant", "cust", "purchaser",
    ],
    Role.BOT: [
        "bot", "chatbot", "chat bot", "voicebot", "voice bot", "support bot", "virtual assistant",
        "virtual agent", "ai", "ai assistant", "ai agent", "automated", "automated agent",
        "automated message", "auto reply", "autoreply", "autoresponder", "ivr", "custom bot", "answer bot",
        "automatic reply",
    ],
    Role.SYSTEM: [
        "system", "system message", "note", "notes", "internal", "internal note", "internal notes",
        "private note", "notification", "event",
    ],
}  # fmt: skip
ROLES = {name: role for role, names in _NAMES.items() for name in names}

# Also common as labels of other things, so that one line alone does not make them a speaker.
AMBIGUOUS = frozenset({
    "note", "notes", "internal", "notification", "event", "contact", "lead", "service", "sales",
    "company", "team", "manager", "member", "ai", "human",
})  # fmt: skip
_BEFORE_A_NAME = frozenset({
    "agent", "advisor", "adviser", "representative", "rep", "csr", "operator", "support", "consultant",
    "specialist", "supervisor", "customer", "client", "caller", "guest", "visitor", "user", "member",
    "bot",
})  # fmt: skip
_AFTER_A_NAME = (
    r" (?:(?:customer|client|guest|tech|technical) (?:service|services|support|care)|support|support team"
    r"|service team"
    r"|care team|help ?desk|agent|(?P<bot>bot|chatbot|virtual assistant|assistant bot))$"
)
_LABEL_ENDS = frozenset({
    "id", "number", "no", "name", "names", "email", "phone", "address", "account", "reference", "ref",
    "since", "type", "code", "date", "time", "satisfaction", "portal", "status", "rating", "score",
    "count", "list", "details", "info", "guide", "note", "notes", "contact", "the", "call", "visit", "ask",
    "please", "your", "our", "my", "this", "us", "via", "with", "or", "and",
})  # fmt: skip
_MAILBOXES = frozenset({
    "support", "help", "service", "care", "hello", "noreply", "no-reply", "donotreply", "do-not-reply",
    "info", "sales", "billing", "orders", "order", "returns", "team", "helpdesk", "customerservice",
    "customer-service", "customersupport", "customer-support", "customercare", "customer-care",
    "feedback", "enquiries", "inquiries", "office", "reply", "notifications", "concierge", "bookings",
    "reservations", "success",
})  # fmt: skip
_PARTS = r"[()\[\]|/,:–—]+|\s-\s|\s@\s"
_NAMES_SHOWN = 5
_FIRST_WORDS = 300
_GREETING = (
    r"\bthank(?:s| you)(?: so much| very much)? "
    r"for (?:calling|contacting|reaching|choosing|getting in touch|your call)"
    r"|\bhow (?:can|may|could) (?:i|we) (?:be of|help|assist)|\bwhat can (?:i|we) (?:do|help)"
    r"|\byou(?:['’]re| are) (?:through|speaking) (?:to|with)"
)


class Speakers(Struct, frozen=True):
    """Which name stands for which role: by the config's map (globs, any case), then by common names."""

    named: Mapping[str, str] = {}

    def __post_init__(self) -> None:
        """Raise UserError where the map names a role that does not exist."""
        for name, role in self.named.items():
            if role not in list(Role):
                hint = did_you_mean(str(role), Role)
                message = f"speakers: “{name}” cannot be “{role}”; the roles are {', '.join(Role)}.{hint}"
                raise UserError(message)

    def role_of(self, name: str) -> Role:
        """The role of a speaker, or UNKNOWN; a name that tells nothing is never taken for an agent's."""
        return self._mapped(name) or role_of_common_name(name)[0]

    def is_sure_of(self, name: str) -> bool:
        """Whether the name leaves no doubt, so that a single line that begins with it is a turn."""
        if self._mapped(name):
            return True
        role, sure = role_of_common_name(name)
        return sure and role is not Role.UNKNOWN

    def names(self, name: str) -> bool:
        """Whether the config's map names this speaker."""
        return self._mapped(name) is not None

    def _mapped(self, name: str) -> Role | None:
        if not self.named:
            return None
        from fnmatch import fnmatchcase

        folded = " ".join(name.casefold().split())
        for pattern, role in self.named.items():
            known = pattern.casefold()
            if folded == known or fnmatchcase(folded, known):
                return Role(role)
        return None


def role_of_common_name(name: str) -> tuple[Role, bool]:
    """The role that a name stands for, UNKNOWN if for none, and whether the name by itself leaves no doubt.

    “Agent”, “AGENT_2”, “Maya (Support)” and “Support - Maya” leave none; “Agent Maya” and “Acme Support” do,
    since “Customer Service” and “Contact Support” look the same.
    """
    if "@" in name:
        return role_of_mailbox(name), True
    whole = _plain(name)
    if whole in ROLES:
        return ROLES[whole], whole not in AMBIGUOUS
    roles = [ROLES[part] for part in map(_plain, re.split(_PARTS, name)) if part in ROLES]
    if roles:
        return (Role.BOT if Role.BOT in roles else roles[0]), True
    return _role_beside_a_name(name, whole), False


def role_of_mailbox(address: str) -> Role:
    """Agent for the address of a company's mailbox, such as support@, else UNKNOWN."""
    local = address.rpartition("<")[2].partition("@")[0].partition("+")[0]
    return Role.AGENT if local.strip().casefold() in _MAILBOXES else Role.UNKNOWN


def place_roles(turns: Sequence[Turn]) -> tuple[tuple[Turn, ...], tuple[str, ...]]:
    """The turns with the roles that can be inferred, and a note on each inference and on those unplaced.

    Of exactly two people, one unplaced, that one is the other of agent and customer. Of two people, both
    unplaced, the one who begins with a service greeting is the agent. Nobody else is ever guessed.
    """
    people = {turn.speaker: turn.role for turn in turns if turn.role not in {Role.BOT, Role.SYSTEM}}
    unplaced = [name for name, role in people.items() if role is Role.UNKNOWN]
    if not unplaced:
        return tuple(turns), ()
    inferred, note = _inferred(people, unplaced, turns)
    if not inferred:
        return tuple(turns), (_remedy(unplaced),)
    return tuple(_placed(turn, inferred) for turn in turns), (note,)


def _plain(name: str) -> str:
    """A name in lower case, without marks, underscores and a number at its end."""
    words = " ".join(name.casefold().replace("_", " ").replace("-", " ").strip(" \t*<>#:.").split())
    return re.sub(r"[ #]*\d{1,6}$", "", words) if words[-1:].isdecimal() else words


def _role_beside_a_name(name: str, whole: str) -> Role:
    """The role in “Agent Maya”, “Acme Support” or “AcmeBot”."""
    words = name.split()
    if not words or any(word[0].islower() or word.casefold() in _LABEL_ENDS for word in words):
        return Role.UNKNOWN
    if 1 < len(words) < 5:  # noqa: PLR2004 - a title and a name of up to three words
        first = words[0].casefold()
        if first in _BEFORE_A_NAME:
            return ROLES[first]
        if after := re.search(_AFTER_A_NAME, whole):
            return Role.BOT if after["bot"] else Role.AGENT
    return Role.BOT if re.search(r"[a-z]Bot$", words[-1]) else Role.UNKNOWN


def _placed(turn: Turn, roles: Mapping[str, Role]) -> Turn:
    if turn.role is Role.UNKNOWN and turn.speaker in roles:
        return replace(turn, role=roles[turn.speaker])
    return turn


def _inferred(
    people: Mapping[str, Role], unplaced: Sequence[str], turns: Sequence[Turn]
) -> tuple[dict[str, Role], str]:
    """The roles of the unplaced and the note that says why; nothing where they cannot be told."""
    pair = 2
    if len(people) != pair or "" in unplaced:
        return {}, ""
    if len(unplaced) == 1:
        return _other_side(people, unplaced[0])
    return _greeter(unplaced, turns)


def _other_side(people: Mapping[str, Role], unplaced: str) -> tuple[dict[str, Role], str]:
    known = next(name for name in people if name != unplaced)
    role = Role.CUSTOMER if people[known] is Role.AGENT else Role.AGENT
    named = f"“{known}”" if known else "the other speaker"
    return {unplaced: role}, f"“{unplaced}” was taken to be the {role}, since {named} is the {people[known]}."


def _greeter(unplaced: Sequence[str], turns: Sequence[Turn]) -> tuple[dict[str, Role], str]:
    greetings = {}
    for name in unplaced:
        first = next(turn for turn in turns if turn.speaker == name)
        greetings[name] = re.search(_GREETING, first.text[:_FIRST_WORDS], re.IGNORECASE)
    if all(greetings.values()) or not any(greetings.values()):
        return {}, ""
    agent, customer = sorted(unplaced, key=lambda name: greetings[name] is None)
    said = greetings[agent]
    words = said[0] if said else ""
    note = f"“{agent}” was taken to be the agent, who begins with “{words}”, and “{customer}” the customer."
    return {agent: Role.AGENT, customer: Role.CUSTOMER}, note


def _remedy(unplaced: Sequence[str]) -> str:
    """A note that names those whose role is not known, and says what to do."""
    names = [name for name in unplaced if name]
    if not names:
        return "The turns carry no names, so nobody could be told to be the agent or the customer."
    shown = ", ".join(f"“{name}”" for name in names[:_NAMES_SHOWN])
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    roles = ("customer", "agent") if len(names) > 1 else ("agent",)
    pairs = ", ".join(f'"{name}": {role}' for name, role in zip(names, roles, strict=False))
    return (
        f"{shown}{more} could not be placed as agent or customer, so nothing they say is judged. "
        f"Say who is who in the config, such as speakers: {{{pairs}}}"
    )
