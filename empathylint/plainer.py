"""The same words, easier to read: heavy words made plain, and long sentences cut in two."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from empathylint.language.marks import COMMA
from empathylint.language.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.language.wording import Wording

_LONG = 20  # words of a sentence that is better cut in two
_SHORTEST = 6  # words of a part that can stand as a sentence
_HANGING = frozenset({
    "if", "as", "while", "because", "when", "since", "although", "though", "once", "after", "before", "unless", "until",
    "where", "given", "despite", "to", "for", "based", "whenever", "in", "due", "by", "with", "without",
})  # fmt: skip
_SPEAKERS = frozenset({"i", "we", "you"})
_JOINING = frozenset({"and", "but", "so"})
_SUBJECTS = frozenset({"i", "we", "you", "they", "he", "she", "it", "this", "there", "please", "once", "if", "when"})
_NOUN_LEADS = frozenset({"the", "your", "our", "my", "a", "an", "these", "those"})


def plainer(tokens: Tokens, text: str) -> str:
    """A text in plain words and shorter sentences; what is masked in it, such as links and placeholders, stays."""
    plain = _in_plain_words(tokens, text)
    again = Tokens(plain, tokens.lexicon)
    parts, done = [], 0
    for sentence in again.sentences:
        if sentence.last - sentence.first > _LONG and (cut := in_two(again, plain, sentence)):
            start, end = again.start(sentence.first), again.end(sentence.last - 1)
            parts += [plain[done:start], cut]
            done = end
    return "".join([*parts, plain[done:]])


def in_two(tokens: Tokens, text: str, sentence: Sentence) -> str:
    """A sentence cut in two where a joined clause begins nearest to its middle, or an empty string."""
    middle = (sentence.first + sentence.last) // 2
    places = sorted(_joints(tokens, sentence), key=lambda at: abs(at - middle))
    if not places:
        return ""
    start, cut, end = tokens.start(sentence.first), tokens.start(places[0]), tokens.end(sentence.last - 1)
    rest = text[cut:end].removeprefix("and ").lstrip()
    begun = text[start:cut].rstrip(" ,;–—-\n")
    return f"{begun}. {rest[0].upper()}{rest[1:]}"


def _joints(tokens: Tokens, sentence: Sentence) -> Iterator[int]:
    """Where a clause with a subject of its own begins, behind a joining word or a mere comma.

    Not where the part before it hangs on what follows: “If it fails, you …”.
    """
    begun = sentence.first
    for at in range(sentence.first, sentence.last - _SHORTEST):
        word, following = tokens.word(at), tokens.word(at + 1)
        after_comma = at > sentence.first and tokens.symbols[at - 1] == COMMA
        leads = following in _SUBJECTS or (after_comma and following in _NOUN_LEADS)
        joins = (word in _JOINING and leads and (after_comma or word != "so")) or (after_comma and word in _SPEAKERS)
        if joins and at - sentence.first >= _SHORTEST and tokens.word(begun) not in _HANGING:
            yield at
        if after_comma:
            begun = at


def _in_plain_words(tokens: Tokens, text: str) -> str:
    """A text with its heavy words made plain."""
    heavy = _heavy()
    parts, done = [], 0
    for words, start, end in heavy.find(tokens.covered):
        plain = _plain_words()[words]
        parts += [text[done:start], plain[0].upper() + plain[1:] if text[start].isupper() else plain]
        done = end
    return "".join([*parts, text[done:]])


@cache
def _plain_words() -> dict[str, str]:
    """The plain words by the heavy ones."""
    from empathylint.pack import pack_folder
    from empathylint.yaml_file import load_yaml

    return dict(load_yaml(pack_folder() / "plain_words.yaml"))


@cache
def _heavy() -> Wording:
    from empathylint.language.wording import Wording

    return Wording(_plain_words())
