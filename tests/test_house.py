from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from empathylint.config import load_settings
from empathylint.customer_words import customer_name
from empathylint.engine import Result, lint_text, linter_for
from empathylint.errors import UserError
from empathylint.house import Apologies, House
from empathylint.language.topics import Topics
from empathylint.language.wording import Wording
from empathylint.model import Conversation, Role, Turn
from empathylint.regret import fitted
from empathylint.rewrite import Slots
from empathylint.rule import COMMENT
from empathylint.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

SECTION = """
house:
  glossary: {RMA: a return}
  names: [Acme PLUS]
  banned: {no worries: you're welcome, "you guys":}
  known-issues: {app crash: a fix comes on Friday}
  knowledge-base: {refund: "https://help.example/r"}
  apologies: regret-only
  opening-hours: Monday to Friday
"""


def found(text: str, house: House, **others: object) -> dict[str, list[str]]:
    """The rewrites of the findings in a transcript, by code."""
    told: dict[str, list[str]] = {}
    for result in lint_text("chat.txt", text, Settings(house=house, **others)):  # type: ignore[arg-type]
        assert isinstance(result, Result)
        for finding in result.findings:
            told.setdefault(finding.code, []).append(finding.edit.text if finding.edit else "")
    return told


def test_every_key_of_the_section_is_read(tmp_path: Path) -> None:
    (tmp_path / ".empathylint.yaml").write_text(SECTION, encoding="utf-8")
    assert load_settings(tmp_path).house == House(
        glossary={"RMA": "a return"},
        names=("Acme PLUS",),
        banned={"no worries": "you're welcome", "you guys": ""},
        known_issues={"app crash": "a fix comes on Friday"},
        knowledge_base={"refund": "https://help.example/r"},
        apologies=Apologies.REGRET_ONLY,
        opening_hours="Monday to Friday",
    )


def test_banned_phrases_may_be_a_list_in_toml(tmp_path: Path) -> None:
    text = "[tool.empathylint.house]\nbanned = ['no worries']\n"
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert load_settings(tmp_path).house.banned == {"no worries": ""}


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("house: {glosary: {}}", "house: unknown key “glosary”. Did you mean “glossary”?"),
        ("house: {known_issues: {}}", "house: unknown key “known_issues”. Did you mean “known-issues”?"),
        ("house: [RMA]", "house is “a list”; it maps keys"),
        ("house: {glossary: [RMA]}", "house.glossary is “a list”; it maps terms to plain words"),
        ("house: {glossary: {RMA: }}", "house.glossary.RMA is “empty”; it is text"),
        ("house: {glossary: {RMA: 4}}", "house.glossary.RMA is “a number”; it is text"),
        ("house: {banned: no worries}", "house.banned is “no worries”; it maps phrases to the words to use instead"),
        ("house: {banned: [4]}", "house.banned holds “a number”; it is a list of phrases"),
        ("house: {banned: ['?!']}", "house.banned holds “?!”, which has no letter"),
        ("house: {names: Acme}", "house.names is “Acme”; it is a list of names"),
        ("house: {apologies: regret}", "house.apologies is “regret”; it is one of full, regret-only. Did you mean"),
        ("house: {opening-hours: 9}", "house.opening-hours is “a number”; it is text"),
    ],
)
def test_a_mistake_in_the_section_is_told_with_its_key(tmp_path: Path, section: str, told: str) -> None:
    (tmp_path / ".empathylint.yaml").write_text(section, encoding="utf-8")
    with pytest.raises(UserError) as mistake:
        load_settings(tmp_path)
    assert told in str(mistake.value)
    assert "\n" not in str(mistake.value)


@pytest.mark.parametrize(
    ("phrase", "text", "said"),
    [
        ("no worries", "Well, No  worries!", ["No  worries"]),
        ("we can't", "We can’t, we can't.", ["We can’t", "we can't"]),
        ("can", "We can't and cannot.", []),
        ("echo", "The Echo's light, an echoing hall", ["Echo"]),
        ("order", "a pre-order, an order-book, an order - now", ["order"]),
        ("C++", "in c++ or c", ["c++"]),
    ],
)
def test_a_phrase_is_found_as_it_stands_capitals_aside(phrase: str, text: str, said: list[str]) -> None:
    assert [text[start:end] for _, start, end in Wording([phrase]).find(text)] == said


def test_the_longer_of_two_phrases_is_found() -> None:
    text = "return label or return"
    assert [phrase for phrase, _, _ in Wording(["return", "return label"]).find(text)] == ["return label", "return"]


@pytest.mark.parametrize(
    ("topic", "text", "named"),
    [
        ("app crash", "It crashed again, your apps are bad", True),
        ("app crash", "I crashed into an apple", False),
        ("delivery to Spain", "Spanish wine? No, Spain: where are the deliveries", True),
        ("delivery to Spain", "Where is the delivery", False),
        ("invoices", "the invoicing is wrong", True),
        ("TV", "no tvs", True),
        ("Stanbul", "İstanbul", False),
    ],
)
def test_a_topic_is_named_by_all_its_words_with_any_ending(topic: str, text: str, named: bool) -> None:
    assert bool(Topics([topic]).named(text)) is named


