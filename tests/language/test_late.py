"""A late pattern is the pattern, compiled when it is first used."""

from __future__ import annotations

import re

import pytest

from empathylint.language.late import late


def test_a_late_pattern_does_what_the_pattern_does() -> None:
    pattern = late(r"(?P<word>[a-z]+)", re.IGNORECASE)
    for _ in range(2):
        found = pattern.search("1 Two three")
        assert found is not None
        assert found["word"] == "Two"
        assert pattern.findall("1 Two three") == ["Two", "three"]
        assert pattern.sub("x", "1 Two three") == "1 x x"
        assert [match.start() for match in pattern.finditer("1 Two three")] == [2, 6]
    assert pattern.pattern == r"(?P<word>[a-z]+)"


def test_a_broken_pattern_is_told_at_its_first_use() -> None:
    broken = late("(")
    with pytest.raises(re.error):
        broken.match("x")
