"""Our YAML: words stay words, a key stands once, and what merges keys is no mistake."""

from __future__ import annotations

import pytest

from empathylint.errors import UserError
from empathylint.yaml_file import parsed


def test_merged_keys_and_keys_of_two_kinds_are_no_repetition() -> None:
    merged = parsed("a.yaml", "a: &a {x: 1}\nh: {b: &b {<<: *a, x: 2}}\nc: {<<: *b, z: 1}\n")
    assert sorted(merged["c"]) == ["x", "z"]
    assert parsed("a.yaml", '{1: a, "1": b}') == {1: "a", "1": "b"}


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "- {a: 1, a: 2}\n", "x: {y: [{a: 1, b: 2, a: 3}]}\n"])
def test_a_key_that_stands_twice_is_told_at_any_depth(text: str) -> None:
    with pytest.raises(UserError, match="the key “a” stands in line 1 already"):
        parsed("a.yaml", text)


def test_an_alias_to_itself_comes_to_an_end() -> None:
    looped = parsed("a.yaml", "a: &a [*a]\n")
    assert looped["a"][0] is looped["a"]
