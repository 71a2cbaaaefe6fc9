"""Rules at work: a rule and an annotated conversation give outcomes."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from empathylint.body import body
from empathylint.condition import INSIDE, Condition, inside, public, speaks, window
from empathylint.facts import lost, way
from empathylint.finding import Edit, EditKind, Finding, Note, Outcome, Place, Severity
from empathylint.language.late import late
from empathylint.language.sentences import clauses
from empathylint.model import Hit, Role
from empathylint.rewrite import Slots, after_article, begun_in, fitting
from empathylint.steps import Ending, Status, ending

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from empathylint.model import Conversation, Turn
    from empathylint.rule import Rule

_TROUBLE = frozenset({"problem", "upset", "effort", "exit"})
_NEAR = 10  # turns before a flagged one in which its trouble is looked for
_BUT = late(r",? (?:but|however|although|though|unfortunately),? ", re.IGNORECASE)
_WHILE = late(r"\W*(?:while|whilst|although|though|even though) [^,]{1,80}, ", re.IGNORECASE)
_NOT_OURS = late(r"(?:you|your|please|kindly|not|only|just|to|still|no|for|thank)\b", re.IGNORECASE)
_ANOTHER_WAY = " Let me see what else I can do."  # where nothing else leads on from a no that is kept
_LEAST_KEPT = 3  # words of a clause that can stand as a sentence
_UNKIND = ("minimises", "blames", "contradicts", "dismisses", "disowns", "snaps", "condescends", "policy-shield")
_ADDRESSED = late(r"^(?:[.]?@\w+[:,]?\s+)+")
_REMAINING = 4  # words that a reply still has where a sentence is left out
_QUOTED = 60  # characters of a quotation in a message


def spoken_in(conversation: Conversation) -> dict[Role | None, frozenset[str]]:
    """The cues that each role speaks in a conversation, and under None those of all."""
    spoken: dict[Role | None, set[str]] = {None: set()}
    for turn in conversation.turns:
        spoken.setdefault(turn.role, set()).update(turn.cues)
        spoken[None].update(turn.cues)
    return {role: frozenset(cues) for role, cues in spoken.items()}


def may_fail(rule: Rule, spoken: Mapping[Role | None, frozenset[str]]) -> bool:
    """Whether a rule can have a finding in a conversation in which these cues are spoken: a cheap first look."""
    return all(
        condition is None or ((said := spoken.get(condition.role)) is not None and _can_hold(condition, said))
        for condition in (rule.when, rule.forbid)
    )


def _can_hold(condition: Condition, said: frozenset[str]) -> bool:
    return not condition.wanted or not said.isdisjoint(condition.wanted)


def judge(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    """The outcomes of a rule that is written in YAML alone."""
    if rule.step:
        yield from _step(rule, conversation)
    elif rule.forbid is not None:
        yield from _forbid(rule, rule.forbid, conversation)
    elif rule.expect is not None:
        yield from _expect(rule, rule.expect, conversation)


def opportunities(rule: Rule, conversation: Conversation) -> Iterator[tuple[Turn, Hit | None]]:
    """The turns that a rule's `when` picks, each with the words that raised the matter."""
    when = rule.when
    if when is None:
        yield from ((turn, None) for turn in public(conversation, Role.AGENT))
        return
    if when.ended is not None and when.ended is not (ending(conversation) is Ending.ENDED):
        return
    for turn in conversation.turns:
        if speaks(turn, when.role or Role.AGENT) and when.holds(turn, conversation):
            yield turn, next(when.hits(turn), None)


def _step(rule: Rule, conversation: Conversation) -> Iterator[Outcome]:
    for verdict in conversation.steps:
        if verdict.step != rule.step or verdict.status is Status.NOT_APPLICABLE:
            continue
        turn = conversation.turns[verdict.decided_by]
        raised = conversation.turns[verdict.raised_by]
        if verdict.status is Status.PASS:
            yield Outcome(whole(turn), raised.index)
        else:
            yield fail(rule, conversation, opening_of(turn), raised)


