"""What the customer's own words give for a rewrite: name, what went wrong, with which thing, since when, feeling."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from empathylint.language.late import late
from empathylint.language.marks import ASK, OTHER, OUTCRY, QUERY, WORD
from empathylint.language.sentences import Sentence, clauses, opening
from empathylint.placeholders import name_placeholder

if TYPE_CHECKING:
    from empathylint.house import House
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Hit, Turn

_FAR = 200  # words into a turn
_OWNED = 3  # words before a thing in which its owner is looked for
_OWNERS = {"my": "your", "our": "your", "the": "the", "this": "the", "no": "your", "your": "our"}
_ON = frozenset({"on", "by", "over", "via"})
_NEAR = 20  # turns at the beginning in which people give their names and say what is wrong
_LONGEST_ISSUE = 15
_SHORTEST_ISSUE = 3
_SPOILING = frozenset('\n"“”?!@/:;,()*&#')
_TROUBLE = frozenset({"problem", "effort"})
# The word lists of which a clause of trouble holds a word, and the words before a subject that goes on the same clause.
_FAILING = ("negator", "fault-verb", "fault-state", "fault-state-after-be", "wrong", "misdeed", "times-over")
_JOINING = frozenset({
    "that", "when", "and", "if", "because", "which", "what", "how", "as", "while", "so", "but", "where", "why", "until",
    "before", "after", "though", "although", "than", "even", "now", "still", "with", "for", "to", "of", "let", "at",
})  # fmt: skip
_LASTING = _TROUBLE | {"upset"}
_LONGEST_TOLD = 2_000  # characters of a text that is kept, or in which it is looked for how long a trouble has lasted
_MOST_HITS, _MOST_SYMBOLS = 40, 60  # looked at before a long turn is given up
_TURNED = {
    "i": "you", "i'm": "you're", "im": "you're", "i've": "you've", "ive": "you've", "i'd": "you'd", "i'll": "you'll",
    "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "we": "you", "we're": "you're",
    "we've": "you've", "we'd": "you'd", "we'll": "you'll", "us": "you", "our": "your", "ours": "yours",
    "your": "our", "yours": "ours", "you're": "we're", "you've": "we've", "you'll": "we'll", "you'd": "we'd",
    "cant": "can't", "dont": "don't", "didnt": "didn't", "doesnt": "doesn't", "isnt": "isn't", "wont": "won't",
}  # fmt: skip
_TRAILING = late(r"[^\w%'’]+\Z")
# “it has been a week” and “this is broken” do not say what went wrong; “this lamp is broken” does.
_PRONOUNS = frozenset({"it", "its", "they", "he", "she", "there", "which", "who", "what"})
_POINTING = frozenset({"this", "that", "these", "those"})
_BEING = frozenset(
    {"is", "was", "are", "were", "has", "have", "isn't", "wasn't", "does", "doesn't", "keeps", "will", "can"}
)
_APOSTROPHE = late(r"['’]")
_SUBJECTS = frozenset({"i", "we", "it", "its"})
_BE = {"am": "are", "was": "were", "wasn't": "weren't"}
_SIGNED = late(
    r"(?:^|\n)[ \t]*(?:kind regards|best regards|regards|best wishes|best|thanks|cheers|many thanks|sincerely|yours)"
    r"[,.!]?[ \t]*\n+[ \t]*([A-Z][a-z]{1,20})\b",
    re.IGNORECASE,
)
_GREETED = late(
    r"^\W*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\s+"
    r"([A-Z][a-z]{1,20})\b(?=\s*[,!.\n-])",
    re.IGNORECASE,
)
_NOT_NAMES = frozenset({
    "there", "team", "all", "everyone", "sir", "madam", "customer", "client", "user", "friend", "folks", "guys",
    "support", "again", "agent", "visitor", "guest", "caller", "and", "thanks", "thank", "sorry", "i", "we", "you",
    "the", "my", "your", "this", "can", "could", "is", "are", "just", "please", "for", "from", "welcome", "yes", "no",
    "mr", "mrs", "ms", "dr", "member", "passenger", "runner", "applicant", "subscriber", "resident", "tenant", "parent",
    "student", "patient", "traveller", "reader", "colleague", "valued",
})  # fmt: skip
_DURATION = (
    r"(?<![/\d.-])((?:a few|a(?! hour)|an(?= hour)|one|two|three|four|five|six|seven|eight|nine|ten|several|[1-9]\d?)"
    r"\s+(?:minute|hour|day|week|month)s?)\b(?!\s+(?:one|ago|before|earlier|back|later|since)\b)"
)
_LASTED = late(
    r"\b(?:been|waited|waiting|(?:been|is|are|was|its|it['’]s) (?:down|offline|out)|on (?:the )?(?:hold|phone))\b"
    rf"(?:\s+(?:for|over|more|than|nearly|almost|about|now|at|least|the))*\s+{_DURATION}|{_DURATION}\s+(?:now|already)\b",
    re.IGNORECASE,
)
_AFTER_NOUN = frozenset({
    "and", "or", "but", "that", "which", "who", "from", "for", "to", "in", "on", "at", "with", "of", "by", "i", "we",
    "you", "it", "they", "again", "since", "after", "before", "because", "when", "as", "still", "not", "just", "now",
    "never", "yesterday", "today", "this", "last", "so", "yet", "either", "too", "anymore", "even", "if", "than",
    "until", "without", "about", "up", "down", "off", "out", "over", "only", "back", "here", "there", "broken",
    "please",
})  # fmt: skip
_NOT_FELT = frozenset({"is", "it's", "its", "that's", "are", "was", "were", "not", "a", "an", "the", "be", "don't"})


def first_trouble(conversation: Conversation) -> Turn | None:
    """The customer's first turn that reports a problem, if it is near the beginning."""
    return next((turn for turn in conversation.turns[:_NEAR] if "problem" in turn.cues and turn.is_customer), None)


