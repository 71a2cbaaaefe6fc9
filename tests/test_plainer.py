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
        ("We have an inquiry about an erroneous invoice.", "We have a question about a wrong invoice."),
        ("In addition to that, expedite it.", "Besides that, speed it up."),
        ("An optimal time is at the end.", "The best time is at the end."),
        ("Press Submit, or click submit to submit the form.", "Press Submit, or click submit to send the form."),
        ("Thank you kindly. Would you kindly ring us?", "Thank you. Would you please ring us?"),
        ("Ensure that your safety comes first.", "Make sure that your safety comes first."),
        ("We ensure your safety.",) * 2,
        ("This is concerning.",) * 2,
        ("Your attempt to pay failed at this time of day.",) * 2,
        ("UTILIZE it, says the Component Store of “Require”.",) * 2,
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
        ("If the lamp is broken, send it back to us in its box, and we will send you another one.", ""),
        ("As soon as we have it, we send you the new key and you can go on with your work.", ""),
        ("Depending on the bank that you use at home, you will see the money within a week.", ""),
        ("Have you looked at the label on the lamp, and did you see the number on it?", ""),
        ("Either you send the lamp back to us by post, or you bring it, and we look at it.", ""),
        ("Please tell us if the lamp is still broken and you want us to send another one.", ""),
        ("The lamp is here (it came by van this morning, and we have put it on the shelf).", ""),
        ("The next time that you log in with it, you will see the form at the top.", ""),
        ("Please send a photo of the lamp and the box that it came in by Friday.", ""),
    ],
)
def test_a_sentence_is_cut_where_a_clause_of_its_own_begins(long: str, short: str) -> None:
    tokens = Tokens(long, LEXICON)
    assert in_two(tokens, long, tokens.sentences[0]) == short
