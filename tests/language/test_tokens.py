from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathylint.language.phrases import parse
from empathylint.language.program import build
from empathylint.language.sentences import Mood
from empathylint.language.spelling import apostrophed, plain
from empathylint.language.tokens import Lexicon, Tokens
from empathylint.pack import load_pack

SMALL = Lexicon(build({"it": [parse("a", {})]}, {}, {"agent": ["it"]}))
WHOLE = Lexicon(load_pack().program)


@given(st.text(max_size=200))
def test_tokens_cover_the_text_without_gap_or_overlap(text: str) -> None:
    tokens = Tokens(text, SMALL)
    assert tokens.starts[-1] == len(text)
    for at in range(len(tokens.symbols)):
        assert 0 <= tokens.start(at) <= tokens.end(at) <= len(text)


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("can’t ", ("can", "not")),
        ("WON'T", ("will", "not")),
        ("don't", ("do", "not")),
        ("I'm", ("i", "am")),
        ("we'll", ("we", "will")),
        ("courier's", ("courier",)),
        ("it's", ("it", "is")),
        ("pls", ("please",)),
        ("follow-", ("follow",)),
    ],
)
def test_a_token_is_opened_into_plain_words(token: str, words: tuple[str, ...]) -> None:
    assert plain(token) == words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("right ill ring you", "right i'l ring you"),
        ("she is ill please call", "she is ill please call"),
        ("my son was ill have you a slot", "my son was ill have you a slot"),
    ],
)
def test_an_ill_that_acts_is_told_from_the_illness(text: str, told: str) -> None:
    assert apostrophed(text) == told


@pytest.mark.parametrize(
    ("text", "moods"),
    [
        ("Please restart it. Thanks.", [Mood.INSTRUCTION, Mood.STATEMENT]),
        ("Could you send it", [Mood.QUESTION]),
        ("where is my order", [Mood.QUESTION]),
        ("Hi Ana, I'll look now. Is it on?", [Mood.FUTURE, Mood.QUESTION]),
        ("We sent it on 3.5. It costs £4.95!", [Mood.STATEMENT, Mood.STATEMENT]),
        ("Really?!", [Mood.QUESTION]),
        ("", []),
    ],
)
def test_sentences_are_cut_and_given_their_mood(text: str, moods: list[Mood]) -> None:
    assert [sentence.mood for sentence in Tokens(text, WHOLE).sentences] == moods


def test_a_wrapped_line_goes_on_and_a_new_line_does_not() -> None:
    assert len(Tokens("I am sorry\nfor this", WHOLE).sentences) == 1
    assert len(Tokens("I am sorry\nOrder 5", WHOLE).sentences) == 2


def test_a_word_of_endless_contractions_is_left_as_it_is() -> None:
    assert plain("a" + "'d" * 3_000) == ("a" + "'d" * 3_000,)


def test_a_text_of_marks_alone_is_one_sentence() -> None:
    tokens = Tokens("???", WHOLE)
    assert [(one.first, one.last) for one in tokens.sentences] == [(0, len(tokens.symbols))]
    assert tokens.sentence_at(0) is tokens.sentences[0]