def customer_name(conversation: Conversation) -> str:
    """The customer's first name, or a template's own placeholder for it, or an empty string."""
    if conversation.is_template:
        written = name_placeholder(conversation.turns[0].text)
        return written or str(conversation.metadata.get("name-placeholder", ""))
    house = conversation.house
    for key in ("customer", "customer_name", "customer-name"):
        known = conversation.metadata.get(key)
        if isinstance(known, str) and known.split() and _is_name(known.split()[0], house):
            return known.split()[0]
    for turn in conversation.turns[:_NEAR]:
        if (
            turn.is_customer
            and "\n" in turn.text
            and (found := _SIGNED.search(turn.text))
            and _is_name(found[1], house)
        ):
            return found[1]
        if (
            turn.is_agent
            and "generic-salutation" not in turn.cues
            and (found := _GREETED.match(turn.text))
            and _is_name(found[1], house)
        ):
            return found[1]
    return ""


def _is_name(word: str, house: House) -> bool:
    known = word.casefold() in _NOT_NAMES or house.is_name(word)
    return word[0].isupper() and word.isalpha() and not known


def issue(turn: Turn | None) -> str:
    """What went wrong, in the customer's words with the persons turned: `your order arrived broken`."""
    if turn is None or turn.tokens is None:
        return ""
    find = _issue if len(turn.text) <= _LONGEST_TOLD else _issue.__wrapped__
    return find(turn.text, turn.tokens, turn.hits[:_MOST_HITS])


@lru_cache(maxsize=8)  # several rules, one after the other, ask about the same turn
def _issue(text: str, tokens: Tokens, hits: tuple[Hit, ...]) -> str:
    """What went wrong by the first of the hits of trouble whose clause can be turned, or an empty string."""
    done = 0
    for hit in hits:
        if hit.start < done or hit.cue.partition(".")[0] not in _TROUBLE:
            continue
        found = _clause_around(tokens, tokens.sentence_at(hit.start), tokens.at(hit.start))
        if found:
            if said := _turned(text, tokens, *found):
                return said
            done = tokens.start(found[1])
    return ""


def _clause_around(tokens: Tokens, sentence: Sentence, at: int) -> tuple[int, int] | None:
    """The clause of a sentence that holds a symbol, what opens it left out; None in a question or an outcry."""
    if sentence.mark in (ASK, QUERY, OUTCRY):
        return None
    for first, last in clauses(tokens, sentence):
        if first <= at < last:
            begun, ended = _coordinate(tokens, first + tokens.is_in(first, "splitter"), last, at)
            return opening(tokens, begun, ended), ended
    return None


def _coordinate(tokens: Tokens, first: int, last: int, at: int) -> tuple[int, int]:
    """The part of a clause that holds a symbol: it is cut at each “and” that a subject follows."""
    for place in range(first + 1, last - 1):
        if tokens.word(place) == "and" and tokens.is_in(place + 1, "subject"):
            if place > at:
                return first, place
            first = place + 1
    return first, last


def _turned(text: str, tokens: Tokens, first: int, last: int) -> str:  # noqa: PLR0911 - a list of what spoils a clause
    if last - first > _MOST_SYMBOLS:
        return ""
    symbols = tokens.symbols[first:last]
    if not tokens.is_in(first, "turnable") or tokens.listed("finite").isdisjoint(symbols[1:]):
        return ""
    if not all(tokens.listed(words).isdisjoint(symbols) for words in ("profanity", "unsayable")):
        return ""
    if all(tokens.listed(words).isdisjoint(symbols) for words in _FAILING):
        return ""
    said = _TRAILING.sub("", text[tokens.start(first) : tokens.end(last - 1)])
    words = said.split()
    if not _SHORTEST_ISSUE <= len(words) <= _LONGEST_ISSUE or not _SPOILING.isdisjoint(said):
        return ""
    if _points_back(words) or _runs_on(words):
        return ""
    if any(word.isupper() and len(word) > 2 for word in words):  # noqa: PLR2004 - “TV”
        return ""
    return _turn_persons(words)