def _forbid(rule: Rule, forbid: Condition, conversation: Conversation) -> Iterator[Outcome]:
    role = forbid.role or Role.AGENT
    seen: set[tuple[int, int]] = set()
    for turn, raised in opportunities(rule, conversation):
        found = [
            pair
            for pair in _found(forbid, turn, raised, conversation, role)
            if (pair[0].index, pair[1].start) not in seen
        ]
        if len(found) <= forbid.at_most:
            yield Outcome(whole(turn), turn.index)
            continue
        for other, hit in found[forbid.at_most :][: 1 if forbid.at_most else None]:
            seen.add((other.index, hit.start))
            yield fail(
                rule,
                conversation,
                Place(other.index, hit.start, hit.end),
                turn if rule.when else None,
                raised,
            )


def _expect(rule: Rule, expect: Condition, conversation: Conversation) -> Iterator[Outcome]:
    role = expect.role or Role.AGENT
    condition = _or_reply(expect)
    answered: set[int] = set()
    for turn, raised in opportunities(rule, conversation):
        first = next(window(condition, turn, conversation, role), None)
        if first is None or first.index in answered:
            continue
        answered.add(first.index)
        met = next(_found(condition, turn, raised, conversation, role), None)
        if met:
            yield Outcome(Place(met[0].index, met[1].start, met[1].end), turn.index)
        elif raised and first is turn:
            yield fail(rule, conversation, Place(turn.index, raised.start, raised.end), turn, raised)
        else:
            yield fail(rule, conversation, opening_of(first), turn, raised)


def _or_reply(expect: Condition) -> Condition:
    return expect if expect.window else replace(expect, window="reply")


def _found(
    condition: Condition, turn: Turn, raised: Hit | None, conversation: Conversation, role: Role
) -> Iterator[tuple[Turn, Hit]]:
    """The turns and hits that meet a condition in its window, seen from a turn."""
    name = condition.reach[0] or "here"
    low, high = inside(name, raised, turn) if raised and name in INSIDE else (0, -1)
    for other in window(condition if condition.window else _HERE, turn, conversation, role):
        if not speaks(other, role) or not condition.holds(other, conversation):
            continue
        limit = other.says(condition.before) if condition.before else None
        if condition.before and limit is None:
            continue
        if not condition.wanted:
            yield other, Hit("", 0, len(other.text))
            continue
        for hit in condition.hits(other):
            if high >= 0 and not (low <= hit.start and hit.end <= high):
                continue
            if limit is None or hit.start < limit.start:
                yield other, hit
        if limit is not None:
            break


_HERE = Condition(window="here")


def whole(turn: Turn) -> Place:
    """All of a turn's text."""
    return Place(turn.index, 0, len(turn.text))


def opening_of(turn: Turn) -> Place:
    """A turn's first sentence, where something is missing from the turn."""
    if turn.tokens is None or not turn.tokens.sentences:
        return whole(turn)
    first = turn.tokens.sentences[0]
    return Place(turn.index, turn.tokens.start(first.first), turn.tokens.end(first.last - 1))


