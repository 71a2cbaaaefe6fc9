"""Speakers: who is the agent, who the customer."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from empathylint.errors import UserError, did_you_mean
from empathylint.model import Role, Turn
from empathylint.readers.role_names import role_of_common_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NAMES_SHOWN = 5
_FIRST_WORDS = 300
_GREETING = re.compile(
    r"\bthank(?:s| you)(?: so much| very much)? "
    r"for (?:calling|contacting|reaching|choosing|getting in touch|your call)"
    r"|\bhow (?:can|may|could) (?:i|we) (?:be of|help|assist)|\bwhat can (?:i|we) (?:do|help)"
    r"|\byou(?:['’]re| are) (?:through|speaking) (?:to|with)",
    re.IGNORECASE,
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
        folded = " ".join(name.casefold().split())
        for pattern, role in self.named.items():
            known = pattern.casefold()
            if folded == known or fnmatchcase(folded, known):
                return Role(role)
        return None


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
        greetings[name] = _GREETING.search(first.text, 0, _FIRST_WORDS)
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
    return (
        f"{shown}{more} could not be placed as agent or customer, so nothing they say is judged. "
        f'Name them in the config: speakers: {{"{names[0]}": agent}}'
    )