def _points_back(words: list[str]) -> bool:
    """Whether the subject is a pronoun that means nothing without what was said before."""
    first = _APOSTROPHE.split(words[0].casefold())[0]
    return first in _PRONOUNS or (
        first in _POINTING and (first != words[0].casefold() or words[1].casefold() in _BEING)
    )


def _runs_on(words: list[str]) -> bool:
    """Whether a second clause begins with no word between, as where full stops are left out."""
    spelled = [word.casefold().partition("'")[0].partition("’")[0] for word in words]
    return any(word in _SUBJECTS and before.strip(",") not in _JOINING for before, word in pairwise(spelled[1:]))


def _turn_persons(words: list[str]) -> str:
    turned: list[str] = []
    for at, word in enumerate(words):
        bare = word.rstrip(",").casefold().replace("’", "'")
        tail = word[len(bare) :]
        before = words[at - 1].casefold() if at else ""
        if bare in _BE and before in {"i", "i,"}:
            turned.append(_BE[bare] + tail)
        elif bare == "you":
            turned.append(("we" if at == 0 or before in {"that", "when", "and", "if", "because"} else "us") + tail)
        elif bare in _TURNED:
            turned.append(_TURNED[bare] + tail)
        else:
            turned.append(word if at or word.isupper() else word[0].lower() + word[1:])
    return " ".join(turned)


def thing(turn: Turn) -> str:
    """What the customer's trouble is about, such as `your parcel`, or `our app` where they say “your app”.

    A word of the list `thing` in a sentence of trouble that belongs to somebody or opens it, and is the whole noun:
    not the phone of “phone number”.
    """
    tokens = turn.tokens
    if tokens is None or (wanted := tokens.listed("thing")).isdisjoint(tokens.symbols[:_FAR]):
        return ""
    troubled = {
        tokens.sentence_number(hit.start) for hit in turn.hits[:_MOST_HITS] if hit.cue.partition(".")[0] in _TROUBLE
    }
    for number in sorted(troubled):
        sentence = tokens.sentences[number]
        for at in range(sentence.first, min(sentence.last, _FAR)):
            if tokens.symbols[at] not in wanted or not _ends_noun(tokens, at, sentence.last) or _is_means(tokens, at):
                continue
            if owner := _owner(tokens, sentence.first, at):
                return f"{owner} {tokens.word(at).strip('-.,')}".removesuffix("'s")
    return ""


def _is_means(tokens: Tokens, at: int) -> bool:
    """Whether a phone is only what somebody spoke on: “an hour on the phone”."""
    return tokens.word(at) == "phone" and any(tokens.word(before) in _ON for before in range(max(0, at - 2), at))


def _ends_noun(tokens: Tokens, at: int, last: int) -> bool:
    """Whether no further noun follows a word: it is the last, or a mark, a verb or a small word comes next."""
    if at + 1 >= last or tokens.symbols[at + 1] < WORD:
        return True
    following = tokens.word(at + 1)
    if tokens.is_in(at + 1, "finite") or following in _AFTER_NOUN:
        return True
    return following.endswith(("ly", "ing")) or following.lstrip("#").isdigit()


def _owner(tokens: Tokens, first: int, at: int) -> str:
    """Whose a thing is, by the nearest of the three words before it that tell: your, our, or an empty string."""
    if at == first:
        return "your"
    for before in range(at - 1, max(first, at - _OWNED) - 1, -1):
        if tokens.symbols[before] < WORD and tokens.symbols[before] != OTHER:
            break
        word = tokens.word(before)
        if word in _OWNERS and (word != "no" or before == at - 1):
            return _OWNERS[word]
    return ""


def lasted(turn: Turn) -> str:
    """How long the trouble of a customer has lasted by their own words, such as `three weeks`, or an empty string."""
    if turn.tokens is None or len(turn.text) > _LONGEST_TOLD or (found := _LASTED.search(turn.text)) is None:
        return ""
    sentence = turn.tokens.sentence_at(found.start())
    first, last = turn.tokens.start(sentence.first), turn.tokens.end(sentence.last - 1)
    troubled = any(
        hit.cue.partition(".")[0] in _LASTING and first <= hit.start < last for hit in turn.hits[:_MOST_HITS]
    )
    return " ".join((found[1] or found[2]).lower().split()) if troubled else ""


def feeling(turn: Turn) -> str:
    """The customer's own word for the feeling, such as `worried`, by the word list `felt`; “it is sad” is none."""
    tokens = turn.tokens
    if tokens is None or (wanted := tokens.listed("felt")).isdisjoint(tokens.symbols[:_FAR]):
        return ""
    for at, symbol in enumerate(tokens.symbols[:_FAR]):
        if symbol in wanted and not any(tokens.word(before) in _NOT_FELT for before in range(max(0, at - 2), at)):
            return tokens.word(at)
    return ""
