"""Problems: the fault phrases, and an opening story with a sore point in it that no phrase knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.marks import ASK, COMMA, QUERY
from empathylint.language.sentences import Mood, opening
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn

_LOOK_BACK = 16  # turns before among which a trouble may have been told
_OPENING = 6  # turns among which a customer still tells why they came
_SMALL_TALK = 7  # words up to which an earlier turn was a greeting or a name
_LEAST, _MOST = 2, 120  # tokens of a sentence that tells a trouble
_BEFORE = 3  # words before a verb among which its subject stands
_SORE = frozenset(
    {
        "never", "nothing", "nobody", "none", "without", "but", "yet", "still", "only", "instead", "although",
        "though", "again", "cannot", "neither", "twice", "wrong", "except", "despite", "anymore", "zero", "half",
        "minus", "supposed", "hardly", "barely", "someone", "third", "somebody", "single",
    }
)  # fmt: skip
_ABOUT_ME = frozenset({"i", "we", "i've", "we've", "i'd", "we'd", "i'm", "we're", "im", "ive", "weve"})
_PAST = frozenset(
    {
        "came", "went", "said", "sent", "gave", "took", "broke", "fell", "lost", "was", "were", "became", "flew",
        "drove", "ran", "hit", "shut", "cut", "stole", "tore", "froze", "rang", "hung", "sold", "made", "kept", "ate",
        "bit", "blew", "brought", "caught", "forgot", "hid", "hurt", "shook", "shot", "sank", "stuck", "swore",
        "threw", "got", "wore", "gone", "told", "put", "let", "grew", "shrank", "burnt", "bent", "split", "began",
        "died", "dead", "doubled", "turned", "read",
    }
)  # fmt: skip
_NOT_PAST = frozenset(
    {
        "complaint", "complained", "wondered", "lasted", "started", "advertised", "need", "speed", "seed", "feed",
        "indeed", "bed", "red", "wed", "shed", "exceed", "proceed", "succeed", "named", "called", "based",
    }
)  # fmt: skip
_SUFFERED = frozenset({"got", "was", "were", "been", "being", "get"})
_NOT_SUFFERED = frozenset(
    {
        "interested", "pleased", "told", "asked", "advised", "recommended", "married", "engaged", "impressed",
        "delighted", "excited", "referred",
    }
)  # fmt: skip
_WISH = frozenset(
    {
        "want", "wanted", "wants", "i'd", "would", "need", "needs", "i'll", "we'll", "we'd", "gonna", "wanna",
    }
)  # fmt: skip
_CALM = frozenset(
    {
        "could", "may", "might", "will", "shall", "should", "please", "if", "whether", "how", "thank", "thanks",
        "thx", "ta", "cheers", "love", "loved", "loving", "great", "good", "nice", "perfect", "pleased", "wonderful",
        "amazing", "brilliant", "excellent", "lovely", "complaint", "complaints", "checking", "letting", "preference",
        "check", "status", "passed", "question", "wondering", "wonder", "interested", "hoping", "hope", "planning",
        "think", "thinking", "looking", "curious", "quote", "enquiry", "let's", "sorted", "fixed", "resolved",
        "solved", "can", "recommended", "friendly", "helpful", "patient", "polite", "decide",
        "decided", "kind", "quick", "enquire", "inquire", "ask",
    }
)  # fmt: skip
_INQUIRY = frozenset({"happened", "wrong", "problem", "issue", "trouble", "matter", "happening"})
_CONFIRMING = frozenset({"sure", "ok", "okay", "correct", "that's", "thats", "exactly", "right", "perfect", "thanks"})
_PRAISE = frozenset(
    {
        "gorgeous", "brilliant", "lovely", "perfect", "love", "loved", "amazing", "beautiful", "delicious", "cheers",
        "safe",
    }
)  # fmt: skip
_INSISTING = frozenset({"still", "again", "twice", "charged", "always", "keeps"})
_ANYONE = frozenset(
    {"anyone", "your", "people", "they", "anybody", "someone", "somebody", "nobody", "it", "this", "that"}
)
_RHETORICAL = frozenset({"is", "are", "was", "dare", "come"})
_HELP = frozenset({"help", "fix", "explain", "why", "happened", "wrong"})
_REQUESTS = frozenset(
    {
        "can", "could", "do", "does", "would", "will", "may", "shall", "is", "are", "how", "what", "when", "which",
        "where", "am", "should", "did",
    }
)  # fmt: skip
_OF_STAY = frozenset({"since", "always", "constantly", "whenever", "everytime"})
_THERE = frozenset({"there's", "theres", "there", "there’s"})
_GREETING = frozenset({"hey", "hi", "hello", "so", "um", "uh", "yeah", "and", "well", "please"})
_PLACES = frozenset({"in", "on", "under", "inside", "through", "behind", "all", "across"})
_DOES = frozenset(
    {
        "is", "has", "was", "does", "says", "ends", "starts", "begins", "costs", "includes", "comes", "needs",
        "works", "fits", "looks", "seems", "runs",
    }
)  # fmt: skip
_BARE = frozenset(
    {
        "ordered", "booked", "paid", "bought", "asked", "hired", "rented", "requested", "reserved", "chose",
    }
)  # fmt: skip
_MISSED = frozenset({"missed", "lost", "stuck", "waited", "stranded", "locked", "charged", "lied"})
_OWN_WAYS = frozenset(
    {
        "been", "used", "done", "tried", "flown", "played", "eat", "eaten", "seen", "had", "thought", "know", "mind",
        "drink", "drive", "smoke", "have", "need", "want", "like", "love", "got",
    }
)  # fmt: skip
_OWNED = frozenset({"my", "our", "your", "the", "this", "all", "both", "half", "these"})
_CALLED = (["a"], ["an"], ["here"], ["called"], ["from"], ["next"])  # “my sister is a nurse”, “the parcel is here”
_BE = frozenset({"is", "are", "has", "isn't", "aren't"})
_PREDICATE = 7  # words of a part among which its verb stands
_INERT = frozenset(
    {
        "number", "address", "email", "name", "reference", "ref", "code", "birthday", "postcode", "valid", "old",
        "first", "second", "one", "ends", "expires", "starts", "opens", "closes", "called", "model", "size", "total",
        "date", "id", "type", "colour", "color", "surname", "correct", "right", "fine", "ready", "good",
    }
)  # fmt: skip
_LINKS = frozenset({"was", "were"})
_ARTICLES = frozenset({"a", "an", "the", "my", "on", "at", "in"})
_OTHERS = frozenset(
    {
        "it", "they", "someone", "somebody", "your", "the", "my", "our", "everything", "he", "she", "this", "that",
    }
)  # fmt: skip


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The phrases' hits, or else the sentence of an opening turn that tells a trouble."""
    if "problem" in turn.cues:
        yield from _named(turn, conversation)
    elif turn.tokens is not None and _is_opening(turn, conversation) and not _is_calm(turn.tokens):
        yield from _told(turn.tokens)