def fail(
    rule: Rule,
    conversation: Conversation,
    place: Place,
    raised_by: Turn | None = None,
    raised: Hit | None = None,
    **slots: str,
) -> Outcome:
    """A failed outcome with message, related place and rewrite. `slots` add to those of the conversation."""
    turn = conversation.turns[place.turn]
    if raised_by is not None and raised is None:
        raised = _telling(raised_by, rule)
    slots.setdefault("said", quoted(turn.text[place.start : place.end]))
    slots.setdefault("when", quoted(_around(raised_by, raised)) if raised_by is not None else "")
    slots.setdefault("instead", conversation.house.instead(turn.text, place.start, place.end))
    sentence = _sentence(turn, place)
    slots.setdefault("there", way(sentence))
    slots.setdefault("kept", _behind_but(turn, sentence))
    known = Slots(conversation, raised_by or _troubled_before(turn, conversation), slots)
    notes: tuple[Note, ...] = ()
    if raised_by is not None and raised_by.index != place.turn:
        spot = Place(raised_by.index, raised.start, raised.end) if raised else whole(raised_by)
        notes = (Note("the customer said this" if raised_by.is_customer else "raised here", spot),)
    finding = Finding(
        code=rule.code,
        severity=_severity(rule, raised_by or turn, conversation),
        message=rule.message.format_map(known),
        place=place,
        notes=notes,
        edit=_edit(rule, turn, place, known),
    )
    return Outcome(place, raised_by.index if raised_by is not None else place.turn, finding)


def _sentence(turn: Turn, place: Place) -> str:
    """The sentences that a place touches."""
    if turn.tokens is None:
        return turn.text[place.start : place.end]
    first, last = turn.tokens.sentence_at(place.start), turn.tokens.sentence_at(max(place.start, place.end - 1))
    return turn.text[turn.tokens.start(first.first) : turn.tokens.end(last.last - 1)]


def _behind_but(turn: Turn, sentence: str) -> str:
    """What a sentence says of the matter behind its “but”, with a way on from a bare no; empty where it is unkind."""
    found = _WHILE.match(sentence) or _BUT.search(sentence)
    rest = sentence[found.end() :].strip() if found else ""
    if not rest.endswith((".", "!")) or len(rest.split()) < _LEAST_KEPT or _NOT_OURS.match(rest):
        return ""
    begun = turn.text.find(rest)
    said = [hit.cue for hit in turn.hits if begun <= hit.start < begun + len(rest)]
    if any(cue.startswith(_UNKIND) for cue in said):
        return ""
    leads_on = "dead-end" in turn.cues and any(cue.startswith(("dead-end", "refuses")) for cue in said)
    return f"{rest[0].upper()}{rest[1:]}{_ANOTHER_WAY if leads_on else ''}"


def _troubled_before(turn: Turn, conversation: Conversation) -> Turn | None:
    """The customer's last turn before an agent's that tells of a trouble or a feeling, if it is near."""
    near = islice(conversation.before(turn), _NEAR)
    return next((earlier for earlier in near if earlier.is_customer and earlier.cues & _TROUBLE), None)


def _severity(rule: Rule, turn: Turn, conversation: Conversation) -> Severity:
    if rule.error_when is not None and rule.severity is not Severity.OFF and rule.error_when.holds(turn, conversation):
        return Severity.ERROR
    if rule.info_when is not None and rule.severity is Severity.WARNING and rule.info_when.holds(turn, conversation):
        return Severity.INFO
    return rule.severity


def _edit(rule: Rule, turn: Turn, place: Place, known: Slots) -> Edit | None:
    texts = fitting(rule.rewrite, known)
    if not texts:
        return None
    if rule.replaces == "end" or rule.expect is not None or rule.step or rule.replaces == "start":
        begun, ended = body(turn, thanked=True)
        at, kind = (ended, EditKind.INSERT_AFTER) if rule.replaces == "end" else (begun, EditKind.INSERT_BEFORE)
        texts = [begun_in(text, turn.text[:at], known["name"]) for text in texts]
        return Edit(Place(turn.index, at, at), texts[0], kind, others=tuple(texts[1:]))
    spot = _replaced(rule, turn, place)
    if known["instead"] and known["instead"] == texts[0]:
        begun, text = after_article(turn.text, spot.start, texts[0])
        others = [turn.text[begun : spot.start] + other for other in texts[1:]]
        return Edit(replace(spot, start=begun), text, EditKind.REPLACE, rule.safe, tuple(others))
    if rule.replaces != "words":
        words = turn.text[spot.start : place.start] + turn.text[place.end : spot.end]  # what is flagged may go
        may_go = _leaves_something(turn, spot) and not lost(words, "")
        behind = known["kept"].removesuffix(_ANOTHER_WAY)[1:]
        kept = known["kept"] if behind in turn.text[place.end : spot.end] else ""
        texts = [_with_facts(_and_kept(text, kept), words) for text in texts if text or may_go]
        texts.sort(key=lambda text: "[" in text)
    texts = [_put_between(turn.text, spot, text, known["name"]) for text in texts]
    is_safe = rule.safe and bool(texts) and texts[0] == known["rest"]
    return Edit(spot, texts[0], EditKind.REPLACE, is_safe, tuple(texts[1:])) if texts else None


