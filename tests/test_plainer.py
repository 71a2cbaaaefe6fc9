from __future__ import annotations

import pytest

from empathylint.language.tokens import Lexicon, Tokens
from empathylint.pack import load_pack
from empathylint.plainer import in_two, plainer

LEXICON = Lexicon(load_pack().program)


@pytest.mark.parametrize(
    ("heavy", "plain"),
    [
        ("Prior to that, kindly verify the code.", "Before that, please check the code."),
        ("In order to utilise it, navigate to Settings.", "To use it, go to Settings."),
        ("See https://shop.example/prior-to/utilize and {{verify}}.",) * 2,
        ("It came prior-to-date.",) * 2,
    ],
)
def test_heavy_words_are_made_plain_and_links_and_placeholders_stay(heavy: str, plain: str) -> None:
    assert plainer(Tokens(heavy, LEXICON), heavy) == plain


@pytest.mark.parametrize(
    ("long", "short"),
    [
        (
            "We looked at the lamp in our workshop, and we found that the switch was loose.",
            "We looked at the lamp in our workshop. We found that the switch was loose.",
        ),
        (
            "The parcel is in the depot in Leeds, but it will be on the van tonight.",
            "The parcel is in the depot in Leeds. But it will be on the van tonight.",
        ),
        ("If the lamp is still dark after an hour, you can send it back to us for free.", ""),
        ("Please send a photo of the lamp and the box that it came in by Friday.", ""),
    ],
)
def test_a_sentence_is_cut_where_a_clause_of_its_own_begins(long: str, short: str) -> None:
    tokens = Tokens(long, LEXICON)
    assert in_two(tokens, long, tokens.sentences[0]) == short
