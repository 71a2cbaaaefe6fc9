"""The examples in rule and cue files, run as tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from empathylint.house import House
from empathylint.ignores import written_ignore
from empathylint.mending import put_in
from empathylint.model import Conversation, Ignore, Role, Turn
from empathylint.readers.parts.times import following, seconds_of
from empathylint.readers.speakers import Speakers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.engine import Linter
    from empathylint.finding import Finding
    from empathylint.rule import Rule, WrittenExample

_MARK = ">"


class Example(Struct, frozen=True):
    """A small conversation, the turns that a rule must flag, and what a rewrite makes of the first of them."""

    conversation: Conversation
    flagged: frozenset[int]
    fixed: str = ""


def read_example(written: str | WrittenExample, *, is_template: bool = False) -> Example:
    """An example as a rule file writes it: `Name: text` lines, `>` before a turn that must be flagged.

    A time may stand before a name: `[10:30] Name: text`. A line `# empathylint: ignore[CODE] reason` is about the turn
    that follows.
    """
    text, fixed, house, metadata = (
        (written, "", House(), {})
        if isinstance(written, str)
        else (written.text, written.fixed, written.house, dict[str, Any](written.metadata))
    )
    speakers = Speakers()
    turns: list[Turn] = []
    flagged: set[int] = set()
    ignores: list[Ignore] = []
    time: float | None = None
    for number, line in enumerate(map(str.strip, text.strip().splitlines()), 1):
        if ignore := written_ignore(line):
            ignores.append(replace(ignore, turn=len(turns), line=number))
            continue
        marked = line.startswith(_MARK)
        stamp, spoken = _stamped(line.removeprefix(_MARK).strip())
        time = following(seconds_of(stamp), time) if stamp else None
        name, colon, said = spoken.partition(": ")
        role = speakers.role_of(name) if colon else Role.UNKNOWN
        if role is Role.UNKNOWN and turns and not marked:
            turns[-1] = Turn(turns[-1].index, turns[-1].role, f"{turns[-1].text}\n{line}", turns[-1].speaker)
            continue
        if marked:
            flagged.add(len(turns))
        turns.append(Turn(len(turns), role, said, name, time=time))
    talk = Conversation(
        "example", tuple(turns), is_template=is_template, house=house, ignores=tuple(ignores), metadata=metadata
    )
    return Example(talk, frozenset(flagged), fixed.strip())


def _stamped(line: str) -> tuple[str, str]:
    """The time that begins a line, or an empty string, and what follows it."""
    stamp, bracket, spoken = line.partition("] ")
    return (stamp, spoken) if bracket and stamp.startswith("[") and seconds_of(stamp) is not None else ("", line)


def rule_failures(rule: Rule, linter: Linter) -> Iterator[str]:
    """What is wrong with a rule's examples, a line each; nothing where all hold."""
    from empathylint.pack import rule_file
    from empathylint.rule import examples_of

    for number, written in enumerate(examples_of(rule_file(rule)), 1):
        example = read_example(written, is_template=rule.scope == "template")
        findings = [finding for finding in linter.lint_with(rule, example.conversation) if finding.code == rule.code]
        found = frozenset(finding.place.turn for finding in findings)
        where = f"{rule.path}: example {number}"
        for turn in sorted(example.flagged - found):
            yield f"{where}: turn {turn + 1} is not flagged: {_said(example, turn)}"
        for turn in sorted(found - example.flagged):
            yield f"{where}: turn {turn + 1} is flagged, though it has no “>”: {_said(example, turn)}"
        if example.fixed and findings:
            became = list(rewritten(findings[0], example.conversation))
            if example.fixed not in became:
                yield f"{where}: the rewrite gives “{'” or “'.join(became)}”, not “{example.fixed}”"


def _said(example: Example, turn: int) -> str:
    return example.conversation.turns[turn].text[:100]


def rewritten(finding: Finding, conversation: Conversation) -> Iterator[str]:
    """The turn's text with each of the texts that would serve in its place."""
    edit = finding.edit
    if edit is None:
        return
    text = conversation.turns[finding.place.turn].text
    for words in (edit.text, *edit.others):
        yield put_in(text, edit, words)


def cue_failures(path: Path, linter: Linter) -> Iterator[str]:
    """What is wrong with a cue's examples, a line each."""
    from empathylint.cue_file import read_cue

    cue = read_cue(path)
    sides = [cue.by] if isinstance(cue.by, str) else cue.by
    for wanted, texts in (("yes", cue.examples.yes), ("no", cue.examples.no)):
        for text in texts:
            for side in sides:
                talk = replace(said_in(text, Role(side)), house=cue.examples.house)
                seen = cue.cue in linter.annotator.annotate(talk).turns[-1].cues
                if seen is not (wanted == "yes"):
                    yield f"{Path(path).name}: {'not seen' if wanted == 'yes' else 'seen'} when the {side} says: {text}"


def said_in(text: str, role: Role) -> Conversation:
    """The conversation of a cue's example, whose last turn is looked at: a transcript, or one turn of a role."""
    if text.startswith(("Customer: ", "Agent: ")):
        return read_example(text).conversation
    return Conversation("example", (Turn(0, role, text),))
