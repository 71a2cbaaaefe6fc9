"""Replies to trouble that are only a command, a pointer, a bare “no” or a clipped note, and words that snap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.marks import OTHER, WORD
from empathylint.language.sentences import Mood
from empathylint.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule

TROUBLE = ("upset", "exit", "effort", "problem", "wants-human", "urgent")
KIND = frozenset({
    "thanks", "apologizes", "acknowledges", "closes", "checks", "promises", "restates", "holds", "offers",
    "refocuses.ready",
})  # fmt: skip
SORRY = frozenset(
    {"thanks", "apologizes", "acknowledges", "closes", "offers"}
)  # what softens a “can't promise that” too
MOVING = frozenset({"resolves", "way-forward"})
COURTEOUS = frozenset({
    "please", "kindly", "sorry", "thanks", "thank", "cheers", "hope", "happy", "sure", "yes", "yep", "yeah",
    "ok", "okay", "great", "perfect", "certainly", "absolutely", "ma'am", "maam", "sir", "madam", "course",
    "welcome", "congrats", "lovely", "nice", "wow", "oh", "ah", "aw", "right", "bye", "good", "so", "well",
    "exactly", "correct", "done", "fixed", "sorted", "pls", "plz", "true", "let", "let's", "unfortunately",
    "afraid",
})  # fmt: skip
SPEAKING = frozenset({
    "i", "i'm", "i've", "i'll", "i'd", "we", "we're", "we've", "we'll", "we'd", "you", "your", "you're", "u",
    "ur", "me", "my", "our", "us",
})  # fmt: skip
LISTENING = frozenset({"uh", "huh", "um", "mm", "mhm", "hm", "hmm", "yeah", "aha", "mmm", "er"})
ASKING = frozenset(
    {
        "have",
        "has",
        "is",
        "are",
        "do",
        "did",
        "does",
        "was",
        "were",
        "what",
        "which",
        "when",
        "where",
        "can",
        "could",
        "would",
        "who",
        "how",
    }
)
FULL = frozenset(
    {"it", "it's", "its", "the", "there", "there's", "that's", "that", "this", "they", "he", "she", "a", "an"}
)  # openings of whole sentences
PARTING = frozenset({"ok", "okay", "fine", "bye", "then", "right", "alright", "well", "goodbye"})
SHRUGGING = frozenset({"ok", "okay", "k", "kk", "fine", "noted", "alright", "right", "sure", "cool", "whatever"})
PLEADING = frozenset({
    "want", "need", "please", "help", "complain", "complaint", "can", "could", "may", "like", "would", "can't",
    "cannot", "won't", "broken", "lost", "locked", "manager", "supervisor",
})  # fmt: skip
NAMED = frozenset(
    {
        "number",
        "serial",
        "code",
        "postcode",
        "zip",
        "name",
        "surname",
        "dob",
        "birth",
        "address",
        "id",
        "reference",
        "ref",
        "email",
        "digits",
        "word",
        "pin",
    }
)
REFUSING = frozenset(
    {"no", "not", "nope", "never", "can't", "cannot", "won't", "impossible", "denied", "declined", "rejected"}
)
_CURT = 6  # words of a whole reply that commands or refuses
_OPENED = 4  # symbols that a contraction stands for, at the most
_NOTE = 4  # words of a bare statement
_BARE = 3  # words of a statement in which “we” and “you” do not help
_ASKED = 4  # words of a request for data
_LOOK_BACK = 4
_LONG = 400  # characters beyond which nothing is curt


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """The verdicts on the agent's turns."""
    asked: Turn | None = None  # the customer's turn that a reply answers
    for turn in conversation.turns:
        if turn.is_customer:
            asked = turn
        if not turn.is_agent or turn.tokens is None:
            continue
        snap = turn.says("snaps")
        if snap is not None:
            yield fail(rule, conversation, Place(turn.index, snap.start, snap.end), asked)
        elif conversation.is_template:
            yield _template(rule, conversation, turn)
        elif asked is not None and _is_lone(turn, conversation):
            yield _judged(rule, conversation, turn, asked)


def _template(rule: Rule, conversation: Conversation, turn: Turn) -> Outcome:
    words = _few_words(turn)
    if words and not _is_warm(turn, words) and (_commands(turn) or _refuses(words)):
        return fail(rule, conversation, whole(turn))
    return Outcome(whole(turn), turn.index)


def _judged(rule: Rule, conversation: Conversation, turn: Turn, asked: Turn) -> Outcome:
    words = _few_words(turn)
    if words and _is_curt(turn, words, asked, conversation):
        return fail(rule, conversation, whole(turn), asked, _trouble(asked))
    return Outcome(whole(turn), asked.index)


