"""Placeholders that are nearly another one, of the same file or of a help desk, or stand in a foreign dialect."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.finding import Outcome, Place, Severity
from empathylint.help_desks import DIALECTS, HelpDesk, written_as
from empathylint.judge import fail, whole
from empathylint.language.masks import PLACEHOLDER, mask
from empathylint.placeholders import Placeholder, placeholders, spellings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from empathylint.model import Conversation
    from empathylint.rule import Rule

_NONE = "“{said}” is none of the placeholders that the settings list."
_LIKE = 0.7  # how alike two names have to be for one to be a slip for the other
_MAIN = 2  # placeholders that make a dialect the file's own
_SHORTEST = 5  # letters of a word that has one letter wrong
_DOUBLE = "{{}}"
_PERSONS = "name first_name last_name email phone"
_FACTS = (
    "id title subject description url link status priority via account tags external_id due_date public_url "
    "ticket_type latest_comment latest_public_comment comments public_comments cc_names group.name brand.name "
    "organization.name requester.language assignee.signature"
)
_KNOWN = frozenset({
    "first_name", "last_name", "current_user.signature", "agent.signature",
    *(
        f"{one}.{fact}"
        for one in ("ticket.requester", "ticket.assignee", "ticket.submitter", "current_user", "ticket.agent", "agent",
                    "contact", "recipient")
        for fact in _PERSONS.split()
    ),
    *(f"{one}.{fact}" for one in ("ticket.requester", "ticket.customer") for fact in ("firstname", "lastname")),
    *(f"ticket.{fact}" for fact in _FACTS.split()),
})  # fmt: skip


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """One outcome for each placeholder of a canned reply that is a slip for another, or one pass."""
    turn = conversation.turns[0]
    own = list(placeholders(turn.text))
    if not own:
        return
    covered = mask(turn.text)
    house, clean = conversation.house, True
    slip = partial(_slip, own, conversation.placeholders or spellings(turn.text), house.help_desk)
    for one in own:
        if covered[one.start] != PLACEHOLDER:
            continue
        place = Place(turn.index, one.start, one.end)
        said = turn.text[one.start : one.end]
        if house.placeholders and one.path not in house.placeholders:
            clean = False
            near = _nearest(one.path, house.placeholders)
            strict = replace(rule, severity=Severity.ERROR) if rule.severity is not Severity.OFF else rule
            yield fail(strict if near else _of_none(strict), conversation, place, rest=said.replace(one.path, near, 1))
        elif meant := slip(one, said):
            clean = False
            yield fail(rule, conversation, place, rest=meant)
    if clean:
        yield Outcome(whole(turn), turn.index)


def _of_none(rule: Rule) -> Rule:
    """The rule as it speaks of a name that is like none of those that there are."""
    return replace(rule, message=_NONE, rewrite=("[one of the placeholders that the settings list]",))


def _nearest(path: str, allowed: Sequence[str]) -> str:
    """The allowed name that a path is a slip for, or an empty string."""
    folded = {name.casefold(): name for name in reversed(allowed)}
    return folded.get(path.casefold()) or next(iter(get_close_matches(path, allowed, 1, _LIKE)), "")


def _slip(
    own: Sequence[Placeholder], written: Mapping[tuple[str, str], int], desk: HelpDesk, one: Placeholder, said: str
) -> str:
    """What a placeholder is a slip for: another one of the file or a help desk, or the same in other signs."""
    if desk:
        if one.dialect != DIALECTS[desk].signs:
            return written_as(desk, one.path)
    else:
        main = _main(written)
        if main and one.dialect != main and len({other.dialect for other in own}) > 1:
            return f"{main[: (len(main) + 1) // 2]}{one.path}{main[(len(main) + 1) // 2 :]}"
    path = _meant(one, written)
    return said.replace(one.path, path, 1) if path else ""


def _main(written: Mapping[tuple[str, str], int]) -> str:
    """The signs of the dialect in which two thirds of the placeholders stand, or an empty string."""
    dialects: Counter[str] = Counter()
    for (dialect, _), count in written.items():
        dialects[dialect] += count
    main, most = dialects.most_common(1)[0]
    return main if most >= _MAIN and 3 * most >= 2 * dialects.total() else ""


def _meant(one: Placeholder, written: Mapping[tuple[str, str], int]) -> str:
    """The path that a placeholder's is a slip for, or an empty string: a commoner one, or a help desk's."""
    commoner = True
    others = False
    for dialect, path in written:
        if dialect != one.dialect:
            continue
        if path == one.path:
            commoner = False
            continue
        others |= path in _KNOWN
        better = path in _KNOWN if (path in _KNOWN) is not (one.path in _KNOWN) else commoner
        if better and is_slip(one.path, path):
            return path
    return _nearest_known(one.path, cased=others) if one.dialect == _DOUBLE and one.path not in _KNOWN else ""


@lru_cache(maxsize=1024)
def _nearest_known(path: str, *, cased: bool) -> str:
    """The help desks' placeholder that a path is a slip for; another case counts where it cannot be another system."""
    for known in sorted(_KNOWN):
        same = path.casefold() == known
        if (same and (cased or known.count(".") > 1)) or (not same and is_slip(path, known, spelled=True)):
            return known
    return ""


def is_slip(path: str, other: str, *, spelled: bool = False) -> bool:
    """Whether two paths differ by case and underscores (not if `spelled`), or by one letter of one longer word."""
    ours, theirs = _folded(path), _folded(other)
    if ours == theirs:
        return not spelled
    if len(ours) != len(theirs):
        return False
    apart = [(one, two) for one, two in zip(ours, theirs, strict=True) if one != two]
    return len(apart) == 1 and _is_typo(*apart[0])


@lru_cache(maxsize=4096)
def _folded(path: str) -> list[str]:
    """The words of a path without case and underscores."""
    return path.casefold().replace("_", "").split(".")


def _is_typo(one: str, two: str) -> bool:
    """Whether two words differ by one letter left out, put in, changed, or by two swapped; a plural s is none."""
    if abs(len(one) - len(two)) > 1:
        return False
    short, long = sorted((one, two), key=len)
    if len(short) < _SHORTEST or long == short + "s":
        return False
    if not one.isalpha() or not two.isalpha():
        return False
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(long) > len(short):
        return short[at:] == long[at + 1 :]
    swapped = short[:at] + short[at : at + 2][::-1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long
