"""Substance: the phrases' clear cases, instructions by mood, and the answers that are left.

A sentence is looked at once: questions and requests for data are left aside, what only greets, regrets, thanks
or runs the procedure is left aside, and of the rest the clear cases count always and a plain statement counts
where the customer had asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.marks import ASK, COMMA, OTHER, QUERY, WORD
from empathylint.language.sentences import Mood, clauses, opening
from empathylint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.language.sentences import Sentence
    from empathylint.language.tokens import Tokens
    from empathylint.model import Conversation, Turn

_CLEAR = frozenset({"resolves.done", "resolves.running", "resolves.remedy", "resolves.instruct", "resolves.link"})
_EMPTY = ("formula", "apologizes", "acknowledges", "thanks", "greets", "closes", "checks", "holds", "restates")
_FEELING = ("apologizes", "acknowledges", "closes", "checks")
_ASKING = ("refocuses.ask", "refocuses.frame")
_LOOK_BACK = 5  # turns in which the customer's question may lie, with nothing but procedure since
_SUBSTANTIAL = 4  # words that a statement must keep, once formulas are taken away
_POINTER = 5  # “Contact the sender.”: an instruction of so few words that only sends away
_AWAY = frozenset({"contact", "reach", "speak", "talk", "ask", "check", "visit", "see", "refer", "wait", "hold", "let", "have", "feel", "be", "stay", "keep", "give", "allow", "enjoy", "take", "note", "rest", "remember", "do", "read", "get"})
_DETAILS = frozenset({"on", "off", "up", "down", "into", "out", "to", "the", "your", "it", "this", "that", "them", "in", "back", "those", "these"})
_LEADS = frozenset({"kindly", "please", "just", "then", "sir", "ma'am", "madam", "okay", "now", "yep", "yes", "first", "pls", "correct", "instead", "also", "normally"})
_SELF = frozenset({"i", "i'm", "i'll", "i've", "i'd", "we", "we'll", "let", "let's", "lemme", "you", "my", "hope", "glad", "happy"})
_OWN = frozenset({"are", "do", "accept", "offer", "open", "close", "ship", "use", "deliver", "charge", "only", "take", "require", "usually", "always", "currently"})


def find(turn: Turn, conversation: Conversation) -> Iterator[Hit]:
    """The hits of substance in a turn."""
    tokens = turn.tokens
    if tokens is None:
        return
    wanted = conversation.is_template or _was_asked(turn, conversation)
    first_reply = conversation.is_template or not any(earlier.is_agent for earlier in conversation.turns[: turn.index])
    requests = any(hit.cue in _ASKING for hit in turn.hits)
    for sentence in tokens.sentences:
        start, end = tokens.start(sentence.first), tokens.end(sentence.last - 1)
        hits = [hit for hit in turn.hits if start <= hit.start < end]
        found = _in_sentence(turn, tokens, sentence, hits, requests=requests)
        if found is None and sentence.mood is not Mood.QUESTION and sentence.mark not in (ASK, QUERY):
            found = _answer(turn, tokens, sentence, hits, wanted=wanted, first_reply=first_reply)
        if found:
            yield found


def _in_sentence(turn: Turn, tokens: Tokens, sentence: Sentence, hits: list[Hit], *, requests: bool) -> Hit | None:
    """What in a sentence is substance whatever came before, or None."""
    request = next((hit for hit in hits if hit.cue == "resolves.request"), None)
    if request:
        return request
    if sentence.mark in (ASK, QUERY):
        return None
    blocked = [hit for hit in hits if hit.cue.startswith(_FEELING)]
    asks = [hit for hit in hits if hit.cue in _ASKING]
    for hit in hits:
        if hit.cue not in _CLEAR or _overlaps(hit, blocked):
            continue
        if hit.cue in ("resolves.instruct", "resolves.link") and ((asks and not _is_form(turn, hits)) or (requests and _points(turn, hit))):
            continue
        if hit.cue == "resolves.link" and _is_front_page(turn, hit, hits):
            continue
        return hit
    return None if asks else _instruction(turn, tokens, sentence, hits)


def _overlaps(hit: Hit, others: list[Hit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in others)


def _is_form(turn: Turn, hits: list[Hit]) -> bool:
    """Whether a request for data goes with a form or an address of the company: its own next step."""
    words = turn.text[hits[0].start : hits[-1].end].casefold() if hits else ""
    return ("http" in words or "email us at" in words) and not any(private in words for private in ("dm", "direct message", "private message"))


def _points(turn: Turn, hit: Hit) -> bool:
    """Whether a link only shows where to find the data that are asked for."""
    around = turn.text[max(0, hit.start - 60) : hit.end].casefold()
    return any(words in around for words in ("how to locate", "how to find", "you can check that", "find that in", "you can find this", "you can view", "you can confirm this", "you can find it", "you can find that", "find it on", "serial number"))


def _is_front_page(turn: Turn, hit: Hit, hits: list[Hit]) -> bool:
    words = turn.text[max(0, hit.start - 30) : hit.end].casefold()
    if not any(page in words for page in ("help site", "support site", "our website", "our site", "support page", "help page", "help center", "help centre")):
        return False
    address = words[words.find("http") :].rstrip("/") if "http" in words else words
    return address.count("/") <= 5 and not any(part in address for part in ("article", "contact", "request", "form", "answer"))  # noqa: PLR2004


def _instruction(turn: Turn, tokens: Tokens, sentence: Sentence, hits: list[Hit]) -> Hit | None:
    """An imperative that instructs: at the head of a sentence, or after please, then and the like in speech."""
    if any(hit.cue.startswith(_FEELING) or hit.cue == "holds" for hit in hits):
        return None
    head = opening(tokens, sentence.first, sentence.last)
    count = sum(1 for at in range(head, sentence.last) if tokens.symbols[at] == OTHER or tokens.symbols[at] >= WORD)
    whole = Hit("resolves.instruct", tokens.start(head), tokens.end(sentence.last - 1))
    if sentence.mood is Mood.INSTRUCTION and not _covers_start(hits, tokens.start(head)):
        word = tokens.word(head)
        return None if word in _AWAY and count <= _POINTER else whole
    for at in range(sentence.first + 1, sentence.last - 1):
        if (
            tokens.is_in(at, "imperative")
            and tokens.word(at + 1) in _DETAILS
            and (tokens.word(at - 1) in _LEADS or tokens.symbols[at - 1] == COMMA)
            and not any(hit.cue in ("formula", "promises.act") and hit.start <= tokens.start(at) < hit.end for hit in hits)
        ):
            return Hit("resolves.instruct", tokens.start(at), tokens.end(sentence.last - 1))
    return None


def _covers_start(hits: list[Hit], start: int) -> bool:
    return any(hit.cue == "formula" and hit.start <= start < hit.end for hit in hits)


def _was_asked(turn: Turn, conversation: Conversation) -> bool:
    """Whether a question of the customer's waits for an answer: nothing but procedure was said since."""
    for earlier in reversed(conversation.turns[max(0, turn.index - _LOOK_BACK) : turn.index]):
        if earlier.is_customer and _asks(earlier):
            return True
        if earlier.is_agent and not ("holds" in earlier.cues or len(earlier.text) < 60):  # noqa: PLR2004
            return False
    return False


