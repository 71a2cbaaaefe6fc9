"""Voices: whose words a message holds."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from empathylint.model import Role
from empathylint.readers.parts.messages import Plan, fold, names, plan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from empathylint.readers.speakers import Speakers

A, B, C, S = Role.AGENT, Role.BOT, Role.CUSTOMER, Role.SYSTEM
DIRECTIONS = {
    "incoming": C, "inbound": C, "in": C, "received": C, "outgoing": A, "outbound": A, "out": A, "sent": A,
}  # fmt: skip
WORDS = DIRECTIONS | {
    "gpt": A, "chatgpt": A, "model": A, "business": A, "external": C, "endcustomer": C, "trigger": B,
    "acd": B, "workflow": B, "agentbot": B, "systemuser": S, "systemmessage": S, "activity": S,
    "developer": S,
}  # fmt: skip
OF_KEY: dict[str, dict[str, Role]] = {
    "messagetype": DIRECTIONS | {"0": C, "1": A, "2": S, "3": B, "activity": S, "template": B},
    "direction": DIRECTIONS,
    "participantpurpose": {"external": C, "internal": A, "acd": B},
    "createdby": {"user": A},
}
DECISIVE_ONLY = {"messagetype", "direction"}
IMPERSONAL = names("role direction messagetype participantpurpose actortype sendertype authortype")
NOTES = {"note", "internalnote", "privatenote", "internal"}
YES = {"true", "yes", "y", "t", "1"}
NO = {"false", "no", "n", "f", "0"}
IDS = names("id participantid userid agentid actorid accountid authorid")


class Voice(Struct, frozen=True, gc=False):
    """A speaker's role and name as a message gives them, and whether the message is a private note."""

    role: Role = Role.UNKNOWN
    name: str = ""
    internal: bool = False


def role_finder(speakers: Speakers) -> Callable[[str, str], Role]:
    """A function from a folded key and its value to a role, which remembers what it has answered."""

    @lru_cache(maxsize=4096)
    def role_of(key: str, word: str) -> Role:
        if not word or speakers.names(word):
            return speakers.role_of(word) if word else Role.UNKNOWN
        folded = fold(word)
        if (role := OF_KEY.get(key, {}).get(folded)) or key in DECISIVE_ONLY:
            return role or Role.UNKNOWN
        role = speakers.role_of(word)
        return WORDS.get(folded, role) if role is Role.UNKNOWN else role

    return role_of


def voice(
    message: Mapping[str, Any],
    keys: Plan,
    role_of: Callable[[str, str], Role],
    people: Mapping[str, Voice],
) -> Voice:
    """Whose words a message holds: by its role, its direction, its author, or the list of people."""
    role, name = _told(message, keys, role_of)
    if role is Role.UNKNOWN and (keys.agent or keys.customer):
        role = _flagged(message, keys)
    if keys.person and (not name or role is Role.UNKNOWN):
        known = next((people[str(message[key])] for key in keys.person if str(message[key]) in people), Voice())
        role = known.role if role is Role.UNKNOWN else role
        name = known.name or name
    for key in keys.name:
        if isinstance(message[key], str) and message[key].strip():
            name = message[key].strip()
            role = role_of("name", name) if role is Role.UNKNOWN else role
            break
    if not name and role is Role.UNKNOWN:
        name = next((str(message[key]) for key in keys.person if _is_scalar(message[key])), "")
    return Voice(role, name, is_private(message, keys))


def _told(message: Mapping[str, Any], keys: Plan, role_of: Callable[[str, str], Role]) -> tuple[Role, str]:
    role, name, word = Role.UNKNOWN, "", ""
    for key in keys.role:
        value, folded = message[key], fold(key)
        if isinstance(value, dict):
            found, called = _author(value, folded, role_of)
            name = name or called
        elif _is_scalar(value):
            written = str(value).strip()
            found = role_of(folded, written)
            if folded in IMPERSONAL or (folded == "speaker" and found is not Role.UNKNOWN):
                word = word or written * (folded not in DECISIVE_ONLY)
            else:
                name = name or written
        else:
            continue
        role = found if role is Role.UNKNOWN else role
    return role, name or word


def _author(author: Mapping[str, Any], key: str, role_of: Callable[[str, str], Role]) -> tuple[Role, str]:
    """Role and name in a nested author such as `{"type": "admin", "name": "Maya"}`."""
    keys = plan(tuple(author))
    name = " ".join(_words(author, ("first", "last"))) or next(iter(_words(author, keys.name)), "")
    if any(author.get(flag) is True for flag in ("from_ai_agent", "is_ai_answer", "bot", "is_bot")):
        return Role.BOT, name
    for word in (*_words(author, keys.role), *_words(author, ("type", "kind"))):
        if (role := role_of(key, word)) is not Role.UNKNOWN:
            return role, name
    handle = next(iter(_words(author, ("email", "login", "handle"))), "")
    return role_of("name", name or handle), name or handle


def _words(value: Mapping[str, Any], keys: tuple[str, ...]) -> list[str]:
    return [value[key].strip() for key in keys if isinstance(value.get(key), str) and value[key].strip()]


def _flagged(message: Mapping[str, Any], keys: Plan) -> Role:
    """The role that a yes or no such as `is_agent` or `incoming` tells."""
    for flags, yes, no in ((keys.agent, A, C), (keys.customer, C, A)):
        for key in flags:
            answer = truth(message[key])
            if answer is not None:
                return yes if answer else no
    return Role.UNKNOWN


def truth(value: object) -> bool | None:
    """Yes or no as JSON and tables write it, or None."""
    word = str(value).strip().casefold()
    return True if word in YES else False if word in NO else None


def is_private(message: Mapping[str, Any], keys: Plan) -> bool:
    """Whether a message is a note among colleagues, which no customer sees."""
    if any(truth(message[key]) is True for key in keys.private):
        return True
    if any(truth(message[key]) is False for key in keys.public):
        return True
    return any(isinstance(message[key], str) and fold(message[key]) in NOTES for key in keys.kind)


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def people(envelope: Mapping[str, Any], role_of: Callable[[str, str], Role]) -> dict[str, Voice]:
    """The people that a file lists apart from the messages, by their ids."""
    known: dict[str, Voice] = {}
    for key in ("users", "Participants", "participants", "members", "agents", "people", "speakers"):
        listed = envelope.get(key)
        for person in listed if isinstance(listed, list) else []:
            if isinstance(person, dict):
                role, name = _author({**person, "type": _part(person)}, "", role_of)
                known |= {str(person[k]): Voice(role, name) for k in person if fold(k) in IDS}
    for ticket in (envelope, envelope.get("ticket")):
        if isinstance(ticket, dict) and (asker := str(ticket.get("requester_id") or "")):
            known.setdefault(asker, Voice(Role.CUSTOMER))
            known.setdefault(str(ticket.get("assignee_id") or "-"), Voice(Role.AGENT))
    return known


def _part(person: Mapping[str, Any]) -> str:
    return next(
        (str(person[key]) for key in person if fold(key) in {"role", "participantrole", "type", "usertype"}),
        "",
    )