def _put_between(text: str, spot: Place, words: str, name: str) -> str:
    """Words for a place in a text, fit for what stands before it, and for what a colon at its end leads on to."""
    begun = begun_in(words, text[: spot.start], name)
    return f"{begun} Here is more:" if begun and text[: spot.end].endswith(":") and text[spot.end :].strip() else begun


def _leaves_something(turn: Turn, spot: Place) -> bool:
    """Whether a reply still says something once the words of a place are left out."""
    begun, ended = body(turn)
    rest = turn.text[begun : max(begun, spot.start)] + turn.text[spot.end : max(ended, spot.end)]
    return len(rest.split()) >= _REMAINING


def _and_kept(text: str, kept: str) -> str:
    """A text that takes the place of a sentence, and what that sentence says behind its “but”."""
    return text if not kept or kept in text else f"{text} {kept}".lstrip()


def _with_facts(text: str, words: str) -> str:
    """A text that takes the place of some words, with a blank for the facts of theirs that it leaves out."""
    facts = lost(words, text)
    return f"{text} [keep: {', '.join(facts)}]" if facts else text


def _replaced(rule: Rule, turn: Turn, place: Place) -> Place:
    """What a rewrite takes the place of: never a greeting or a sign-off, unless it is for those words alone."""
    if rule.replaces == "words":
        return place
    begun, ended = body(turn)
    if rule.replaces == "reply" or turn.tokens is None:
        return Place(turn.index, begun, ended)
    first = turn.tokens.sentence_at(place.start)
    last = turn.tokens.sentence_at(max(place.start, place.end - 1))
    start, end = turn.tokens.start(first.first), max(turn.tokens.end(last.last - 1), place.end)
    return Place(turn.index, begun if start < begun < end else start, ended if start < ended < end else end)


def _telling(turn: Turn, rule: Rule) -> Hit | None:
    """The words of a customer's turn that call for a step."""
    wanted = (
        ("upset", "effort", "exit", "problem") if rule.step == "acknowledge" else ("problem", "upset", "effort", "exit")
    )
    for cue in wanted:
        if hit := turn.says(cue):
            return hit
    return None


def _around(turn: Turn, hit: Hit | None) -> str:
    """The sentence that holds a hit, what comes before its clause left out where it is long; or the whole turn."""
    if hit is None or turn.tokens is None:
        return turn.text
    tokens = turn.tokens
    sentence = tokens.sentence_at(hit.start)
    ended = tokens.end(sentence.last - 1)
    begun = tokens.start(sentence.first)
    if ended - begun > _QUOTED:
        begun = max(start for first, _ in clauses(tokens, sentence) if (start := tokens.start(first)) <= hit.start)
    if hit.end - begun > _QUOTED:
        begun = hit.start
    return turn.text[begun:ended]


def quoted(words: str) -> str:
    """Words fit for a quotation in a message: one line, cut at a space with … when long."""
    line = _ADDRESSED.sub("", " ".join(words.split()))
    if len(line) <= _QUOTED:
        return line.rstrip(".")
    return line[:_QUOTED].rsplit(" ", 1)[0].rstrip(",;:") + " …"
