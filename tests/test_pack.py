from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from empathylint.engine import linter_for
from empathylint.errors import UserError
from empathylint.model import Conversation, Role, Turn
from empathylint.pack import load_pack
from empathylint.rule import read_rule
from empathylint.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

CUE = "cue: bananas\nby: [agent, customer]\nwhat: The fruit.\nphrases: [bananas]\n"
RULE = """
code: HSE001
title: Nobody gives thanks
severity: warning
scope: conversation
why: We are proud.
sources: [House style]
message: “{said}” is not ours.
rewrite: [Say nothing.]
"""
LINTER = linter_for(Settings())
TALK = (
    (Role.CUSTOMER, "Thanks. Is it open?"),
    (Role.AGENT, "Hello. One moment."),
    (Role.AGENT, "Yes, it is. Thanks for asking."),
    (Role.CUSTOMER, "Apples, then."),
    (Role.AGENT, "Here you are."),
)


def house(folder: Path, how: str) -> Path:
    """A folder of house rules with one cue and one rule."""
    for name in ("cues", "tone"):
        (folder / "house" / name).mkdir(parents=True, exist_ok=True)
    (folder / "house/cues/bananas.yaml").write_text(CUE)
    (folder / "house/tone/bananas.yaml").write_text(RULE + how)
    return folder / "house"


def flagged(folder: Path, how: str) -> list[int]:
    """The turns that a house rule flags in the talk above."""
    rule = read_rule(house(folder, how) / "tone/bananas.yaml", {"thanks"}, {})
    talk = Conversation("talk", tuple(Turn(at, role, text) for at, (role, text) in enumerate(TALK)))
    return [finding.place.turn for finding in LINTER.lint_with(rule, talk)]


@pytest.mark.parametrize(
    ("how", "turns"),
    [
        ("forbid: {says: thanks}", [2]),
        ("forbid: {role: customer, says: thanks, in: conversation}", [0]),
        ("forbid: {longer-than: 3}", [2]),
        ("expect: {says: thanks, in: here}", [1, 4]),
        ("expect: {says: thanks, in: reply}", [4]),
        ("expect: {says: thanks, in: last-reply}", [4]),
        ("when: {role: customer, says: thanks}\nexpect: {says: thanks}", []),
        ("when: {role: customer, says: thanks}\nexpect: {says: thanks, in: next-turns 1}", [1]),
        ("when: {role: customer, says: thanks}\nexpect: {says: thanks, in: next-turns 2}", []),
        ("when: {role: customer, lacks: thanks}\nexpect: {says: thanks, in: next-replies 1}", [4]),
        ("when: {role: customer, turn: last}\nforbid: {says: thanks, in: earlier}", [2]),
        ("when: {role: customer, turn: first}\nforbid: {says: thanks, in: later}", [2]),
        ("when: {role: agent, turn: first}\nforbid: {says: thanks}", []),
        ("when: {role: customer, mood: question}\nexpect: {mood: question}", [1]),
    ],
)
def test_a_condition_looks_in_its_window(tmp_path: Path, how: str, turns: list[int]) -> None:
    assert flagged(tmp_path, how) == turns


def test_house_rules_are_kept_compiled_until_they_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = house(tmp_path, "forbid: {says: bananas}")
    assert "HSE001" in {rule.code for rule in load_pack([folder]).rules}
    (kept,) = (tmp_path / "cache").rglob("*.bin")
    kept.write_bytes(msgspec.msgpack.encode(load_pack()))
    assert "HSE001" not in {rule.code for rule in load_pack([folder]).rules}, "the kept pack was not read"
    kept.write_bytes(b"broken")
    assert "HSE001" in {rule.code for rule in load_pack([folder]).rules}


def test_house_code_behind_a_link_needs_leave_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = house(tmp_path, "")
    (folder / "tone/bananas.py").write_text("def check(rule, conversation):\n    return iter(())\n")
    (folder / "tone").rename(tmp_path / "elsewhere")
    (folder / "tone").symlink_to(tmp_path / "elsewhere")
    load_pack([folder], allow_code=True)
    with pytest.raises(UserError, match="--allow-code"):
        load_pack([folder])


