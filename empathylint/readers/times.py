"""Times as files write them, in seconds."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime

CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,6}))?")
MILLISECONDS = 1e11
MICROSECONDS = 1e14
LONGEST_NUMBER = 24


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
    return _number(written) if written[-1].isdigit() and _plain(written) else _worded(written)


def _plain(written: str) -> bool:
    return (
        len(written) <= LONGEST_NUMBER
        and written.replace(".", "", 1).isascii()
        and written.replace(".", "", 1).isdigit()
    )


def _number(written: str) -> float | None:
    return _scaled(float(written))


def _scaled(number: float) -> float | None:
    try:
        size = abs(float(number))
    except OverflowError:
        return None
    if not math.isfinite(size):
        return None
    unit = 1e6 if size >= MICROSECONDS else 1e3 if size >= MILLISECONDS else 1
    return float(number) / unit


def _worded(written: str) -> float | None:
    if clock := CLOCK.fullmatch(written):
        hours, minutes, whole, fraction = clock.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(f"{whole}.{fraction or 0}")
    try:
        moment = datetime.fromisoformat(written)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
