"""What stays the same of a finding while the lines round it move."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.report import Report, Talk, Told


def fingerprint(talk: Talk, told: Told) -> str:
    """The code of a finding and a hash of the words that it is about, case and punctuation aside."""
    place, said = told.finding.place, talk.turns[told.finding.place.turn].text
    words = _folded(said[place.start : place.end]) or _folded(said)
    digest = blake2b(f"{told.finding.code}\0{words}".encode(errors="surrogatepass"), digest_size=8)
    return f"{told.finding.code} {digest.hexdigest()}"


def numbered(report: Report) -> Iterator[tuple[Talk, Told, str]]:
    """Each finding with a hash that no other finding of its file has: of equals, the n-th."""
    seen: Counter[tuple[str, str]] = Counter()
    for talk in report.talks:
        for told in talk.told:
            mark = fingerprint(talk, told)
            seen[talk.path, mark] += 1
            yield talk, told, f"{mark.split()[1]}:{seen[talk.path, mark]}"


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
