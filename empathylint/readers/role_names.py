"""What speakers are commonly called, and the role each such name stands for."""

from __future__ import annotations

import re

from empathylint.model import Role

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
_AFTER_A_NAME = re.compile(
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
_PARTS = re.compile(r"[()\[\]|/,:–—]+|\s-\s|\s@\s")
_NUMBER = re.compile(r"[ #]*\d{1,6}$")


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
    roles = [ROLES[part] for part in map(_plain, _PARTS.split(name)) if part in ROLES]
    if roles:
        return (Role.BOT if Role.BOT in roles else roles[0]), True
    return _role_beside_a_name(name, whole), False


def role_of_mailbox(address: str) -> Role:
    """Agent for the address of a company's mailbox, such as support@, else UNKNOWN."""
    local = address.rpartition("<")[2].partition("@")[0].partition("+")[0]
    return Role.AGENT if local.strip().casefold() in _MAILBOXES else Role.UNKNOWN


def _plain(name: str) -> str:
    """A name in lower case, without marks, underscores and a number at its end."""
    words = " ".join(name.casefold().replace("_", " ").replace("-", " ").strip(" \t*<>#:.").split())
    return _NUMBER.sub("", words)


def _role_beside_a_name(name: str, whole: str) -> Role:
    """The role in “Agent Maya”, “Acme Support” or “AcmeBot”."""
    words = name.split()
    if not words or any(word[0].islower() or word.casefold() in _LABEL_ENDS for word in words):
        return Role.UNKNOWN
    if 1 < len(words) < 5:  # noqa: PLR2004 - a title and a name of up to three words
        first = words[0].casefold()
        if first in _BEFORE_A_NAME:
            return ROLES[first]
        if after := _AFTER_A_NAME.search(whole):
            return Role.BOT if after["bot"] else Role.AGENT
    return Role.BOT if re.search(r"[a-z]Bot$", words[-1]) else Role.UNKNOWN
