"""What docs/writing-rules.md tells rule authors is all that there is, and it works as it is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import fields

from empathylint.condition import COUNTED, WINDOWS, Condition
from empathylint.cue_file import CueFile, Said
from empathylint.engine import linter_for
from empathylint.examples import cue_failures, rule_failures
from empathylint.finding import Severity
from empathylint.language.automaton import Automaton
from empathylint.language.phrases import TOKEN_CLASSES, parse
from empathylint.language.program import build
from empathylint.language.sentences import Mood
from empathylint.language.tokens import Lexicon, Tokens
from empathylint.model import Role
from empathylint.pack import pack_folder
from empathylint.rule import REPLACED, SCOPES, SLOTS, RuleFile, WrittenExample
from empathylint.settings import Profile, Settings
from empathylint.steps import STEPS
from empathylint.yaml_file import load_yaml, parsed

PAGE = (Path(__file__).parent.parent / "docs/writing-rules.md").read_text(encoding="utf-8")
KEYS = {field.encode_name for shape in (RuleFile, Condition, CueFile, Said, WrittenExample) for field in fields(shape)}
NAMED = {
    *KEYS,
    *(
        word
        for words in (SCOPES, REPLACED, STEPS, Mood, Role, Severity, Profile)
        for word in words
        if word != "unknown"
    ),
    *(f"{window} N" if window in COUNTED else window for window in WINDOWS),
    *(f"{{{slot}}}" for slot in SLOTS),
    *(f"[{token}]" for token in TOKEN_CLASSES),
}
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
PHRASES = [re.split(r"\s{2,}", line) for line in re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)[0].splitlines()]
LISTS = {path.stem: tuple(load_yaml(path)) for path in pack_folder().glob("words/*.yaml")}
REST = {
    "title": "x", "severity": "info", "scope": "reply", "why": "x", "sources": ["x"], "message": "x", "rewrite": ["x"],
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(NAMED))
def test_every_key_window_and_slot_is_named(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize(("phrase", "words", "meaning"), PHRASES)
def test_a_phrase_finds_the_words_beside_it(phrase: str, words: str, meaning: str) -> None:
    lexicon = Lexicon(build({"it": [parse(phrase, LISTS)]}, LISTS, {"agent": ["it"]}))
    tokens = Tokens(f"{words}.", lexicon)
    matches = Automaton(lexicon, lexicon.program.nets["agent"]).scan(tokens.symbols)
    assert [words[tokens.start(first) : tokens.end(last - 1)] for _, first, last in matches] == [words], meaning


def test_every_sign_of_the_phrase_language_is_shown() -> None:
    shown = "".join(phrase for phrase, *_ in PHRASES)
    assert set("()|?*~{}[]^$") <= set(shown)
    assert "^^" in shown


def test_the_examples_of_the_page_load_and_hold(tmp_path: Path) -> None:
    for folder in ("cues", "tone"):
        (tmp_path / folder).mkdir()
    for number, block in enumerate(BLOCKS):
        written = parsed("writing-rules.md", block)
        if "cue" not in written:
            written = {"code": f"HSE1{number:02}", **REST, **written}
        place = "cues/begs_pardon.yaml" if "cue" in written else f"tone/block_{number}.yaml"
        (tmp_path / place).write_text(json.dumps(written), encoding="utf-8")
    linter = linter_for(Settings(rules=(str(tmp_path),)))
    assert list(rule_failures(linter.rules["HSE002"], linter)) == []
    assert list(cue_failures(tmp_path / "cues/begs_pardon.yaml", linter)) == []
    assert sum(code.startswith("HSE") for code in linter.rules) == len(BLOCKS) - 1


def test_the_files_that_the_page_points_at_are_there() -> None:
    assert all((pack_folder() / name).is_file() for name in re.findall(r"`rules/(\S+\.\w+)`", PAGE))