def _asks(turn: Turn) -> bool:
    tokens = turn.tokens
    if tokens is None:
        return False
    if any(sentence.mark in (ASK, QUERY) or sentence.mood is Mood.QUESTION for sentence in tokens.sentences):
        return True
    return any(
        tokens.is_in(at, "asking") and (tokens.is_in(at + 1, "subject") or tokens.is_in(at + 1, "asking"))
        for at in range(len(tokens.symbols) - 1)
    )


def _answer(
    turn: Turn, tokens: Tokens, sentence: Sentence, hits: list[Hit], *, wanted: bool, first_reply: bool
) -> Hit | None:
    """The statement that is left in a sentence, clause by clause, where the customer had asked or it informs."""
    informs = [hit for hit in hits if hit.cue == "resolves.inform"]
    if not wanted and not (informs and first_reply):
        return None
    empty = [hit for hit in hits if hit.cue.startswith(_EMPTY) or hit.cue.startswith("refocuses.ready")]
    for first, last in clauses(tokens, sentence):
        start, end = tokens.start(first), tokens.end(last - 1)
        if any(hit.cue.startswith(("refuses", "acknowledges", "promises.act")) and start <= hit.start < end for hit in hits):
            continue
        left = [
            at
            for at in range(first, last)
            if (tokens.symbols[at] == OTHER or tokens.symbols[at] >= WORD)
            and not any(hit.start <= tokens.start(at) < hit.end for hit in empty)
        ]
        if len(left) >= _least(tokens, left, turn) and not _is_talk(tokens, left):
            return Hit("resolves.answer", tokens.start(left[0]), tokens.end(left[-1]))
    return None


def _least(tokens: Tokens, left: list[int], turn: Turn) -> int:
    """How many words an answer needs: a yes, no or figure makes a short one."""
    head = tokens.word(left[0]) if left else ""
    if head in ("no", "nope", "yes", "yep", "yeah", "about", "less", "per", "around", "between", "up") or head[:1].isdigit():
        return 2
    return 3 if len(turn.text) < 40 else _SUBSTANTIAL  # noqa: PLR2004


def _is_talk(tokens: Tokens, left: list[int]) -> bool:
    """Whether a statement is about the speakers and not about the matter: “I see …”, “you said …”."""
    head = tokens.word(left[0])
    following = tokens.word(left[1]) if len(left) > 1 else ""
    if head == "we":
        return following not in _OWN
    if head == "you":
        return following in ("said", "mentioned", "want", "wanted", "told", "know", "see", "need")
    return head in _SELF
