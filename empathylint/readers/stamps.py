"""Time stamps as chat exports write them beside a speaker's name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from empathylint.readers.times import seconds

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,6})?"
_HALF = r"(?:[ \u202f]?[AaPp]\.?[Mm]\b\.?)?"
_ZONE = r"(?:Z\b|[ ]?[+-]\d\d:?\d\d\b|[ ]?(?:UTC|GMT)\b)?"
_DATE = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
BRACKETED = r"[\[(][ \t]*\d[^\])\r\n]{0,38}+[\])]"
STAMP = rf"(?:{BRACKETED}|(?:{_DATE},?[ T]{{1,2}})?{_CLOCK}{_HALF}{_ZONE})"

_PARTS = re.compile(rf"(?:(?P<date>{_DATE}),?[ T]+)?(?P<clock>{_CLOCK})(?P<half>{_HALF})(?P<zone>{_ZONE})")
_SPENT = re.compile(r"(?:(\d{1,4})h ?)?(?:(\d{1,5})m ?)?(?:(\d{1,7})s)?")
_NOON = 12
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_LAST_HOUR, _LAST_MONTH, _YEAR_DIGITS = 23, 12, 4


def is_elapsed(stamps: Iterable[str]) -> bool:
    """Whether stamps such as `00:15` are minutes and seconds of a recording rather than hours of the day.

    They are when the first begins with 0 hours, or when one has more hours than a day.
    """
    hours = [int(parts["clock"].partition(":")[0]) for stamp in stamps if (parts := _short(stamp))]
    return bool(hours) and (hours[0] == 0 or max(hours) > _LAST_HOUR)


@lru_cache(maxsize=4096)
def seconds_of(stamp: str, *, elapsed: bool = False) -> float | None:
    """A stamp in seconds: since the epoch where it has a date, else since midnight or a recording's start.

    None for a stamp that cannot be told, such as 05/06/2026, where day and month look alike.
    """
    bare = stamp.strip("[]() \t")
    parts = _PARTS.fullmatch(bare)
    if parts is None:
        return seconds(bare) if "T" in bare else _spent(bare)
    clock = _clock(parts, elapsed=elapsed)
    if parts["date"] is None or clock is None:
        return clock
    day = _day(parts["date"], parts["zone"])
    return None if day is None else day + clock


def _short(stamp: str) -> re.Match[str] | None:
    parts = _PARTS.fullmatch(stamp.strip("[]() \t"))
    return (
        parts
        if parts and not parts["date"] and not parts["half"] and parts["clock"].count(":") == 1
        else None
    )


def _clock(parts: re.Match[str], *, elapsed: bool) -> float | None:
    whole, _, fraction = parts["clock"].replace(",", ".").partition(".")
    numbers = [int(number) for number in whole.split(":")]
    short = len(numbers) == 2  # noqa: PLR2004 - hours and minutes, or minutes and seconds
    if parts["half"]:
        numbers[0] = numbers[0] % _NOON + (_NOON if "p" in parts["half"].lower() else 0)
    if short and elapsed and not parts["date"] and not parts["half"]:
        numbers.insert(0, 0)
    hours, minutes, rest = (*numbers, 0)[:3]
    return hours * _HOUR + minutes * _MINUTE + rest + float(f"0.{fraction or 0}")


def _day(date: str, zone: str) -> float | None:
    """Seconds since the epoch at the beginning of a day."""
    first, second, third = re.split(r"[-/.]", date)
    if len(first) == _YEAR_DIGITS:
        year, month, day = first, second, third
    elif int(first) > _LAST_MONTH or "." in date:
        day, month, year = first, second, third
    elif int(second) > _LAST_MONTH or first == second:
        month, day, year = first, second, third
    else:
        return None
    century = "" if len(year) == _YEAR_DIGITS else "20"
    zone = zone.strip().replace("UTC", "").replace("GMT", "")
    return seconds(f"{century}{year}-{month:0>2}-{day:0>2}T00:00:00{zone}")


def _spent(bare: str) -> float | None:
    spent = _SPENT.fullmatch(bare)
    if not bare or spent is None:
        return None
    hours, minutes, rest = (int(number or 0) for number in spent.groups())
    return float(hours * _HOUR + minutes * _MINUTE + rest)


def following(time: float | None, before: float | None) -> float | None:
    """A clock time, moved to the next day where it lies half a day or more before the last one."""
    if time is None or before is None or before - time < _DAY / 2 or before > _DAY * 30:
        return time
    return time + _DAY * (1 + (before - time - _DAY / 2) // _DAY)