def _named(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The phrases' hits; once a trouble is known, those in statements only."""
    hits = [hit for hit in turn.hits if hit.cue == "problem"]
    tokens = turn.tokens
    if tokens is None or "?" not in turn.text or not _is_known(turn, conversation):
        yield from (_as_said(hit, tokens) for hit in hits)
        return
    for hit in hits:
        sentence = tokens.sentence_at(hit.start)
        if sentence.mood is Mood.STATEMENT or sentence.mark not in (ASK, QUERY) or _insists(tokens, sentence):
            yield _as_said(hit, tokens)


def _as_said(hit: Hit, tokens: Tokens | None) -> Hit:
    """A hit as told or, in a question, as asked."""
    asked = tokens is not None and tokens.sentence_at(hit.start).mood is Mood.QUESTION
    return Hit("problem.asked" if asked else "problem.told", hit.start, hit.end)


def _insists(tokens: Tokens, sentence: Sentence) -> bool:
    """Whether a question repeats the trouble: “why was I charged again?”."""
    return not _INSISTING.isdisjoint(tokens.word(at) for at in range(sentence.first, sentence.last))


def _is_known(turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer has told of a trouble before."""
    earlier = reversed(conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index])
    return any("problem" in before.cues and before.is_customer for before in earlier)


def _is_opening(turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer has said nothing of weight before, or was just asked what the trouble is."""
    if turn.index and _is_asked_why(conversation.turns[turn.index - 1]):
        return not _is_known(turn, conversation)
    if turn.index >= _OPENING:
        return False
    return not any(
        before.is_customer and before.tokens is not None and len(before.tokens.symbols) > _SMALL_TALK
        for before in conversation.turns[: turn.index]
    )


def _is_asked_why(before: Turn) -> bool:
    """Whether the turn before asks what happened."""
    if "?" not in before.text or before.tokens is None or before.is_customer:
        return False
    text = before.text.casefold()
    if not any(word in text for word in _INQUIRY):
        return False
    return not _INQUIRY.isdisjoint(before.tokens.word(at) for at in range(len(before.tokens.symbols)))


def _is_calm(tokens: Tokens) -> bool:
    """Whether a turn confirms or praises, or asks for something, other than why or who."""
    words = [tokens.word(at) for at in range(len(tokens.symbols))]
    if not words or words[0] in _CONFIRMING or not _PRAISE.isdisjoint(words):
        return True
    return any(
        sentence.mood is Mood.QUESTION
        and _HELP.isdisjoint(tokens.word(at) for at in range(sentence.first, sentence.last))
        and any(_requests(tokens, at) for at in range(sentence.first, min(sentence.first + 3, sentence.last)))
        for sentence in tokens.sentences
    )


def _requests(tokens: Tokens, at: int) -> bool:
    """Whether a word opens a question that wants something, unlike “how is that legal”."""
    word = tokens.word(at)
    following = tokens.word(at + 1) if at + 1 < len(tokens.symbols) else ""
    if word == "how":
        return following not in _RHETORICAL
    return word in _REQUESTS and following not in _ANYONE


def _told(tokens: Tokens) -> Iterator[Hit]:
    """The first statement with a sore point in it."""
    for sentence in tokens.sentences:
        if sentence.mood is not Mood.STATEMENT or _wishes(tokens, sentence):
            continue
        for begun, last in _parts(tokens, sentence):
            first = opening(tokens, begun, last)
            if _LEAST <= last - first <= _MOST and _is_sore(tokens, first, last):
                yield Hit("problem.implied", tokens.start(first), tokens.end(last - 1))
                return


def _wishes(tokens: Tokens, sentence: Sentence) -> bool:
    """Whether a sentence tells what the speaker wants."""
    return not _WISH.isdisjoint(tokens.word(at) for at in range(sentence.first, sentence.last))


def _parts(tokens: Tokens, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between its commas."""
    first = sentence.first
    for at in range(sentence.first, sentence.last):
        if tokens.symbols[at] == COMMA:
            yield first, at
            first = at + 1
    yield first, sentence.last


def _is_sore(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a part holds a contrast, a lack or a bad state, and no praise."""
    words = [tokens.word(at) for at in range(first, last)]
    if not _CALM.isdisjoint(words) or ("happy" in words and "birthday" not in words):
        return False
    return (
        any(word in _SORE and _is_meant_ill(words, at) for at, word in enumerate(words))
        or _presents(tokens, first, words)
        or any(_is_bad_state(tokens, at) or _acts_up(tokens, at) for at in range(first + 1, last))
        or _opens_sore(words, goes_on=last < len(tokens.symbols) - 1)
        or words.count("says") + words.count("said") > 1
        or not (_OTHERS.isdisjoint(words) or _OF_STAY.isdisjoint(words))
        or any(_hurts(words, at) for at in range(1, len(words)))
    )


def _opens_sore(words: list[str], *, goes_on: bool) -> bool:
    """Whether the first word leads to a trouble: “missed my train”, “booked a sea view.” with more behind it."""
    while len(words) > 1 and (words[0] in _GREETING or words[0].startswith("@")):
        words = words[1:]
    first = words[0]
    return (
        first in _MISSED
        or (first in _BARE and goes_on)
        or (first in _THERE and not _PLACES.isdisjoint(words))
        or (first == "should" and words[1:2] == ["be"])
    )


def _presents(tokens: Tokens, first: int, words: list[str]) -> bool:
    """Whether a part tells what a thing of the customer's or the company's does or is."""
    if words[0] not in _OWNED or not _INERT.isdisjoint(words) or _is_about_kin(tokens, first, words):
        return False
    if words[0] == "the" and not any(tokens.is_in(first + at, "company-thing") for at in range(1, min(4, len(words)))):
        return False
    return any(
        _is_present(word) and words[at + 1 : at + 2] not in _CALLED for at, word in enumerate(words[1:_PREDICATE], 1)
    )


def _is_about_kin(tokens: Tokens, first: int, words: list[str]) -> bool:
    """Whether a part tells of the customer's own people, with no word of the company: “my sister is a nurse”."""
    return tokens.is_in(first + 1, "kin") and "your" not in words


def _is_meant_ill(words: list[str], at: int) -> bool:
    """Whether never, still or yet tells of a trouble, not of the speaker's own ways: “I never eat before noon”."""
    word = words[at]
    if word == "yet":
        return _ABOUT_ME.isdisjoint(words[:at])
    if word in ("never", "still") and not _is_other(words, at):
        return words[at + 1 : at + 2] != [] and words[at + 1] not in _OWN_WAYS
    return True


def _is_present(word: str) -> bool:
    """Whether a word looks like what a thing does or is."""
    return word in _BE or (len(word) > len("has") and word.endswith("s") and not word.endswith(("ss", "'s", "us")))


def _acts_up(tokens: Tokens, at: int) -> bool:
    """Whether a thing of the company does something odd: “the washer walks”, “our crib is wobbling”."""
    if not tokens.is_in(at - 1, "company-thing"):
        return False
    word = tokens.word(at)
    if word == "is":
        return at + 1 < len(tokens.symbols) and tokens.word(at + 1).endswith("ing")
    return word.endswith("s") and word not in _DOES and not tokens.is_in(at, "company-thing")


def _is_other(words: list[str], at: int) -> bool:
    """Whether the subject before a word is somebody other than the speaker."""
    return _ABOUT_ME.isdisjoint(words[max(at - _BEFORE, 0) : at])


def _is_bad_state(tokens: Tokens, at: int) -> bool:
    """Whether a word names a state that is a fault."""
    return tokens.is_in(at, "fault-state") or tokens.is_in(at, "fault-state-after-be")


def _hurts(words: list[str], at: int) -> bool:
    """Whether a verb tells what another did or failed to do, or what was done to the speaker."""
    word = words[at]
    if word in _LINKS:
        return _is_other(words, at) and words[at + 1 : at + 2] != [] and words[at + 1] not in _ARTICLES
    if _is_other(words, at):
        return _is_past(word) or word == "no" or word.endswith(("n't", "n’t"))
    return _is_past(word) and words[at - 1] in _SUFFERED and word not in _NOT_SUFFERED


def _is_past(word: str) -> bool:
    """Whether a word looks like a verb in the past."""
    return word in _PAST or (word.endswith("ed") and word not in _NOT_PAST)
