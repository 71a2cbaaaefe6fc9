"""What the user asks for: which rules speak, how loudly, about which files."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.errors import UserError, did_you_mean
from empathylint.finding import Severity
from empathylint.globs import covers, relative
from empathylint.house import House

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from empathylint.model import Role

ALL = "ALL"


class Profile(StrEnum):
    """The kind of conversation that severities and limits are tuned for; `auto` follows each file."""

    AUTO = "auto"
    CHAT = "chat"
    EMAIL = "email"
    VOICE = "voice"
    SOCIAL = "social"
    MACRO = "macro"
    BOT = "bot"
    STRICT = "strict"


class Language(StrEnum):
    """Which texts are judged: those that are not in another language, or `any`."""

    ENGLISH = "en"
    ANY = "any"


class Settings(Struct, frozen=True):
    """Everything the user can set.

    `root` is the folder that globs start from: the config file's, or where the search for one began. `rules`
    are absolute paths. `max_per_conversation` 0 means all findings. `source` is the config file, empty when there
    is none, `baseline` the file of findings that are known. `given` names the fields that came from the command line.
    `force_exclude` and `allow_code` (house rules may run Python) never come from a file.
    """

    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    fail_on: Severity = Severity.WARNING
    profile: Profile = Profile.AUTO
    language: Language = Language.ENGLISH
    max_per_conversation: int = 0
    speakers: dict[str, Role] = {}
    rules: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = {}
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    house: House = House()
    baseline: str = ""
    force_exclude: bool = False
    allow_code: bool = False
    root: str = "."
    source: str = ""
    given: frozenset[str] = frozenset()

    def selects(self, code: str, group: str) -> bool:
        """Whether a rule is to run: `ignore` beats `select` unless the selecting prefix is the longer."""
        wanted = closeness(code, group, self.select)
        return wanted >= 0 and wanted > closeness(code, group, self.ignore)

    def ignores_for(self, path: str) -> frozenset[str]:
        """The codes, prefixes and groups silenced in a file; ask `closeness` whether a rule is meant."""
        if not self.per_file_ignores:
            return frozenset()
        place = relative(path, self.root)
        found = (codes for glob, codes in self.per_file_ignores.items() if covers((glob,), place))
        return frozenset(code for codes in found for code in codes)


def closeness(code: str, group: str, selectors: Iterable[str]) -> int:
    """How closely the best selector names a rule, in letters of its code: -1 not at all, 0 by `ALL`.

    A group counts as much as the letters that its codes share: `apologize` as `APO`.
    """
    return max((_closeness(code, group, selector) for selector in selectors), default=-1)


def _closeness(code: str, group: str, selector: str) -> int:
    """How closely one selector names a rule."""
    if selector == ALL:
        return 0
    if selector == group:
        return len(code.rstrip("0123456789"))
    return len(selector) if selector and code.startswith(selector) else -1


def check_codes(settings: Settings, known: Collection[str], groups: Collection[str]) -> None:
    """Nothing, or UserError for the first selector in the settings that names no rule.

    `known` are the codes of all loaded rules, `groups` their groups. `severity` takes whole codes alone.
    """
    for field, key, word in _selectors(settings):
        if not _names_rule(word, known, groups, whole=field == "severity"):
            origin = settings.source if field not in settings.given else ""
            where = f"{origin}: {key}" if origin else f"--{key}"
            kind = "a rule’s code" if field == "severity" else "a rule’s code, the start of one, or a group"
            hint = _hint(word, known, () if field == "severity" else groups)
            raise UserError(f"{where} names “{word}”, which is not {kind}.{hint}")


def _selectors(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Each selector as field, key as the user writes it, and the selector itself."""
    for field in ("select", "ignore", "severity"):
        for word in getattr(settings, field):
            yield field, field, word
    for glob, words in settings.per_file_ignores.items():
        for word in words:
            yield "per_file_ignores", f"per-file-ignores.{glob}", word


def _names_rule(word: str, known: Collection[str], groups: Collection[str], *, whole: bool) -> bool:
    """Whether a selector stands for at least one rule."""
    if whole:
        return word in known
    return word == ALL or word in groups or (bool(word) and any(code.startswith(word) for code in known))


def _hint(word: str, known: Collection[str], groups: Collection[str]) -> str:
    """The nearest right selector, whatever the case it was written in."""
    starts = {code.rstrip("0123456789") for code in known} if groups else set()
    choices = [*groups, *sorted(starts), *sorted(known)]
    folded = {choice.casefold(): choice for choice in reversed(choices)}
    exact = folded.get(word.casefold())
    return f" Did you mean “{exact}”?" if exact else did_you_mean(word, choices)
