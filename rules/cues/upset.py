"""Which signs of feeling stand: sure words unless laughter or thanks soften them, irony only around a trouble."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from empathylint.language.late import late
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Turn

_LOOK_BACK = 4
_SHOUTED_LETTERS = 9  # fewer letters in three words of capitals are an acronym or a model's name
_SHOUTING = late(r"[A-Z](?<![\w@#'’][A-Z])[A-Z'’]*+(?:[\s,]++[A-Z][A-Z'’]*+(?!\w)){2,}")
_CAPITAL_WORD = late(r"[A-Z](?<![\w'’][A-Z])[A-Z][A-Z'’]*+(?!\w)")
_STRESS = frozenset(
    {
        "NOT", "NEVER", "STILL", "NO", "ALWAYS", "ALL", "EVERY", "WHY", "NOTHING", "SERIOUSLY", "TWICE", "AGAIN",
        "NOBODY", "THREE", "FOUR", "FIVE", "HOW", "WHAT", "STOP", "FIX", "ANYTHING", "LITERALLY", "ANY", "MY", "YOUR",
        "HER", "HIS", "YOU", "BECAUSE", "MEAN", "SEE", "MORE", "HAVE", "HAS", "IS", "ARE", "WAS", "WERE", "DOES",
        "DO", "DID", "CAN", "CANNOT", "THIS", "THAT", "THEM", "THEY", "SHOULD", "WOULD", "MUST", "AFTER", "BEFORE",
        "SINCE", "TODAY", "YESTERDAY", "EVEN", "ONLY", "VERY", "SO", "TOO", "HOURS", "DAYS", "WEEKS", "MONTHS",
        "YEARS", "TIMES", "MINUTES", "ONE", "TWO", "SIX", "TEN", "SEVEN", "EIGHT", "NINE", "OUT", "OFF", "OUR", "DAY",
        "WHO", "WHERE", "WHEN", "NOW", "HERE", "SAME", "WRONG", "REALLY", "EVERYTHING", "EVERYONE", "PAID",
    }
)  # fmt: skip
_DENYING = ("HAS", "HAVE", "IS", "DO", "DOES", "DID", "CA", "WO", "WAS", "WERE")
_STRESSED = _STRESS | {f"{verb}N{mark}T" for verb in _DENYING for mark in ("", "'", "’")}
_CAPITALS = late(r"[A-Z]['’\s,]*+[A-Z]")
_MARKS = late(r"[?!]{2,}+")
_LETTERS = 5  # small letters that show capitals to be stress
_SPITEFUL = late(
    r"#\w{0,30}?(?:suck|fail|scam|worst|boycott|joke|shame|ripoff|useless|pathetic|angry|fedup|disgrace)\w{0,12}",
    re.IGNORECASE,
)
_BAD_NEWS = frozenset(("unfortunately", "unable", "sorry", "afraid", "however", "only", "tomorrow", "delay", "fully"))
_PLAYFUL = frozenset({"haha", "hahaha", "lol", "lmao", "😂", "🤣", "😊", "😄", "😉", "😅", "😁", "jk"})
_TELLING = frozenset({"problem", "threat", "upset", "effort"})
_LOUD = late(r"[A-Z](?<![\w@#'’.-][A-Z])[A-Z]{3,13}(?![\w@-])")
_NOT_LOUD = frozenset(
    {
        "ASAP", "URGENT", "VISA", "IKEA", "IBAN", "PAYPAL", "EMAIL", "IMEI", "FIFA", "NASA", "WIFI", "HTML", "JSON",
        "HTTP", "HTTPS", "SWIFT", "BBVA", "HSBC", "HDMI", "SATA", "EPOS", "PLEASE", "HELP", "HELLO", "THANKS",
        "THANK", "DEAR", "BREXIT", "COVID", "UNICEF", "USPS", "AADHAAR", "NEFT", "IMPS", "RTGS", "BSNL", "ANPR",
        "DVLA", "HMRC", "UEFA", "MINI", "AUDI", "SEAT", "FIAT", "BOSCH", "SONY", "PDFS", "HIPAA", "FEDEX", "ISBN",
        "LTEVPN", "ATMS", "TIKTOK", "GMAIL", "REDACTED", "NAME", "EMAILADDRESS", "ORDER",
    }
)  # fmt: skip
_THANKING = ("thank you", "thank u", "thanks so", "thanks for")
_DESPITE = ("not", "n't", "n’t", "but", "nothing", "no ", "still", "though", "never")
_WORDY = 4  # words from which on “!!” is an outcry
_SPOKEN = 6  # letters from which on capitals are no acronym
_SCREEN = 14
_SHOWN = (
    "says", "say", "said", "saying", "shows", "showing", "show", "error", "message", "texted", "button", "menu", "code",
    "called", "in", "mode", "the", "a",
)  # fmt: skip
_GLAD = frozenset(
    {
        "thank", "thanks", "thx", "ty", "great", "perfect", "love", "awesome", "happy", "yay", "good", "brilliant",
        "grateful", "relieved", "bless", "wonderful", "amazing", "hooray", "hurray", "lovely", "phew", "yes", "yep",
        "found",
    }
)  # fmt: skip
_JOY = frozenset({"grateful", "relieved", "thank", "thanks", "respect", "yay", "hooray", "hurray", "bless", "phew"})
_CONTRARY = frozenset({"not", "no", "but", "still", "never", "again"})
_DOUBTS = 3  # question marks in a row that are upset whatever came before
_SURE = ("upset.strong", "upset.mild", "upset.grief")
_NOW = ("upset.irony-maybe", "upset.loss-maybe")
_LATER = ("upset.loss-maybe",)
_SCORN = (*_LATER, "upset.scorn-maybe")
_DRY = (*_SCORN, "upset.irony-maybe", "upset.dry-maybe")


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The feelings in a turn's words, its capitals and its marks."""
    text, cues = turn.text, turn.cues
    if "upset" in cues or "threat" in cues or "#" in text:
        yield from _plain(turn)
    known = _is_known("problem", turn, conversation)
    capitals = _CAPITALS.search(text) is not None
    marks = ("!" in text or "?" in text) and _MARKS.search(text) is not None
    loud = capitals or marks
    merry = loud and "problem" not in cues and _is_merry(text)
    if capitals and not merry:
        yield from _in_capitals(turn, is_trouble=known or not cues.isdisjoint(_TELLING))
    if marks:
        yield from _doubting(text)
    if "problem" in cues:
        if loud:
            yield from _heated(text, outcry=True, doubt=known)
        yield from _spoken(turn, _NOW)
    elif known and loud and not merry:
        yield from _heated(text, outcry=_is_serious(text), doubt=True)
    if known and not cues.isdisjoint(_DRY) and "thank" not in text.casefold():
        yield from _spoken(turn, _later_tiers(turn, conversation))


