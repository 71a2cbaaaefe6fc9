"""Replies to trouble that are only a command, a pointer, a bare “no” or a clipped note, and words that snap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.condition import speaks
from empathylint.finding import Outcome, Place
from empathylint.judge import fail, whole
from empathylint.language.marks import WORD
from empathylint.language.sentences import Mood
from empathylint.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.model import Conversation, Hit, Turn
    from empathylint.rule import Rule

TROUBLE = ("upset", "exit", "effort", "problem", "wants-human", "urgent")
KIND = frozenset({
    "thanks", "apologizes", "acknowledges", "closes", "checks", "promises", "restates", "holds", "offers", "refocuses.ready",
})  # fmt: skip
COURTEOUS = frozenset({
    "please", "kindly", "sorry", "thanks", "thank", "cheers", "i", "i'm", "i've", "i'll", "i'd", "we", "we're", "we've", "we'll", "we'd", "let", "let's",
    "you", "your", "you're", "u", "ur", "hope", "happy", "sure", "yes", "yep", "yeah", "ok", "okay", "great", "perfect", "certainly", "absolutely",
    "ma'am", "maam", "sir", "madam", "course", "me", "my", "our", "us", "welcome", "congrats", "lovely", "nice", "wow", "oh", "ah", "aw", "right",
    "bye", "good", "so", "well", "mhm", "uh", "um", "exactly", "correct", "done", "fixed", "sorted", "pls", "plz", "true",
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
_CURT = 6  # words of a whole reply
_ASKED = 4  # words of a request for data
_LOOK_BACK = 4


def check(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """The verdicts on the agent's turns."""
    for turn in conversation.turns:
        if not speaks(turn, Role.AGENT) or turn.tokens is None:
            continue
        snap = turn.says("snaps")
        if snap is not None:
            yield fail(rule, conversation, Place(turn.index, snap.start, snap.end), _before(turn, conversation))
        elif not conversation.is_template and _is_lone(turn, conversation):
            asked = _before(turn, conversation)
            if asked is not None:
                yield _judged(rule, conversation, turn, asked)


def _judged(rule: Rule, conversation: Conversation, turn: Turn, asked: Turn) -> Outcome:
    words = _words(turn)
    if not _is_warm(turn, words) and (
        _demands(words) or (len(words) <= _CURT and _is_cold(turn, words, conversation))
    ):
        return fail(rule, conversation, whole(turn), asked, _trouble(asked))
    return Outcome(whole(turn), asked.index)


def _words(turn: Turn) -> list[str]:
    if turn.tokens is None:
        return []
    return [
        turn.tokens.word(at).strip(".,")
        for at, symbol in enumerate(turn.tokens.symbols)
        if symbol >= WORD or symbol == 0
    ]


def _is_lone(turn: Turn, conversation: Conversation) -> bool:
    """Whether a turn is a reply by itself, with no other turn of the agent's before or behind it."""
    turns = conversation.turns
    behind = turns[turn.index + 1] if turn.index + 1 < len(turns) else None
    ahead = turns[turn.index - 1] if turn.index else None
    return not any(other is not None and speaks(other, Role.AGENT) for other in (ahead, behind))


def _before(turn: Turn, conversation: Conversation) -> Turn | None:
    """The customer's turn that a reply answers."""
    return next((other for other in reversed(conversation.turns[: turn.index]) if other.is_customer), None)


def _is_warm(turn: Turn, words: list[str]) -> bool:
    """Whether a reply has any courtesy, a question mark, a link, a figure or an emoji."""
    moods = {sentence.mood for sentence in turn.tokens.sentences} if turn.tokens is not None else set()
    if Mood.QUESTION in moods or ("greets" in turn.cues and Mood.INSTRUCTION not in moods):
        return True
    if (
        KIND & turn.cues
        or not words
        or any(mark in turn.text for mark in "?@…/[")
        or any(letter.isdigit() for letter in turn.text)
    ):
        return True
    return any(word in COURTEOUS for word in words) or not turn.text.isascii()


def _demands(words: list[str]) -> bool:
    """Whether a reply is but the name of what is wanted: “model number”."""
    return len(words) <= _ASKED and words[-1] in NAMED and words[0] not in REFUSING


def _is_cold(turn: Turn, words: list[str], conversation: Conversation) -> bool:
    """Whether a reply to trouble only commands, refuses or notes."""
    before = _before(turn, conversation)
    if before is None or (before.text.rstrip().endswith("?") and not {"upset", "exit", "wants-human"} & before.cues):
        return False
    told = [other for other in conversation.turns[max(turn.index - _LOOK_BACK, 0) : turn.index] if other.is_customer]
    if not any(_trouble(other) for other in told):
        return False
    commands = turn.tokens is not None and any(sentence.mood is Mood.INSTRUCTION for sentence in turn.tokens.sentences)
    return commands or any(word in REFUSING for word in words) or (len(words) > 1 and "settled" not in before.cues)


def _trouble(turn: Turn) -> Hit | None:
    return next((hit for cue in TROUBLE if (hit := turn.says(cue))), None)