def test_a_profile_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"profiles is “emial”; .* Did you mean “email”"):
        flagged(tmp_path, "forbid: {says: thanks}\nprofiles: {emial: off}")


@pytest.mark.parametrize("template", ["{said:d}", "{said!r}", "{said", "{}"])
def test_a_slot_is_a_name_in_braces_and_nothing_else(tmp_path: Path, template: str) -> None:
    with pytest.raises(UserError):
        flagged(tmp_path, f"forbid: {{says: thanks}}\nrewrite: ['{template}']".replace("rewrite: [Say nothing.]", ""))


def test_cues_that_need_each_other_are_told(tmp_path: Path) -> None:
    folder = house(tmp_path, "forbid: {says: bananas}")
    (folder / "cues/bananas.yaml").write_text(CUE + "needs: [apples]\n")
    (folder / "cues/apples.yaml").write_text(CUE.replace("bananas", "apples") + "needs: [bananas]\n")
    with pytest.raises(UserError, match="need each other"):
        load_pack([folder])


def test_a_folder_without_rules_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there are no rules in it"):
        load_pack([tmp_path])


@pytest.mark.parametrize(
    ("file", "added", "told"),
    [
        (
            "tone/bananas.yaml",
            "code: HSE002\n",
            r"bananas.yaml:\d+:1: this is not valid YAML: the key “code” stands in",
        ),
        (
            "tone/bananas.yaml",
            "yields-to: [APO04]\n",
            "bananas.yaml: yields-to names “APO04”, .* Did you mean “APO004”",
        ),
        ("tone/bananas.yaml", "when: {sais: thanks}\n", "bananas.yaml: when: unknown key “sais”. Did you mean “says”"),
        ("tone/bananas.yaml", "examples: [{fixed: x}]\n", "bananas.yaml: .*“text” - at “examples.*0"),
        (
            "tone/bananas.yaml",
            "examples: [{text: x, fixd: x}]\n",
            "examples 1: unknown key “fixd”. Did you mean “fixed”",
        ),
        (
            "cues/bananas.yaml",
            "examples: {yess: [x]}\n",
            "bananas.yaml: examples: unknown key “yess”. Did you mean “yes”",
        ),
        ("cues/bananas.yaml", "cue: bananas\n", r"bananas.yaml:\d+:1: this is not valid YAML: the key “cue” stands in"),
        ("words/fruit.yaml", "- a\n- [b\n", "fruit.yaml:3:1: this is not valid YAML: did not find expected"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_key(tmp_path: Path, file: str, added: str, told: str) -> None:
    folder = house(tmp_path, "forbid: {says: bananas}\n")
    (folder / "words").mkdir()
    with (folder / file).open("a") as written:
        written.write(added)
    with pytest.raises(UserError, match=told):
        load_pack([folder])


def test_phrases_that_branch_in_too_many_ways_are_a_mistake_that_names_their_cue(tmp_path: Path) -> None:
    folder = house(tmp_path, "forbid: {says: bananas}")
    phrase = "x " + "(a|b)? " * 20 + "a" + " (a|b)" * 20
    (folder / "cues/bananas.yaml").write_text(CUE.replace("[bananas]", f'["{phrase}"]'))
    with pytest.raises(UserError, match="cue bananas: optional words and choices can be taken in too many ways"):
        load_pack([folder])


def test_a_turn_without_words_is_linted() -> None:
    silent = Conversation("talk", (Turn(0, Role.CUSTOMER, ""), Turn(1, Role.AGENT, "")))
    assert LINTER.lint(silent).conversation.turns[1].hits == ()


def test_beside_a_python_file_when_looks_at_role_and_cues_alone(tmp_path: Path) -> None:
    rule = house(tmp_path, "when: {role: customer, says: bananas, turn: last}\n") / "tone/bananas.yaml"
    rule.with_suffix(".py").write_text("def check(rule, conversation):\n    yield from ()\n")
    with pytest.raises(UserError, match="when takes role and says alone"):
        read_rule(rule, {"bananas"}, {})
