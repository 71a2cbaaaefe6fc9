"""The pages that are made from the rules are up to date, and no piece of advice is left without a rule or a part."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from empathylint.engine import linter_for
from empathylint.errors import UserError
from empathylint.pack import pack_folder
from empathylint.settings import Settings
from empathylint.sources import in_words, read_sources

DOCS = Path(__file__).parent.parent / "docs"
SOURCES = read_sources(pack_folder())
NAMED = {source for rule in linter_for(Settings()).rules.values() for source in rule.sources}


def test_the_pages_are_what_the_rules_say() -> None:
    spec = importlib.util.spec_from_file_location("pages", DOCS / "pages.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for name, text in script.pages().items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, f"run docs/pages.py: {name} is not up to date"
    assert {path.name for path in (DOCS / "rules").iterdir()} == {Path(name).name for name in script.pages()} - {
        "advice.md",
        "outputs.md",
    }


@pytest.mark.parametrize("article", SOURCES.articles)
def test_each_piece_of_advice_is_carried_by_a_rule_or_a_part_of_the_program(article: str) -> None:
    told = SOURCES.told()
    advice, by = SOURCES.articles[article].advice, SOURCES.articles[article].by
    assert [label for label in advice if told[f"{article}/{label}"] not in NAMED and label not in by] == []
    assert set(by) <= set(advice)


def test_each_study_stands_behind_a_rule() -> None:
    assert [key for key, study in SOURCES.studies.items() if study not in NAMED] == []


def test_a_source_is_a_key_that_is_known_or_words() -> None:
    known = {"rsvp/listen": "RSVP: Listen."}
    assert in_words(["rsvp/listen", "House style"], known) == ("RSVP: Listen.", "House style")
    with pytest.raises(UserError, match="Did you mean “rsvp/listen”"):
        in_words(["rsvp/listn"], known)
