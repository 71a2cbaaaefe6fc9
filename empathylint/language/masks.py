"""Stretches of a text that are not words: links, addresses, placeholders, code, quotations.

Each is covered by as many copies of one private-use character, so that every position stays true. The
tokeniser turns such a run into one token of the class that the character stands for. The text is searched for
the few signs that can begin such a stretch; what begins there is looked at once, so the work is linear.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from empathylint.language.late import late

if TYPE_CHECKING:
    from collections.abc import Iterator

URL, EMAIL, PLACEHOLDER, NAME, CODE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
CLASSES = {URL: "url", EMAIL: "email", PLACEHOLDER: "placeholder", NAME: "name", CODE: "code"}
SPACE = " "

_REST_OF_URL = late(r"[^\s<>\"]*[^\s<>\".,;:!?)\]'*_]")
_DOMAIN = late(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_TOP_LEVEL = late(r"\.(?:com|org|net|io|co|gov|edu|uk|de|in|ie|au|ca|eu|app|dev|example|shop|store|help|info)$")
_SIGNATURE = late(r"[\^*~][A-Z]\w{0,14}\.?[ \t]*(?=$|\n)")
_SIGNED = late(r"^-- ?\r?\n", re.MULTILINE)
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "prof"})
_SHORTENED = frozenset({"approx", "vs", "inc", "ltd", "etc", "no", "ext", "tel", "ref"})
_ENDS_OF_BOTH = "|".join(sorted({word[-2:] for word in _TITLES | _SHORTENED}))
_TELLING = re.compile(
    r"[@{\[<#%*_`$«^~>\x1b\ue000-\ue004]|:(?=//)"
    rf"|\.(?:(?=\S)|(?<=\..\.)|(?<=(?i:{_ENDS_OF_BOTH})\.))"
)
_LOOK_BACK = 64

_AT: dict[str, tuple[tuple[str, str], ...]] = {
    "`": ((r"```[^`]*(?:`(?!``)[^`]*)*(?:```|\Z)|`[^`\n]+`", CODE),),
    "{": (
        (
            r"\{\{\{?[^{}\n]{0,120}\}?\}\}|\{%[^{}\n]{0,160}%\}|\{[!$][^{}\n]{1,80}\}|\{\w[\w .-]{0,40}\}",
            PLACEHOLDER,
        ),
    ),
    "%": ((r"%\{[^{}\n]{1,80}\}|%%\w{1,40}%%|%\(\w{1,40}\)s|%[A-Za-z]\w{0,40}%", PLACEHOLDER),),
    "$": ((r"\$\{[^{}\n]{1,80}\}", PLACEHOLDER),),
    "#": ((r"#\{[^{}\n]{1,80}\}", PLACEHOLDER), (r"#[A-Z]{2,20}#", NAME)),
    "<": (
        (r"<(?:NAME|EMAIL|PHONE|PERSON|ADDRESS|DATE|NUMBER|ID)(?:_?\d+)?>", NAME),
        (
            r"<<[^<>\n]{1,60}>>|<%[^<>\n]{0,120}%>|<(?:[A-Z][A-Z_ ]{2,40}|[Ii]nsert [^<>\n]{1,40})>",
            PLACEHOLDER,
        ),
        (r"<!--(?:[^-]|-(?!->))*-->", SPACE),
        (r"</?[a-z][a-z0-9]{0,10}(?:\s[^<>\n]{0,200})?/?>", SPACE),
    ),
    "«": ((r"«[^«»\n]{1,60}»", PLACEHOLDER),),
    "[": (
        (r"\[(?:REDACTED|NAME|EMAIL|PHONE|ADDRESS|DATE|NUMBER|ID)(?:_?\d+)?\](?!\()", NAME),
        (
            (
                r"\[\[[^\[\]\n]{1,60}\]\]|\[(?:[A-Z][A-Z _'’-]{2,40}|[Ii]nsert [^\[\]\n]{1,40}"
                r"|[A-Z][\w' -]{0,40}(?:[Nn]ame|[Dd]ate|[Nn]umber|URL|[Ll]ink))\](?!\()"
            ),
            PLACEHOLDER,
        ),
    ),
    "*": ((r"\*\|\w{1,40}\|\*", PLACEHOLDER),),
    "_": ((r"_{3,}", PLACEHOLDER),),
    ">": ((r">[^\n]*", CODE),),
    "\x1b": ((r"\x1b\[[0-9;?]{0,20}[A-Za-z]", SPACE),),
    "@": ((r"@\w{1,40}", NAME),),
}


@cache
def _shapes(sign: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What can begin with a sign, compiled when the sign is first met: most runs meet few of them."""
    return tuple((re.compile(shape), cover) for shape, cover in _AT.get(sign, ()))