def test_looking_for_phrases_and_topics_comes_to_an_end_on_very_long_texts() -> None:
    text = "no no-no app 'n " * 20_000
    assert not list(Wording(["no no no app", "no worries", "app 'n 'n"]).find(text))
    assert not Topics(["app crash", "no refund"]).named(text)


@pytest.mark.parametrize(
    ("glossary", "reply", "rewrites"),
    [
        ({"missort": "sent to the wrong depot"}, "It was a missort.", ["sent to the wrong depot"]),
        ({"upsell page": "choice of seats"}, "Here is an upsell page.", ["a choice of seats"]),
        ({"missort": "a wrong turn"}, "A missort it was.", ["A wrong turn"]),
        ({"missort": "wrong turn"}, "Missort it was.", ["Wrong turn"]),
        ({"IT": "our computer team"}, "I am on it.", []),
        ({"IT": "our computer team"}, "I asked IT.", ["our computer team"]),
        ({"lamp": "light"}, "The lamp is on its way.", []),
        ({"missort": "wrong turn"}, "A missort (a wrong turn on the belt) it was.", []),
    ],
)
def test_a_term_that_the_customer_has_not_used_is_put_into_plain_words(
    glossary: dict[str, str], reply: str, rewrites: list[str]
) -> None:
    text = f"Customer: Where are the lamps, where is my lamp?\nAgent: {reply}\n"
    assert found(text, House(glossary=glossary), select=("CLA003",)).get("CLA003", []) == rewrites


def test_names_are_neither_jargon_nor_shouting_nor_persons() -> None:
    text = "Customer: Is the KYC there?\nAgent: Your AML is here. You MUST HAVE it!\n"
    select = ("CLA003", "TON005")
    assert set(found(text, House(), select=select)) == {"CLA003", "TON005"}
    assert not found(text, House(names=("AML", "Must Have")), select=select)
    talk = Conversation("talk", (Turn(0, Role.AGENT, "Hi Echo, how are you?"),), house=House(names=("Echo",)))
    assert customer_name(talk) == ""
    assert customer_name(Conversation("talk", talk.turns)) == "Echo"


def test_words_without_a_substitute_leave_a_place_for_one() -> None:
    text = "Customer: Thanks!\nAgent: No worries, you guys.\n"
    house = House(banned={"no worries": "you're welcome", "you guys": ""})
    assert found(text, house, select=("PHR",)) == {"PHR001": ["You're welcome", "[other words for “you guys”]"]}


def test_banned_phrases_are_found_in_canned_replies() -> None:
    house = House(banned={"kindly": "please"})
    settings = Settings(house=house, select=("PHR",))
    text = '{"id": "1", "title": "Form", "template": true, "turns": [{"speaker": "agent", "text": "Kindly sign it."}]}'
    (result,) = lint_text("macros.jsonl", text, settings)
    assert isinstance(result, Result)
    assert [finding.edit.text for finding in result.findings if finding.edit] == ["Please"]


def test_under_regret_only_nothing_says_that_the_company_was_at_fault() -> None:
    text = "Customer: You charged me twice, and I'm angry.\nAgent: I'm so sorry.\nAgent: Mistakes were made.\n"
    full = found(text, House(), select=("APO", "ACK"))
    regret = found(text, House(apologies=Apologies.REGRET_ONLY), select=("APO", "ACK"))
    assert "APO007" in full
    assert not {"APO006", "APO007"} & regret.keys()


def test_under_regret_only_every_other_rule_keeps_a_rewrite_that_admits_nothing() -> None:
    linter = linter_for(Settings())
    house = House(apologies=Apologies.REGRET_ONLY)
    for rule in linter.rules.values():
        kept = fitted(rule, house, linter.annotator).rewrite
        assert kept or rule.owns_fault or rule.scope == COMMENT, rule.code
        assert not any("ours to get right" in text or "sorry that we" in text for text in kept)


def test_slots_tell_the_status_the_link_and_the_hours() -> None:
    house = House(
        known_issues={"app": "It is slow.", "app crash": "a fix comes on Friday"},
        knowledge_base={"refund": "https://help.example/r"},
        opening_hours="Monday to Friday",
    )
    told = Turn(0, Role.CUSTOMER, "The app crashed before my refunds came")
    slots = Slots(Conversation("talk", (told,), house=house), told, {})
    assert slots["status"] == "A fix comes on Friday."
    assert slots["link"] == "https://help.example/r"
    assert slots["hours"] == "Monday to Friday"
    assert Slots(Conversation("talk", (told,)), told, {})["link"] == ""


def test_a_rewrite_that_points_somewhere_gives_the_link() -> None:
    house = House(knowledge_base={"invoices": "https://help.example/i"})
    text = "Customer: My invoice shows a room I never booked.\nAgent: Thanks for the details.\n"
    assert "https://help.example/i" in found(text, house, select=("RES001",))["RES001"][0]


def test_without_a_section_no_rule_of_the_house_speaks() -> None:
    text = "Customer: The app crashed.\nAgent: No worries, try it once more.\n"
    assert not found(text, House(), select=("PHR", "RES010"))
