from __future__ import annotations

import pytest

from empathylint.language.automaton import Automaton
from empathylint.language.phrases import PhraseError, parse
from empathylint.language.program import build
from empathylint.language.tokens import Lexicon, Tokens

LISTS = {"feeling": ("angry", "fed up", "worr*"), "opener": ("well", "hi", "please")}


def found(phrase: str, text: str) -> list[str]:
    program = build({"it": [parse(phrase, LISTS)]}, LISTS, {"agent": ["it"]})
    lexicon = Lexicon(program)
    tokens = Tokens(text, lexicon)
    matches = Automaton(lexicon, program.nets["agent"]).scan(tokens.symbols)
    return [text[tokens.start(first) : tokens.end(last - 1)] for _, first, last in matches]


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("sorry for", "I am sorry for that, so sorry for it.", ["sorry for", "sorry for"]),
        ("(i am|we are)? sorry", "We're sorry. Sorry!", ["We're sorry", "Sorry"]),
        (
            "can't open",
            "I cannot open it, cant open it, can’t open it",
            ["cannot open", "cant open", "can’t open"],
        ),
        ("frustrat*", "Frustrating and frustrated", ["Frustrating", "frustrated"]),
        ("sorry ~2 delay", "sorry for the delay, sorry for the very long delay", ["sorry for the delay"]),
        ("sorry ~2 delay", "Sorry. The delay is ours.", []),
        (
            "so {feeling}",
            "so angry, so fed up, so worried, so happy",
            ["so angry", "so fed up", "so worried"],
        ),
        ("so {feeling}", "soooo ANGRY", ["soooo ANGRY"]),
        ("^ call us", "Please call us. Do not call us.", ["call us"]),
        ("^^ thanks", "Thanks. Thanks.", ["Thanks"]),
        ("^^ thanks", "Bye.\n\nThanks.", ["Thanks"]),
        ("let me know $", "Let me know if so. Let me know!", ["Let me know"]),
        ("within [number] days", "within 3 days", ["within 3 days"]),
        ("by [time]", "by 5pm or by 10:30", ["by 5pm", "by 10:30"]),
        ("see [url]", "see https://a.example/b?c=1.", ["see https://a.example/b?c=1"]),
        ("why does ~3 never ~3 [?]", "Why does it never work?", ["Why does it never work?"]),
        ("never [!!]", "never!!! never!", ["never!!!"]),
        ("hi [name]", "Hi @kim_12, hi #NAME#", ["Hi @kim_12", "hi #NAME#"]),
        ("sorry but", "sorry, but no", ["sorry, but"]),
        ("follow up", "A follow-up is due", ["follow-up"]),
        ("a b? c", "a c and a b c", ["a c", "a b c"]),
        ("it is", "its broken", ["its"]),
    ],
)
def test_a_phrase_matches_at_its_leftmost_place_and_as_long_as_it_can(phrase: str, text: str, hits: list[str]) -> None:
    assert found(phrase, text) == hits


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("sorry (for", "phrase “sorry (for”, column 7: this bracket is not closed"),
        ("sorry {feelin}", "there is no word list {feelin}. Did you mean “feeling”?"),
        ("by [dat]", "column 4: there is no token class [dat]. Did you mean “date”?"),
        ("a?", "everything in it is optional"),
        ("~3 sorry", "it starts with a gap"),
        ("a | b)", "column 6: “)” is not expected here"),
        ("sorry ]", "column 7: “]” has no meaning here"),
        ("(a|)", "words are missing here"),
        ("(bag|bags?) lost", "column 2: one part of this choice is all optional; write (…)? instead"),
    ],
)
def test_a_mistake_in_a_phrase_is_told_with_its_column(phrase: str, message: str) -> None:
    with pytest.raises(PhraseError) as raised:
        parse(phrase, LISTS)
    assert message in str(raised.value)


def test_a_phrase_with_many_gaps_stays_linear_on_a_long_repetitive_text() -> None:
    text = "a " * 50_000
    assert found("a ~4 a ~4 a ~4 a ~4 b", text) == []
