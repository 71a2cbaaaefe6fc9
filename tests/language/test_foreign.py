"""Texts in other languages are recognised, counted, and not judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_cli import run

from empathylint import Result, Settings, lint_text
from empathylint.language.foreign import foreign_language
from empathylint.settings import Language

if TYPE_CHECKING:
    from pathlib import Path

GERMAN = "Guten Tag, es tut uns leid, dass Ihre Bestellung noch nicht da ist. Wir kümmern uns darum und schreiben."
LATE = "We apologize for any inconvenience, your parcel is on its way and will be with you on Monday."
SPOKEN = [
    ("German", GERMAN),
    ("French", "Bonjour, nous sommes désolés que votre colis ne soit pas arrivé et nous allons vous aider avec cela."),
    ("Spanish", "Hola, lamentamos que su pedido no haya llegado y vamos a ayudarle con esto lo antes posible."),
    ("Portuguese", "Olá, lamentamos que o seu pedido não tenha chegado e vamos ajudar você o mais rápido possível."),
    ("Italian", "Buongiorno, ci dispiace che il suo ordine non sia arrivato e la aiuteremo con questo, grazie ancora."),
    ("Dutch", "Hallo, het spijt ons dat uw bestelling er nog niet is. Wij gaan u daar graag bij helpen, bedankt."),
    ("Swedish", "Hej, vi är ledsna att din beställning inte har kommit och vi ska hjälpa dig med det så fort vi kan."),
    ("Danish or Norwegian", "Hei, vi beklager at bestillingen ikke har kommet, og vi skal hjelpe deg med det i dag."),
    ("Polish", "Dzień dobry, przykro nam, że paczka jeszcze nie dotarła do Pani. Zajmiemy się tym i damy znać."),
    ("a language in Cyrillic letters", "Здравствуйте, нам очень жаль, что ваш заказ ещё не пришёл."),
    ("Chinese", "您好，很抱歉您的订单还没有到达，我们会尽快为您处理。"),
    ("Japanese", "こんにちは。ご注文の商品が届いていないとのこと、申し訳ございません。"),
    ("Greek", "Γεια σας, λυπούμαστε που η παραγγελία σας δεν έφτασε."),
]
NOT_FOREIGN = [
    LATE,
    "Guten Tag",
    "Order 4711: Lampe Modell Grün, Straße 12, Köln, zwei Stück",
    "ok thx pls call me back asap re my acct tmrw noon pt, wifi router dead again ugh",
    "Hola Ana, thank you for writing to us about the order. It is on its way to you and will be there on Monday.",
    "Fresh basil, tomatoes, mozzarella, olive oil, sea salt, black pepper, garlic, onions, bread, butter, cream, milk",
    "",
]


@pytest.mark.parametrize(("language", "text"), SPOKEN)
def test_a_text_in_another_language_is_recognised(language: str, text: str) -> None:
    assert foreign_language([text]) == language


@pytest.mark.parametrize("text", NOT_FOREIGN)
def test_english_and_what_is_too_short_to_tell_is_not(text: str) -> None:
    assert foreign_language([text]) == ""


def test_a_conversation_that_is_partly_english_is_judged() -> None:
    assert foreign_language([GERMAN[:60], LATE, "Thank you, and when will it be here? I have to know."]) == ""


def test_nothing_is_judged_in_another_language_unless_it_is_asked_for() -> None:
    text = f"Customer: Wo ist meine Bestellung?\nAgent: {GERMAN} Sorry if you feel that way.\n"
    (quiet,) = lint_text("talk.txt", text)
    (judged,) = lint_text("talk.txt", text, Settings(language=Language.ANY))
    assert isinstance(quiet, Result)
    assert isinstance(judged, Result)
    assert (quiet.conversation.language, quiet.findings, quiet.steps) == ("German", (), ())
    assert "APO001" in {finding.code for finding in judged.findings}


def test_it_is_told_once_a_file_and_counted(tmp_path: Path) -> None:
    rows = f'A,"{GERMAN}"\nB,"{GERMAN}"\nC,We apologize for any inconvenience.\n'
    (tmp_path / "macros.csv").write_text(f"title,body\n{rows}", encoding="utf-8")
    done = run("check", "macros.csv", "--select", "APO003", cwd=tmp_path)
    assert done.stderr == (
        "note: macros.csv: 2 texts are in German, not English, and not judged; "
        "`language: any` judges all by English phrases\n"
    )
    assert "2 texts are not in English and not judged; see `language`." in done.stdout
    assert done.stdout.count("APO003") == 1
    assert done.returncode == 1