def _is_curt(turn: Turn, words: list[str], asked: Turn, conversation: Conversation) -> bool:
    if _parts(words):
        return bool({"exit", "upset"} & asked.cues)
    if SHRUGGING.issuperset(words):
        return bool({"exit", "upset"} & asked.cues) and _is_left_so(turn, asked, conversation)
    if _is_warm(turn, words):
        return False
    return _demands(words) or _is_cold(turn, words, asked, conversation)


@remembered
def _few_words(turn: Turn) -> list[str]:
    """The words of a turn so short that it can be curt, a contraction counted once; none of a longer one."""
    tokens = turn.tokens
    if tokens is None or len(turn.text) > _LONG or len(tokens.words) > _CURT * _OPENED:
        return []
    places = [at for at, symbol in enumerate(tokens.symbols) if symbol >= WORD or symbol == OTHER]
    begun = dict(zip(map(tokens.start, places), places, strict=True))
    return [tokens.word(at).strip(".,") for at in begun.values()] if len(begun) <= _CURT else []


def _is_lone(turn: Turn, conversation: Conversation) -> bool:
    """Whether a turn is a reply by itself, with no other turn of the agent's before or behind it."""
    turns = conversation.turns
    behind = turns[turn.index + 1] if turn.index + 1 < len(turns) else None
    ahead = turns[turn.index - 1] if turn.index else None
    return not (ahead and ahead.is_agent) and not (behind and behind.is_agent)


def _is_warm(turn: Turn, words: list[str]) -> bool:
    """Whether a reply has any courtesy, a question, a link, a figure or an emoji, or only shows that one listens."""
    if any(mark in turn.text for mark in "?@…/[") or any(letter.isdigit() for letter in turn.text):
        return True
    if words[0] in ASKING and (words[0] != "do" or "you" in words):
        return True
    if any(word in COURTEOUS for word in words) or not turn.text.isascii() or LISTENING.issuperset(words):
        return True
    kind = SORRY if _refuses(words) else KIND
    if kind & turn.cues or ("greets" in turn.cues and not _commands(turn)):
        return True
    speaks_to = any(word in SPEAKING for word in words)
    return speaks_to and not (_commands(turn) or _refuses(words) or (len(words) <= _BARE and not MOVING & turn.cues))


def _commands(turn: Turn) -> bool:
    return turn.tokens is not None and any(sentence.mood is Mood.INSTRUCTION for sentence in turn.tokens.sentences)


def _refuses(words: list[str]) -> bool:
    """Whether a “no” or “can't” opens a reply, or an “only” shuts it."""
    return words[0] in REFUSING or "only" in words


def _parts(words: list[str]) -> bool:
    """Whether a reply is but “okay bye”."""
    return len(words) <= _BARE and PARTING.issuperset(words) and ("bye" in words or "goodbye" in words)


def _is_left_so(turn: Turn, asked: Turn, conversation: Conversation) -> bool:
    """Whether a bare “ok” is all the answer and no sign of listening: the talk ends, or the customer has to ask on."""
    if not asked.cues.isdisjoint({"settled", "thanks"}):
        return False
    after = next(conversation.after(turn), None)
    return after is None or not after.cues.isdisjoint({"asks", "wants-human", "exit"})


def _demands(words: list[str]) -> bool:
    """Whether a reply is but the name of what is wanted: “model number”."""
    return len(words) <= _ASKED and words[-1] in NAMED and words[0] not in REFUSING


def _is_cold(turn: Turn, words: list[str], asked: Turn, conversation: Conversation) -> bool:
    """Whether a reply to trouble or a plea only commands, refuses or notes."""
    strong = bool({"upset", "exit", "wants-human", "urgent"} & asked.cues)
    said = {word.strip(".,!?") for word in asked.text[:_LONG].casefold().split()}
    told = [other for other in conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index] if other.is_customer]
    troubled = strong or any(_trouble(other) for other in told)
    asks = asked.text.rstrip().endswith("?") and not strong
    if _refuses(words):
        return (troubled and not asks) or (bool(PLEADING & said) or (troubled and len(words) <= 2))  # noqa: PLR2004 - “no”, “not yet”
    if asks or not (troubled or PLEADING & said):
        return False
    if _commands(turn):
        return True
    is_note = len(words) <= _NOTE or words[0] not in FULL
    return troubled and is_note and "settled" not in asked.cues and (strong or len(words) > 1)


def _trouble(turn: Turn) -> Hit | None:
    return next((hit for cue in TROUBLE if (hit := turn.says(cue))), None)
