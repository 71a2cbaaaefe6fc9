"""Values of settings, checked: one check per key, each raising UserError with the nearest right word.

Beside its check stands what a key means and how it is written, of which `schema` makes what editors read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeVar

from msgspec import Meta, Struct

from empathylint.encoding import shown
from empathylint.errors import UserError, did_you_mean
from empathylint.finding import Severity
from empathylint.help_desks import HelpDesk
from empathylint.house import Apologies, House
from empathylint.model import Role
from empathylint.settings import Language, Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from enum import StrEnum

Choice = TypeVar("Choice", bound="StrEnum")

_ROLES: Final = (Role.AGENT, Role.CUSTOMER, Role.BOT, Role.SYSTEM)
_LONGEST: Final = 60

Word = Annotated[str, Meta(min_length=1)]
Text = Annotated[str, Meta(pattern=r"\S")]
Count = Annotated[int, Meta(ge=0)]


class Key(Struct, frozen=True):
    """A key of the settings: the check that gives its value, what it means, and how it is written."""

    check: Callable[[object, str], object]
    meaning: str
    shape: Any


def brief(written: object) -> str:
    """A value as a message shows it: short, on one line."""
    if isinstance(written, bool) or written is None:
        return {True: "yes", False: "off", None: "empty"}[written]
    if isinstance(written, str | float):
        return shown(str(written)[:_LONGEST])
    return {list: "a list", dict: "a table", int: "a number"}.get(type(written), "something else")


def _choose(written: object, label: str, choices: Sequence[Choice]) -> Choice:
    """The choice that a word names."""
    for choice in choices:
        if written == choice:
            return choice
    hint = did_you_mean(written[:_LONGEST], choices) if isinstance(written, str) else ""
    raise UserError(f"{label} is “{brief(written)}”; it is one of {', '.join(choices)}.{hint}")


def _words(written: object, label: str, what: str) -> tuple[str, ...]:
    """A list of words."""
    if not isinstance(written, list | tuple):
        raise UserError(f"{label} is “{brief(written)}”; it is a list of {what}.")
    for word in written:
        if not isinstance(word, str) or not word or "\0" in word:
            raise UserError(f"{label} holds “{brief(word)}”; it is a list of {what}.")
    return tuple(written)


def _file(written: object, label: str) -> str:
    """The path of a file."""
    if not isinstance(written, str) or not written or "\0" in written:
        raise UserError(f"{label} is “{brief(written)}”; it is the path of a file.")
    return written


def _number(written: object, label: str) -> int:
    """A count of at least 0."""
    if not isinstance(written, int) or isinstance(written, bool) or written < 0:
        value = written if isinstance(written, int | float) else brief(written)
        raise UserError(f"{label} is “{value}”; it is a whole number, 0 for all.")
    return written


def _pairs(written: object, label: str, what: str) -> dict[str, Any]:
    """A map from words to values that are yet to be checked."""
    if not isinstance(written, dict):
        raise UserError(f"{label} is “{brief(written)}”; it maps {what}.")
    for key in written:
        if not isinstance(key, str) or not key or "\0" in key:
            raise UserError(f"{label} has the key “{brief(key)}”; it maps {what}.")
    return written


def _severities(written: object, label: str) -> dict[str, Severity]:
    """Severities by code."""
    pairs = _pairs(written, label, "codes to severities, such as APO004: error")
    return {code: _choose(pairs[code], f"{label}.{shown(code)}", tuple(Severity)) for code in pairs}


def _speakers(written: object, label: str) -> dict[str, Role]:
    """Roles by globs over speakers' names."""
    pairs = _pairs(written, label, "speakers to roles, such as “Team *”: agent")
    return {glob: _choose(pairs[glob], f"{label}.{shown(glob)}", _ROLES) for glob in pairs}


def _ignores(written: object, label: str) -> dict[str, tuple[str, ...]]:
    """Lists of codes by globs over files."""
    pairs = _pairs(written, label, "globs to lists of codes, such as drafts/**: [TON001]")
    return {glob: _words(pairs[glob], f"{label}.{shown(glob)}", "codes") for glob in pairs}


def _section(written: object, label: str) -> House:
    """What the company knows of itself."""
    pairs = _pairs(written, label, "keys such as glossary to what stands in them")
    for key in pairs:
        if key not in HOUSE:
            raise UserError(
                f"{label}: unknown key “{brief(key)}”.{did_you_mean(key.replace('_', '-')[:_LONGEST], HOUSE)}"
            )
    values: dict[str, Any] = {key.replace("-", "_"): HOUSE[key].check(pairs[key], f"{label}.{key}") for key in pairs}
    return House(**values)


def _texts(written: object, label: str, what: str) -> dict[str, str]:
    """Texts by phrases."""
    pairs = _pairs(written, label, what)
    for phrase, text in pairs.items():
        _phrase(phrase, label, what)
        _text(text, f"{label}.{shown(phrase[:_LONGEST])}")
    return {phrase: text.strip() for phrase, text in pairs.items()}


def _banned(written: object, label: str) -> dict[str, str]:
    """Words to use by the phrases to use them for; none where the phrases are a list, or a phrase has nothing."""
    what = "phrases to the words to use instead, such as “no worries”: you're welcome; or it is a list of phrases"
    if isinstance(written, list | tuple):
        return _texts_or_none(dict.fromkeys(_words(written, label, "phrases, such as [no worries]")), label, what)
    return _texts_or_none(_pairs(written, label, what), label, what)


