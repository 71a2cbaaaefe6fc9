"""Comments in a file that silence findings: `empathylint: ignore[APO004] the reason`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from empathylint.language.late import late
from empathylint.model import Conversation, Ignore, Quoting
from empathylint.readers.looks import MARKDOWN, YAML
from empathylint.readers.parts.file_names import suffix_of
from empathylint.readers.parts.lines import lines_of
from empathylint.readers.places import locate
from empathylint.settings import closeness

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from empathylint.finding import Finding
    from empathylint.model import Problem, Turn
    from empathylint.rule import Rule

_SIGN = "empathylint:"
_WITHOUT_COMMENTS = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".eml"})
_SAID = r"[ \t]*empathylint:[ \t]*ignore\b[ \t]*(?:\[([^\]\n]{0,200})\])?[ \t:–—-]*([^\n]{0,300}?)[ \t]*"
_COMMENTS = late(
    "|".join((
        rf"<!--{_SAID}-->",
        rf"\{{/\*{_SAID}\*/\}}",
        rf"\{{\{{!--{_SAID}--\}}\}}",
        rf"\{{%-?[ ]?comment[ ]?-?%\}}{_SAID}\{{%-?[ ]?endcomment[ ]?-?%\}}",
        rf"(?:(?<=[\r\n])|\A)NOTE{_SAID}(?=[\r\n]|\Z)",
        rf"(?:(?<=[\s])|\A)#{_SAID}(?=[\r\n]|\Z)",
    ))
)  # fmt: skip


class _Comment(Struct, frozen=True, gc=False):
    """A comment that silences: its characters, its line, and what it says."""

    start: int
    end: int
    line: int
    codes: tuple[str, ...]
    reason: str
    is_hash: bool

    def for_turn(self, turn: int) -> Ignore:
        return Ignore(turn, self.line, self.codes, self.reason)


def heeded(
    raised: Sequence[tuple[Finding, int]], ignores: Sequence[Ignore], active: Collection[Rule], known: Collection[Rule]
) -> tuple[list[tuple[Finding, int]], tuple[Ignore, ...]]:
    """The findings that no comment silences, and the comments with those of their codes that silence nothing.

    A code that is about no `active` rule, but about one that is `known`, cannot be told to be idle.
    """
    groups = {rule.code: rule.group for rule in known}
    heard: list[tuple[Finding, int]] = []
    used: set[tuple[int, str]] = set()
    for finding, raised_by in raised:
        by = [
            (number, code)
            for number, ignore in enumerate(ignores)
            if ignore.turn == finding.place.turn
            for code in ignore.codes
            if closeness(finding.code, groups[finding.code], (code,)) > 0
        ]
        used.update(by)
        heard += [] if by else [(finding, raised_by)]

    def is_idle(number: int, code: str) -> bool:
        may_speak = any(closeness(rule.code, rule.group, (code,)) > 0 for rule in active)
        is_known = code in groups or any(closeness(rule.code, rule.group, (code,)) > 0 for rule in known)
        return (number, code) not in used and (may_speak or not is_known)

    return heard, tuple(
        replace(ignore, idle=tuple(code for code in ignore.codes if is_idle(number, code)))
        for number, ignore in enumerate(ignores)
    )


def without_ignores(path: str, text: str) -> tuple[str, tuple[_Comment, ...]]:
    """The text with each comment that silences as blanks, so that nobody says it, and these comments."""
    if _SIGN not in text or suffix_of(path) in _WITHOUT_COMMENTS:
        return text, ()
    comments = tuple(_comments(path, text))
    for comment in comments:
        if not (comment.is_hash and suffix_of(path) in YAML):  # YAML's own comments are no text already
            text = text[: comment.start] + " " * (comment.end - comment.start) + text[comment.end :]
    return text, comments


def written_ignore(line: str) -> Ignore | None:
    """What a line `# empathylint: ignore[CODE] reason` silences, for the turn 0; None where it is something else."""
    found = _COMMENTS.fullmatch(line.strip()) if _SIGN in line else None
    return _comment(found, 0).for_turn(0) if found else None


def with_ignores(
    parts: Iterable[Conversation | Problem], text: str, comments: tuple[_Comment, ...]
) -> Iterator[Conversation | Problem]:
    """The conversations of a file, each with the comments that are about a turn of it.

    A comment is about the turn that it stands in or beside, else about the next one; at the end of a file, about the
    last one.
    """
    waiting = list(comments)
    last: Conversation | None = None
    for part in parts:
        if not isinstance(part, Conversation):
            yield part
            continue
        if last is not None:
            yield last
        last, waiting = _with_its_own(part, text, waiting)
    if last is not None:
        end = last.turns[-1].index
        yield replace(last, ignores=(*last.ignores, *(comment.for_turn(end) for comment in waiting)))


def _with_its_own(
    conversation: Conversation, text: str, waiting: list[_Comment]
) -> tuple[Conversation, list[_Comment]]:
    """A conversation with those of the waiting comments that are about its turns, and the others."""
    taken: list[Ignore] = []
    for turn in conversation.turns:
        place = locate(text, turn, 0, len(turn.text))
        later: list[_Comment] = []
        for comment in waiting:
            if _is_text(comment, turn, place.start, place.end):
                continue
            if comment.start < place.end or comment.line in (place.line, place.end_line):
                taken.append(comment.for_turn(turn.index))
            else:
                later.append(comment)
        waiting = later
    return replace(conversation, ignores=tuple(taken)), waiting


def _is_text(comment: _Comment, turn: Turn, start: int, end: int) -> bool:
    """Whether a `#` stands inside a YAML text, where it is no comment but words."""
    is_yaml = turn.source is not None and turn.source.quoting is Quoting.YAML
    return comment.is_hash and is_yaml and start <= comment.start and comment.end <= end


def _comments(path: str, text: str) -> Iterator[_Comment]:
    front = text.find("\n---", 3) if text.startswith("---") else -1
    is_page = suffix_of(path) in MARKDOWN
    lines = lines_of(text)
    for found in _COMMENTS.finditer(text):
        comment = _comment(found, lines.at(found.start())[0])
        if not (comment.is_hash and is_page and comment.start > front):  # else a heading
            yield comment


def _comment(found: re.Match[str], line: int) -> _Comment:
    groups = found.groups()
    codes, reason = next(pair for pair in zip(groups[::2], groups[1::2], strict=True) if pair[1] is not None)
    named = tuple(code.strip() for code in (codes or "").split(",") if code.strip())
    return _Comment(found.start(), found.end(), line, named, reason, found[0].startswith("#"))