def _in_capitals(turn: Turn, *, is_trouble: bool) -> Iterator[Hit]:
    """What is said louder than the rest; some people write everything in capitals, calmly."""
    if is_trouble or not turn.text.isupper():
        yield from _shouting(turn.text)
    if is_trouble:
        yield from _loud(turn)


def _plain(turn: Turn) -> Iterator[Hit]:
    """What is upset whatever the talk is about."""
    sure = [hit for hit in turn.hits if hit.cue in _SURE] if "upset" in turn.cues else []
    if sure and not _is_playful(turn, sure) and not _is_moved(turn, sure):
        yield from sure
    if "#" in turn.text:
        for found in _SPITEFUL.finditer(turn.text):
            yield Hit("upset.mild", found.start(), found.end())
    if "threat" in turn.cues:
        yield from (Hit("upset.mild", hit.start, hit.end) for hit in turn.hits if hit.cue == "threat")


def _shouting(text: str) -> Iterator[Hit]:
    """Runs of words in capitals, but for “[WRITE HERE]”."""
    for found in _SHOUTING.finditer(text):
        is_template = text.startswith("]", found.end())
        if sum(map(str.isalpha, found[0])) >= _SHOUTED_LETTERS and not is_template:
            yield Hit("upset.strong", found.start(), found.end())


