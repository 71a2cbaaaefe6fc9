"""The JSON Schemas take what we take, refuse what we refuse, and the files of them are up to date."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from empathylint.condition import COUNTED, WINDOWS
from empathylint.config import load_settings
from empathylint.config_values import CHECKS, HOUSE
from empathylint.errors import UserError
from empathylint.finding import Severity
from empathylint.language.sentences import Mood
from empathylint.pack import compile_pack, pack_folder
from empathylint.rule import REPLACED, SCOPES
from empathylint.schema import SCHEMAS, schema
from empathylint.settings import Profile
from empathylint.steps import STEPS
from empathylint.yaml_file import load_yaml, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
MADE: dict[str, dict[str, Any]] = {name: json.loads(schema(name)) for name in SCHEMAS}
FILES = [
    path
    for folder in (pack_folder(), ROOT / "examples/plugin/acme_empathy")
    for path in sorted(folder.glob("*/*.yaml"))
    if path.parent.name != "words"
]
README = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
PAGE = (ROOT / "docs/writing-rules.md").read_text(encoding="utf-8")

CONFIG = """
select: [apologize, TON]
ignore: [TON001]
severity: {APO004: off, APO001: error}
fail-on: off
profile: email
max-per-conversation: 5
speakers: {"Team *": agent, Kim: customer, Max: bot, Log: system}
rules: [house, more/rules]
per-file-ignores: {"drafts/**": [TON], "*.txt": []}
exclude: [old]
include: [macros/*.txt]
language: en
baseline: .empathylint-baseline.json
house:
  help-desk: zendesk
  placeholders: [ticket.id]
  glossary: {RMA: a return}
  names: [Acme Plus]
  banned: {no worries: you're welcome, "you guys":}
  known-issues: {app crash: A fix comes on Friday.}
  knowledge-base: {refund: https://help.acme.example/refunds}
  apologies: regret-only
  opening-hours: Monday to Friday, 9 to 6
"""
RULE = """
code: HSE001
title: Nothing is said of bananas
severity: warning
scope: reply
why: Nobody asked.
sources: [House style]
message: “{said}” is about bananas.
"""
CUE = "cue: bananas\nwhat: Names bananas.\nby: agent\nphrases: [bananas]\n"

WRONG = [
    ("config", "selekt: [ALL]"),
    ("config", "fail_on: error"),
    ("config", "fail-on: fatal"),
    ("config", "severity: {APO004: high}"),
    ("config", "severity: [APO004]"),
    ("config", "profile: mail"),
    ("config", "select: APO"),
    ("config", "select: [1]"),
    ("config", 'ignore: [""]'),
    ("config", "max-per-conversation: -1"),
    ("config", "max-per-conversation: many"),
    ("config", "max-per-conversation: true"),
    ("config", "speakers: {Kim: unknown}"),
    ("config", "per-file-ignores: {a: TON}"),
    ("config", "house: {names: Acme}"),
    ("config", "house: {known_issues: {}}"),
    ("config", "house: {apologies: none}"),
    ("config", "house: {glossary: {RMA: }}"),
    ("config", 'house: {opening-hours: " "}'),
    ("config", "house: {banned: no worries}"),
    ("config", "[select]"),
    ("rule", f"{RULE}forbid: {{sais: bananas}}"),
    ("rule", f"{RULE}forbid: bananas"),
    ("rule", f"{RULE}forbid: {{says: bananas, in: next-turn}}"),
    ("rule", f"{RULE}forbid: {{says: bananas, in: next-turns}}"),
    ("rule", f"{RULE}forbid: {{says: bananas, in: next-turns 0}}"),
    ("rule", f"{RULE}forbid: {{says: bananas, in: here 2}}"),
    ("rule", f"{RULE}forbid: {{says: bananas, mood: angry}}"),
    ("rule", f"{RULE}forbid: {{says: bananas, role: boss}}"),
    ("rule", f"{RULE}forbid: {{says: bananas, turn: second}}"),
    ("rule", f"{RULE}forbid: {{says: bananas, longer-than: long}}"),
    ("rule", f"{RULE}forbid: {{says: bananas}}\nrewrite: None."),
    ("rule", f"{RULE}forbid: {{says: bananas}}\nreplaces: word"),
    ("rule", f"{RULE}forbid: {{says: bananas}}\nprofiles: {{phone: info}}"),
    ("rule", f"{RULE}forbid: {{says: bananas}}\nprofiles: {{chat: loud}}"),
    ("rule", f"{RULE}forbid: {{says: bananas}}\nexamples: [{{fixed: x}}]"),
    ("rule", f"{RULE}forbid: {{says: bananas}}\nexamples: [{{text: x, house: {{nams: []}}}}]"),
    ("rule", f"{RULE}forbid: {{says: bananas}}\nowns_fault: true"),
    ("rule", f"{RULE}step: greet"),
    ("rule", f"{RULE}forbid: {{says: bananas}}".replace("warning", "high")),
    ("rule", f"{RULE}forbid: {{says: bananas}}".replace("scope: reply", "scope: replies")),
    ("rule", f"{RULE}forbid: {{says: bananas}}".replace("why:", "because:")),
    ("cue", f"{CUE}unles: [x]"),
    ("cue", f"{CUE}negatable: maybe"),
    ("cue", f"{CUE}unless: x"),
    ("cue", f"{CUE}house: names-of"),
    ("cue", f"{CUE}examples: {{yess: [x]}}"),
    ("cue", f"{CUE}needs: bananas"),
    ("cue", CUE.replace("by: agent", "by: boss")),
    ("cue", CUE.replace("by: agent", "by: [agent, boss]")),
    ("cue", CUE.replace("[bananas]", "[1]")),
    ("cue", CUE.replace("what: Names bananas.\n", "")),
]


def mistakes(name: str, written: object) -> list[str]:
    return [error.message for error in Draft202012Validator(MADE[name]).iter_errors(written)]


def kind(written: dict[str, Any]) -> str:
    return "cue" if "cue" in written else "rule" if "code" in written else "config"


def load(name: str, text: str, folder: Path) -> None:
    """Loads a file as the program does."""
    if name == "config":
        (folder / ".empathylint.yaml").write_text(text, encoding="utf-8")
        load_settings(folder)
        return
    for place, written in (
        ("cues/bananas.yaml", CUE if name == "rule" else text),
        ("tone/bananas.yaml", text if name == "rule" else f"{RULE}forbid: {{says: bananas}}"),
    ):
        (folder / place).parent.mkdir()
        (folder / place).write_text(written, encoding="utf-8")
    compile_pack([folder])


def keys(part: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each key that a schema names, at whatever depth, with what it says of it."""
    if isinstance(part, dict):
        yield from part.get("properties", {}).items()
        for below in part.values():
            yield from keys(below)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_sound_and_its_file_up_to_date(name: str) -> None:
    Draft202012Validator.check_schema(MADE[name])
    shipped = ROOT / f"empathylint/schemas/{name}.json"
    assert shipped.read_text(encoding="utf-8") == schema(name), "run docs/pages.py"
    assert MADE[name]["title"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_described_and_no_table_takes_an_unknown_one(name: str) -> None:
    assert [key for key, written in keys(MADE[name]) if not written.get("description")] == []
    tables = [part for part in (MADE[name], *MADE[name]["$defs"].values()) if "properties" in part]
    closed = [part["title"] for part in tables if part.get("additionalProperties") is False]
    assert closed == ([] if name == "report" else [part["title"] for part in tables])  # a report may have more one day


@pytest.mark.parametrize(
    ("word", "code", "out", "err"),
    [
        ("cue", 0, schema("cue"), ""),
        (
            "confg",
            2,
            "",
            "empathylint: NAME is “confg”; it is one of config, rule, cue, report. Did you mean “config”?\n",
        ),
    ],
)
def test_the_command_prints_a_schema_or_tells_the_nearest(word: str, code: int, out: str, err: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "empathylint", "schema", word],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, out, err)


def test_every_key_of_the_settings_is_there() -> None:
    assert list(MADE["config"]["properties"]) == list(CHECKS)
    assert list(MADE["config"]["$defs"]["House"]["properties"]) == list(HOUSE)


def test_words_of_a_closed_list_are_offered() -> None:
    rule, parts = MADE["rule"]["properties"], MADE["rule"]["$defs"]
    assert [rule[key]["enum"] for key in ("scope", "step", "replaces")] == [list(SCOPES), list(STEPS), list(REPLACED)]
    assert set(parts["Severity"]["enum"]) == set(Severity)
    assert set(parts["Mood"]["enum"]) == set(Mood)
    assert set(rule["profiles"]["propertyNames"]["enum"]) == set(Profile)
    assert set(parts["Condition"]["properties"]["in"]["anyOf"][0]["enum"]) == WINDOWS - COUNTED


def test_the_page_says_of_a_key_what_its_schema_says() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", PAGE, re.MULTILINE)
    told = {(key, re.sub(r"\[([^]]*)\]\(\S+\)", r"\1", meaning)) for key, meaning in rows}
    described = {(key, written["description"]) for made in MADE.values() for key, written in keys(made)}
    shown = {*MADE["rule"]["properties"], *MADE["rule"]["$defs"]["Condition"]["properties"], *MADE["cue"]["properties"]}
    assert {(key, meaning) for key, meaning in told if key in shown} <= described
    assert shown <= {key for key, _ in told}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_file_is_right(path: Path) -> None:
    assert mistakes("cue" if path.parent.name == "cues" else "rule", load_yaml(path)) == []


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.is_relative_to(pack_folder())], ids=lambda path: path.stem
)
def test_a_shipped_file_names_its_schema_in_its_first_line(path: Path) -> None:
    with path.open(encoding="utf-8") as lines:
        named = next(lines).removeprefix("# yaml-language-server: $schema=").strip()
    name = "cue" if path.parent.name == "cues" else "rule"
    assert (path.parent / named).resolve() == ROOT / f"empathylint/schemas/{name}.json"


@pytest.mark.parametrize("text", [text for text in README if "repos:" not in text])
def test_an_example_of_the_readme_is_right(text: str) -> None:
    written = parsed("README.md", text)
    assert mistakes(kind(written), written) == []


def test_the_readme_shows_settings_a_rule_and_a_cue() -> None:
    assert {kind(parsed("README.md", text)) for text in README if "repos:" not in text} == {"config", "rule", "cue"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("config", CONFIG),
        ("config", "house: {banned: [no worries]}"),
        ("rule", f"{RULE}forbid: {{says: [bananas], in: next-turns 12, at-most: 2}}\nwhen:"),
        ("cue", f"{CUE}unless: [bananas split]".replace("by: agent", "by: [agent, customer]")),
        ("cue", CUE.replace("[bananas]", "{ripe: [bananas]}")),
    ],
)
def test_what_is_right_is_taken_by_the_schema_and_by_us(tmp_path: Path, name: str, text: str) -> None:
    assert mistakes(name, parsed("a.yaml", text)) == []
    load(name, text, tmp_path)


def test_the_full_settings_hold_every_key() -> None:
    written = parsed("a.yaml", CONFIG)
    assert written.keys() == CHECKS.keys()
    assert written["house"].keys() == HOUSE.keys()


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_what_is_wrong_is_refused_by_the_schema_and_by_us(tmp_path: Path, name: str, text: str) -> None:
    assert mistakes(name, parsed("a.yaml", text)) != []
    with pytest.raises(UserError):
        load(name, text, tmp_path)