def mask(text: str) -> str:
    """The text with everything that is not words covered, of the same length."""
    pieces: list[str] = []
    done = 0
    for begun, ended, cover in _stretches(text):
        pieces += (text[done:begun], cover * (ended - begun))
        done = ended
    if not done:
        return text
    pieces.append(text[done:])
    return "".join(pieces)


def _stretches(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches to cover, in order: start, end, and the character that covers them."""
    done = 0
    signed = _SIGNED.search(text) if "\n--" in text else None
    last = signed.start() if signed else len(text)
    for telling in _TELLING.finditer(text, 0, last):
        at = telling.start()
        if at < done:
            continue
        found = _stretch(text, at, text[at], done)
        if found:
            yield found
            done = found[1]
    if signed:
        yield last, len(text), CODE


def _stretch(text: str, at: int, sign: str, done: int) -> tuple[int, int, str] | None:  # noqa: PLR0911 - a table of signs
    """What begins, or has its telling character, at a place."""
    if sign == ".":
        return _dotted(text, at, done)
    if sign == ":":
        return _link(text, at, done)
    if sign == "@" and at and (text[at - 1].isalnum() or text[at - 1] in "._+-"):
        return _address(text, at, done)
    if sign in "^*~" and (not at or text[at - 1].isspace()) and (found := _SIGNATURE.match(text, at)):
        return at, found.end(), CODE
    if sign == ">" and at and text[at - 1] != "\n":
        return None
    if sign >= URL:
        return at, at + 1, CODE
    for shape, cover in _shapes(sign):
        if found := shape.match(text, at):
            return at, found.end(), cover
    return None


def _link(text: str, at: int, done: int) -> tuple[int, int, str] | None:
    begun = _back(text, at, done, "")
    rest = _REST_OF_URL.match(text, at + 3)
    return (begun, rest.end(), URL) if rest else None


def _address(text: str, at: int, done: int) -> tuple[int, int, str] | None:
    domain = _DOMAIN.match(text, at + 1)
    return (_back(text, at, done, "._+-"), domain.end(), EMAIL) if domain else None


def _dotted(text: str, at: int, done: int) -> tuple[int, int, str] | None:
    """A domain such as shop.example/help, or the full stop of an abbreviation, which ends no sentence."""
    after = text[at + 1 : at + 2]
    if after.isalpha():
        return (at, at + 1, SPACE) if text[at + 2 : at + 3] == "." else _domain(text, at, done)
    following = text[at + 1 : at + 3].strip()[:1]
    goes_on = following.islower() or following.isdigit()
    word = text[_back(text, at, done, "") : at].lower()
    if word in _TITLES or (goes_on and word in _SHORTENED):
        return at, at + 1, SPACE
    if goes_on and len(word) == 1 and at > 1 and text[at - 2] in ". ":
        return at, at + 1, SPACE
    return None


def _domain(text: str, at: int, done: int) -> tuple[int, int, str] | None:
    name = _DOMAIN.match(text, _back(text, at, done, "-"))
    if name is None or not _TOP_LEVEL.search(name[0]):
        return None
    rest = _REST_OF_URL.match(text, name.end()) if text[name.end() : name.end() + 1] in "/:?#" else None
    return name.start(), rest.end() if rest else name.end(), URL


def _back(text: str, at: int, done: int, others: str) -> int:
    """Where the run of letters, digits and `others` that ends at a place begins, looked for over 64 characters."""
    low = max(done, at - _LOOK_BACK)
    while at > low and (text[at - 1].isalnum() or text[at - 1] in others):
        at -= 1
    return at
