"""Lines that open a new conversation, or head it with what is known of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.readers.speaker_lines import METADATA_KEYS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_OPENING = re.compile(
    r"\n[ \t]*+(?:(?P<rule>(?:-{3,}+|={3,}+|\*{3,}+|_{3,}+|~{3,}+))[ \t]*+(?P<label>[^\r\n]{0,120}+)"
    r"|\#{1,6}+[ \t]++(?P<heading>[^\r\n]{1,120}+)"
    r"|(?P<key>(?i:conversation|ticket|chat|case|call|session|thread|transcript|interaction|id)"
    r"(?i:[ ]?(?:id|number|no\.?|\#))?)[ \t]*+[:\#][ \t]*+(?P<value>[^\s][^\r\n]{0,120}+))\r?(?=\n|\Z)"
)
_RULES = "-=*_~# \t"
_REMARK = re.compile(
    r"\b(?:joined|left|transferred|assigned|ended|closed|connected|(?:original|forwarded) message|end)\b",
    re.IGNORECASE,
)
_KEYED = re.compile(
    r"(?:conversation|ticket|chat|case|call|session|thread|transcript|interaction|id)"
    r"(?:[ ]?(?:id|number|no\.?))?[ ]*[:#][ ]*(?=\S)",
    re.IGNORECASE,
)
_KEY_LINE = re.compile(r"[ \t]*+([^\W\d_][^:\r\n]{0,30}+):[ \t]*+([^\r\n]{0,500}+)")
_SPACE = re.compile(r"\s*+")
_FEWEST_TURNS = 2


class Opening(Struct, frozen=True, gc=False):
    """A line that may open a conversation: where it starts, where what it heads begins, and its label.

    A line with a key, such as `Ticket: 812`, heads itself. `is_rule` marks a rule without a label.
    """

    start: int
    head: int
    label: str
    is_rule: bool = False


def openings(lined: str, starts: Sequence[int]) -> tuple[list[Opening], list[int]]:
    """The lines that open conversations, and the bare rules between turns that do not.

    `lined` is the text with a newline before it; `starts` are where the speaker lines begin in the text.
    A line opens a conversation when a speaker line, a head or another opening follows it. Rules without a
    label do so only when at least two turns stand between any two of them.
    """
    found = list(_candidates(lined))
    known = frozenset(starts) | {opening.start for opening in found} if found else frozenset()
    found = [opening for opening in found if _leads(lined, opening, known)]
    rules = [opening.start for opening in found if opening.is_rule]
    if not rules or _are_far_apart([opening.start for opening in found], starts):
        return found, []
    return [opening for opening in found if not opening.is_rule], rules


def _candidates(lined: str) -> Iterator[Opening]:
    for match in _OPENING.finditer(lined):
        start = match.start()
        if match["key"]:
            if _is_after_a_blank(lined, start):
                yield Opening(start, start, match["value"].strip())
        elif match["heading"]:
            if _is_after_a_blank(lined, start):
                yield Opening(start, match.end() - 1, _name(match["heading"]))
        elif label := match["label"].strip(_RULES):
            if match["label"].rstrip()[-1:] in _RULES and not _REMARK.search(label):
                yield Opening(start, match.end() - 1, _name(label))
        else:
            yield Opening(start, match.end() - 1, "", is_rule=True)


def _name(label: str) -> str:
    """`Ticket: 812` without its key; any other label as it is."""
    label = label.strip(_RULES)
    return _KEYED.sub("", label, count=1) if _KEYED.match(label) else label


def _is_after_a_blank(lined: str, start: int) -> bool:
    before = lined[max(0, start - 80) : start].rstrip(" \t\r")
    return not before or before.endswith("\n") or before.rpartition("\n")[2].strip(_RULES) == ""


def _leads(lined: str, opening: Opening, known: Collection[int]) -> bool:
    """Whether something that belongs to a conversation follows the opening."""
    line_end = lined.find("\n", opening.start + 1)
    space = _SPACE.match(lined, line_end) if line_end >= 0 else None
    if space is None or space.end() >= len(lined):
        return False
    start = lined.rfind("\n", 0, space.end())
    head = _KEY_LINE.match(lined, space.end())
    return start in known or (head is not None and head[1].strip().casefold() in METADATA_KEYS)


def _are_far_apart(openings: Sequence[int], starts: Sequence[int]) -> bool:
    """Whether at least two turns stand between any two openings."""
    counts = [bisect_left(starts, opening) for opening in openings]
    gaps = [later - earlier for earlier, later in zip(counts, [*counts[1:], len(starts)], strict=True)]
    return all(gap >= _FEWEST_TURNS for gap in gaps if gap) and (not counts or counts[0] != 1)
