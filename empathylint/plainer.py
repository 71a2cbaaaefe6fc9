"""The same words, easier to read: heavy words made plain, and long sentences cut in two."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from empathylint.facts import is_whole
from empathylint.language.late import late
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
    "where", "given", "despite", "to", "for", "based", "whenever", "in", "due", "by", "with", "without", "even", "only",
    "should", "had", "were", "depending", "according", "every", "each", "whether", "not", "dear", "hello", "hi",
})  # fmt: skip
_CONDITIONS = frozenset({
    "if", "unless", "when", "whenever", "once", "until", "should", "had", "were", "where", "in", "as", "after",
    "before", "while", "since", "because", "although", "though",
})  # fmt: skip
_SUBORDINATE = _HANGING | {"that", "who", "which", "what", "how", "why", "so", "than", "like"}
_PAIRING = frozenset({"either", "neither", "both", "whether", "between"})
_SPEAKERS = frozenset({"i", "we", "you"})
_JOINING = frozenset({"and", "but", "so"})
_SUBJECTS = frozenset({"i", "we", "you", "they", "he", "she", "it", "this", "there", "please", "once", "if", "when"})
_NOUN_LEADS = frozenset({"the", "your", "our", "my", "a", "an", "these", "those"})
_BEGINS_A_CLAUSE = frozenset({
    "i", "we", "you", "your", "our", "my", "this", "it", "they", "he", "she", "there", "please", "thank", "thanks",
})  # fmt: skip
_PRESSED = frozenset({"click", "press", "select", "tap", "choose", "hit", "button", "clicking", "pressing"})
_QUOTES = frozenset("\"“”„'‘*_`«»[]<>")
_ARTICLE = late(r"\b(an?)[ \t]+$", re.IGNORECASE)
_LONGEST_ARTICLE = 4


def plainer(tokens: Tokens, text: str) -> str:
    """A text in plain words and shorter sentences; what is masked in it, such as links and placeholders, stays."""
    plain = in_plain_words(tokens, text)
    again = Tokens(plain, tokens.lexicon)
    parts, done = [], 0
    for sentence in again.sentences:
        if sentence.last - sentence.first > _LONG and (cut := in_two(again, plain, sentence)):
            start, end = again.start(sentence.first), again.end(sentence.last - 1)
            parts += [plain[done:start], cut]
            done = end
    return "".join([*parts, plain[done:]])


def in_two(tokens: Tokens, text: str, sentence: Sentence) -> str:
    """A sentence cut in two where a joined clause begins nearest to its middle, or an empty string.

    Not in a question, nor in a quotation or brackets, nor between words that belong together, “either … or”.
    """
    middle = (sentence.first + sentence.last) // 2
    start, end = tokens.start(sentence.first), tokens.end(sentence.last - 1)
    for place in sorted(_joints(tokens, sentence), key=lambda at: abs(at - middle)):
        cut = tokens.start(place)
        if text[start:end].rstrip().endswith("?") or not is_whole(text[start:cut]):
            continue
        rest = text[cut:end].removeprefix("and ").lstrip()
        begun = text[start:cut].rstrip(" ,;–—-\n")
        return f"{begun}. {rest[0].upper()}{rest[1:]}"
    return ""


def _joints(tokens: Tokens, sentence: Sentence) -> Iterator[int]:
    """Where a clause with a subject of its own begins, behind a joining word or a mere comma.

    Not where the part before it hangs on what follows, “If it fails, you …”, or the clause on what is before it, “tell
    us if it fails and you …”.
    """
    begun = sentence.first
    for at in range(sentence.first, sentence.last - _SHORTEST):
        after_comma = at > sentence.first and tokens.symbols[at - 1] == COMMA
        if (
            at - sentence.first >= _SHORTEST
            and _joins(tokens, at, after_comma=after_comma)
            and _stands(tokens, sentence, begun, at, after_comma=after_comma)
        ):
            yield at
        if after_comma:
            begun = at


def _joins(tokens: Tokens, at: int, *, after_comma: bool) -> bool:
    """Whether a clause with a subject of its own begins at a word."""
    word, following = tokens.word(at), tokens.word(at + 1)
    if word in _JOINING:
        leads = following in _SUBJECTS or (after_comma and following in _NOUN_LEADS)
        return leads and (after_comma or word != "so")
    return after_comma and word in _SPEAKERS


def _stands(tokens: Tokens, sentence: Sentence, begun: int, at: int, *, after_comma: bool) -> bool:
    """Whether what is before a joint is a sentence, and what is behind it says the same without it.

    `begun` is where the clause before the joint begins.
    """
    words = [tokens.word(place) for place in range(sentence.first, at)]
    clause = words[begun - sentence.first :]
    if (
        clause[0] in _HANGING
        or clause[0].endswith("ing")
        or _PAIRING.intersection(words)
        or words[:2] == ["not", "only"]
    ):
        return False
    if tokens.word(at) not in _JOINING:
        return clause[0] in _BEGINS_A_CLAUSE and words[0] not in _CONDITIONS
    if tokens.word(at) == "and" and words[0] in _CONDITIONS:
        return False
    return after_comma or _SUBORDINATE.isdisjoint(clause)


def has_plain_words(tokens: Tokens, start: int, end: int) -> bool:
    """Whether there are plain words for all that stands between two characters of a text."""
    return any(begun <= start and end <= ended for _, begun, ended in _heavy().find(tokens.covered))


def in_plain_words(tokens: Tokens, text: str) -> str:
    """A text with its heavy words made plain, but for names and labels: “press Submit”."""
    parts, done = [], 0
    for words, start, end in _heavy().find(tokens.covered):
        if _is_label(tokens, text, start, end):
            continue
        begun, plain = _with_article(text, start, _plain_words()[words])
        parts += [text[done:begun], plain[0].upper() + plain[1:] if text[begun].isupper() else plain]
        done = end
    return "".join([*parts, text[done:]])


def _is_label(tokens: Tokens, text: str, start: int, end: int) -> bool:
    """Whether words are what something is called: with a capital in mid-sentence, in quotes, or on a button."""
    at = tokens.at(start)
    opens = at == tokens.sentence_at(start).first
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return (
        (text[start].isupper() and (not opens or text[start:end].isupper()))
        or bool(_QUOTES.intersection(around))
        or (at > 0 and tokens.word(at - 1) in _PRESSED)
    )


def _with_article(text: str, start: int, plain: str) -> tuple[int, str]:
    """Where plain words begin in a text, and the words, with the article before them that they need: “a question”."""
    found = _ARTICLE.search(text, max(start - _LONGEST_ARTICLE, 0), start)
    fitting = "an" if plain[0] in "aeiou" else "a"
    if found is None or found[1].casefold() == fitting:
        return start, plain
    return found.start(), f"{fitting} {plain}"


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