def _loud(turn: Turn) -> Iterator[Hit]:
    """Everyday words in capitals amid small letters: “the project is EMPTY”, but not “it says REJECT”."""
    if turn.tokens is None or not _LOUD.search(turn.text) or sum(map(str.islower, turn.text)) < _LETTERS:
        return
    everyday = turn.tokens.lexicon.program.words
    for found in _LOUD.finditer(turn.text):
        word = found[0].casefold()
        before = turn.text[max(found.start() - _SCREEN, 0) : found.start()].casefold()
        known = word in everyday or (len(word) >= _SPOKEN and sum(map(word.count, "aeiou")) > 1)
        if known and found[0] not in _NOT_LOUD and not before.rstrip(" :\"“'").endswith(_SHOWN):
            yield Hit("upset.implied", found.start(), found.end())


def _doubting(text: str) -> Iterator[Hit]:
    """Three question marks and more."""
    for found in _MARKS.finditer(text):
        if found[0].count("?") >= _DOUBTS:
            yield Hit("upset.implied", found.start(), found.end())


def _is_serious(text: str) -> bool:
    """Whether an outcry is more than a short or cheerful one."""
    if "?" in text:
        return False
    words = [word.strip(".,!") for word in text.casefold().split()]
    return len(words) >= _WORDY and _GLAD.isdisjoint(words) and _PLAYFUL.isdisjoint(words)


def _is_merry(text: str) -> bool:
    """Whether capitals and marks shout for joy: “ITS BACK!! jk i owe you”."""
    if "?" in text:
        return False
    words = [word.strip(".,!") for word in text.casefold().split()]
    return not (_JOY.isdisjoint(words) and _PLAYFUL.isdisjoint(words)) and _CONTRARY.isdisjoint(words)


def _later_tiers(turn: Turn, conversation: Conversation) -> tuple[str, ...]:
    """The candidates that count once a trouble is known: scorn after feeling, dry praise after a refusal."""
    if not _is_known("upset", turn, conversation):
        return _LATER
    return _DRY if _was_refused(turn, conversation) else _SCORN


def _spoken(turn: Turn, tiers: tuple[str, ...]) -> Iterator[Hit]:
    """The candidates of some tiers, as implied."""
    for hit in turn.hits:
        if hit.cue in tiers:
            yield Hit("upset.implied", hit.start, hit.end)


def _is_playful(turn: Turn, sure: list[Hit]) -> bool:
    """Whether laughter takes the edge off, with nothing wrong and nothing strong."""
    if "problem" in turn.cues or any(hit.cue == "upset.strong" for hit in sure):
        return False
    return any(word.strip(".,!") in _PLAYFUL for word in turn.text.casefold().split())


def _is_moved(turn: Turn, sure: list[Hit]) -> bool:
    """Whether tears go with thanks, and with nothing else."""
    if turn.cues & _TELLING - {"upset"} or any(hit.cue == "upset.strong" for hit in sure):
        return False
    words = turn.text.casefold()
    return any(word in words for word in _THANKING) and not any(word in words for word in _DESPITE)


def _is_known(cue: str, turn: Turn, conversation: Conversation) -> bool:
    """Whether the customer gave a cue in one of the few turns before."""
    before = conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index]
    return any(cue in earlier.cues and earlier.is_customer for earlier in before)


def _was_refused(turn: Turn, conversation: Conversation) -> bool:
    """Whether the agent's words just before hold a denial."""
    before = conversation.turns[turn.index - 1] if turn.index else None
    if before is None or before.is_customer or before.tokens is None:
        return False
    tokens = before.tokens
    if not tokens.listed("negator").isdisjoint(tokens.symbols):
        return True
    return any(tokens.word(at) in _BAD_NEWS for at in range(len(tokens.symbols)))


def _heated(text: str, *, outcry: bool, doubt: bool) -> Iterator[Hit]:
    """Marks such as “?!” (“!!” with `outcry`, “??” with `doubt`), and words stressed by capitals."""
    for found in _MARKS.finditer(text):
        marks = found[0]
        if outcry if "?" not in marks else doubt or marks != "??":
            yield Hit("upset.implied", found.start(), found.end())
    stressed = [found for found in _CAPITAL_WORD.finditer(text) if found[0] in _STRESSED]
    if stressed and not text.isupper():
        yield from (Hit("upset.implied", found.start(), found.end()) for found in stressed)