def _texts_or_none(pairs: dict[str, Any], label: str, what: str) -> dict[str, str]:
    for phrase in pairs:
        _phrase(phrase, label, what)
    return dict.fromkeys(pairs, "") | _texts({phrase: text for phrase, text in pairs.items() if text}, label, what)


def _names(written: object, label: str) -> tuple[str, ...]:
    """Names of products and brands."""
    what = "names, such as [Acme Plus]"
    names = _words(written, label, what)
    for name in names:
        _phrase(name, label, what)
    return names


def _phrase(written: str, label: str, what: str) -> None:
    """Nothing, or UserError for a phrase without a letter or a number."""
    if not any(map(str.isalnum, written)):
        raise UserError(f"{label} holds “{brief(written)}”, which has no letter; it maps or lists {what}.")


def _text(written: object, label: str) -> str:
    """Some words."""
    if not isinstance(written, str) or not written.strip() or "\0" in written:
        raise UserError(f"{label} is “{brief(written)}”; it is text, in quotes where it looks like something else.")
    return " ".join(written.split())


HOUSE: Final = {
    "glossary": Key(
        lambda written, label: _texts(written, label, "terms to plain words, such as RMA: a return"),
        "terms of the house, and the plain words to use for them",
        dict[Word, Text],
    ),
    "names": Key(
        _names,
        "products and brands: never jargon, shouting, or a person's name",
        list[Word],
    ),
    "banned": Key(
        _banned,
        "phrases that no reply is to hold, and what to say instead, if you like",
        dict[Word, str | None] | list[Word],
    ),
    "known-issues": Key(
        lambda written, label: _texts(written, label, "topics to how they stand, such as app crash: …"),
        "topics of troubles that are known, and how they stand",
        dict[Word, Text],
    ),
    "knowledge-base": Key(
        lambda written, label: _texts(written, label, "topics to links, such as refund: https://…"),
        "topics, and links to where more is said of them",
        dict[Word, Text],
    ),
    "apologies": Key(
        lambda written, label: _choose(written, label, tuple(Apologies)),
        "how far apologies go: `full`, or `regret-only`, and nothing says that the company was at fault",
        Apologies,
    ),
    "opening-hours": Key(_text, "when somebody answers, in words", Text),
    "help-desk": Key(
        lambda written, label: _choose(written, label, tuple(desk for desk in HelpDesk if desk)),
        "the help desk that fills placeholders in: all are to be written as it writes them",
        Literal[
            "zendesk",
            "freshdesk",
            "intercom",
            "helpscout",
            "front",
            "gorgias",
            "chatwoot",
            "hubspot",
            "salesforce",
            "livechat",
            "kayako",
            "mailchimp",
            "ruby",
            "shell",
            "erb",
        ],
    ),
    "placeholders": Key(
        lambda written, label: _words(written, label, "names, such as [ticket.requester.first_name]"),
        "the names of all placeholders that there are, as they are written between the signs",
        list[Word],
    ),
}

CHECKS: Final = {
    "select": Key(
        lambda written, label: _words(written, label, "codes, such as [APO, ACK002]"),
        "the rules that run: codes, starts of codes (`APO`), groups (`tone`), or `ALL`",
        list[Word],
    ),
    "ignore": Key(
        lambda written, label: _words(written, label, "codes, such as [TON001]"),
        "the rules that are left out: codes, starts of codes, groups",
        list[Word],
    ),
    "severity": Key(_severities, "severities by the codes of rules, to be used for their own", dict[Word, Severity]),
    "fail-on": Key(
        lambda written, label: _choose(written, label, tuple(Severity)),
        "the least severity that makes the exit code 1; `off` for none",
        Severity,
    ),
    "profile": Key(
        lambda written, label: _choose(written, label, tuple(Profile)),
        "the kind of conversation that severities are tuned for; `auto` follows each file",
        Profile,
    ),
    "language": Key(
        lambda written, label: _choose(written, label, tuple(Language)),
        "`en`: what is in another language is not judged, and told; `any` judges all by English phrases",
        Language,
    ),
    "max-per-conversation": Key(
        _number, "how many findings of each conversation are told, the gravest first; 0 tells all", Count
    ),
    "speakers": Key(
        _speakers,
        "roles by speakers' names, in which `*` stands for anything",
        dict[Word, Literal["agent", "customer", "bot", "system"]],
    ),
    "rules": Key(
        lambda written, label: _words(written, label, "folders, such as [house]"),
        "folders of your own rules and cues, seen from this file's folder",
        list[Word],
    ),
    "per-file-ignores": Key(
        _ignores,
        "the rules that are left out, by globs over files, seen from this file's folder",
        dict[Word, list[Word]],
    ),
    "exclude": Key(
        lambda written, label: _words(written, label, "globs, such as [drafts]"),
        "globs over files and folders that are passed over",
        list[Word],
    ),
    "include": Key(
        lambda written, label: _words(written, label, "globs, such as [replies/*.txt]"),
        "globs over files that must be readable, and are read whatever they look like",
        list[Word],
    ),
    "house": Key(_section, "what the company knows of itself", House),
    "baseline": Key(_file, "the file of findings that are known and not told, seen from this file's folder", Word),
}
