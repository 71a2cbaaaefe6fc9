"""Times as files write them, in seconds, and the stamps that stand beside a speaker's name."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MILLISECONDS, _MICROSECONDS = 1e11, 1e14
_LONGEST_NUMBER = 24

_HOUR_AND_MINUTE = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,6})?"
_HALF = r"(?:[ \u202f]?[AaPp]\.?[Mm]\b\.?)?"
_ZONE = r"(?:Z\b|[ ]?[+-]\d\d:?\d\d\b|[ ]?(?:UTC|GMT)\b)?"
_DATE = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
BRACKETED = r"[\[(][ \t]*\d[^\])\r\n]{0,38}+[\])]"
STAMP = rf"(?:{BRACKETED}|(?:{_DATE},?[ T]{{1,2}})?{_HOUR_AND_MINUTE}{_HALF}{_ZONE})"
_NOON = 12
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_LAST_HOUR, _LAST_MONTH, _YEAR_DIGITS = 23, 12, 4


def seconds(written: object) -> float | None:
    """Seconds since the epoch, or since the start of a recording for `mm:ss`, or None.

    A number's unit follows from its size: seconds, milliseconds and microseconds since 1973 do not overlap.
    """
    if isinstance(written, bool):
        return None
    if isinstance(written, int | float):
        return _scaled(written)
    if not isinstance(written, str) or not (written := written.strip()):
        return None
    return _scaled(float(written)) if written[-1].isdigit() and _is_number(written) else _worded(written)


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
    parts = _parts().fullmatch(bare)
    if parts is None:
        return seconds(bare) if "T" in bare else _spent(bare)
    clock = _clock(parts, elapsed=elapsed)
    if parts["date"] is None or clock is None:
        return clock
    day = _day(parts["date"], parts["zone"])
    return None if day is None else day + clock


def following(time: float | None, before: float | None) -> float | None:
    """A clock time, moved to the next day where it lies half a day or more before the last one."""
    if time is None or before is None or before - time < _DAY / 2 or before > _DAY * 30:
        return time
    return time + _DAY * (1 + (before - time - _DAY / 2) // _DAY)


def _is_number(written: str) -> bool:
    digits = written.replace(".", "", 1)
    return len(written) <= _LONGEST_NUMBER and digits.isascii() and digits.isdigit()


def _scaled(number: float) -> float | None:
    try:
        size = abs(float(number))
    except OverflowError:
        return None
    if not math.isfinite(size):
        return None
    unit = 1e6 if size >= _MICROSECONDS else 1e3 if size >= _MILLISECONDS else 1
    return float(number) / unit


def _worded(written: str) -> float | None:
    if "-" not in written and (clock := _of_a_recording().fullmatch(written)):
        hours, minutes, whole, fraction = clock.groups()
        return int(hours or 0) * _HOUR + int(minutes) * _MINUTE + float(f"{whole}.{fraction or 0}")
    try:
        moment = datetime.fromisoformat(written)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


@cache
def _of_a_recording() -> re.Pattern[str]:
    """Hours, minutes, seconds and their fraction."""
    return re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,6}))?")


@cache
def _parts() -> re.Pattern[str]:
    """A stamp's date, clock, half of the day and zone."""
    date = rf"(?:(?P<date>{_DATE}),?[ T]+)?"
    return re.compile(rf"{date}(?P<clock>{_HOUR_AND_MINUTE})(?P<half>{_HALF})(?P<zone>{_ZONE})")


def _short(stamp: str) -> re.Match[str] | None:
    parts = _parts().fullmatch(stamp.strip("[]() \t"))
    if parts is None or parts["date"] or parts["half"] or parts["clock"].count(":") > 1:
        return None
    return parts


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
    spent = re.fullmatch(r"(?:(\d{1,4})h ?)?(?:(\d{1,5})m ?)?(?:(\d{1,7})s)?", bare)
    if not bare or spent is None:
        return None
    hours, minutes, rest = (int(number or 0) for number in spent.groups())
    return float(hours * _HOUR + minutes * _MINUTE + rest)
