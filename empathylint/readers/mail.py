"""Mails: the new words of one, and the earlier ones that it quotes, as a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from empathylint.language.late import late
from empathylint.model import Conversation, Problem, Quoting, Role, Source, Turn
from empathylint.readers.looks import MAIL_FIELDS
from empathylint.readers.parts.file_names import stem_of, suffix_of
from empathylint.readers.parts.lines import lines_of
from empathylint.readers.parts.mail_text import (
    Author,
    Body,
    Layer,
    author_in,
    body_of,
    header,
    layers,
    parse,
)
from empathylint.readers.places import Piece, joined, trimmed
from empathylint.readers.speakers import Speakers, place_roles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from email.message import Message

WHAT = "mail (.eml) with the earlier mails that it quotes"

_HEAD = 65_536
_HEADER_LINE = late(r"([A-Za-z][A-Za-z0-9-]{1,60}):|[ \t]+\S")
_ENOUGH = 3
_PUBLIC = frozenset({
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com",
    "me.com", "aol.com", "gmx.com", "gmx.de", "web.de", "proton.me", "protonmail.com", "mail.com",
    "msn.com",
})  # fmt: skip


class _Message(Struct, frozen=True):
    """One mail of the thread: who wrote it, its words, and where they stand."""

    author: Author
    words: str
    source: Source
    line: int
    column: int


def matches(path: str, text: str) -> str:
    """The header lines that begin the file, or an empty string where none do."""
    told = []
    for line in text[:_HEAD].lstrip("\r\n").splitlines():
        field = _HEADER_LINE.match(line)
        if field is None:
            break
        if field[1] and field[1].lower() in MAIL_FIELDS:
            told.append(field[1])
    is_named = suffix_of(path) == ".eml"
    senders = {name.lower() for name in told} & {"from", "received", "return-path"}
    if len(told) >= (1 if is_named else _ENOUGH) and (is_named or senders):
        return "begins with the headers " + ", ".join(told[:_ENOUGH])
    return ""


def read(path: str, text: str, speakers: Speakers) -> Iterator[Conversation | Problem]:
    """The thread as one conversation, the oldest mail first."""
    try:
        mail = parse(text)
        body = body_of(mail, text)
    except RecursionError:
        yield Problem(path, "The parts of this mail are nested too deeply to be read.")
        return
    if body is None:
        yield Problem(path, "This mail has no text: expected a part that is text/plain or text/html.")
        return
    sender = author_in(header(mail, "From"))
    messages = tuple(_messages(text, body, sender))
    roles, notes = _roles([message.author for message in messages], _receivers(mail), speakers)
    turns, more = place_roles(tuple(_turns(messages, roles, _time(mail))))
    if turns:
        identity = header(mail, "Message-ID").strip("<> ") or stem_of(path)
        yield Conversation(identity, turns, metadata=_metadata(mail), notes=notes + more)
    else:
        yield Problem(path, "This mail has no words of its own.")


def _messages(text: str, body: Body, sender: Author) -> Iterator[_Message]:
    """The mails of the thread with words of their own, the oldest first."""
    found = layers(body.text)
    for number, layer in reversed(tuple(enumerate(found))):
        author = sender if number == 0 and layer.depth == 0 else layer.author
        words, source = joined(body.text, trimmed([Piece(line.text, line.start, line.end) for line in layer.lines]))
        if words.strip():
            yield _placed(text, body, author or _other(found, number, sender), words, source)


def _other(found: Sequence[Layer], number: int, sender: Author) -> Author:
    """The author of a layer that nothing names: whoever wrote two layers above it, else nobody known."""
    above = number - 2
    if above < 0:
        return Author()
    return sender if above == 0 else found[above].author or Author()


def _placed(text: str, body: Body, author: Author, words: str, source: Source) -> _Message:
    """A mail with its place in the file: exact, or the beginning of a part in another coding."""
    spare = len(words) - len(words.lstrip())
    said = words.strip()
    if not body.exact:
        line, column = lines_of(text).at(body.start)
        return _Message(author, said, Source(body.start, body.start, Quoting.OPAQUE), line, column)
    runs = tuple((max(at - spare, 0), file + body.start + max(spare - at, 0)) for at, file in source.path)
    start = source.start + body.start + spare
    end = start + len(said) if source.quoting is Quoting.PLAIN else source.end + body.start
    line, column = lines_of(text).at(start)
    return _Message(author, said, Source(start, end, source.quoting, runs), line, column)


def _turns(messages: Sequence[_Message], roles: dict[Author, Role], time: float | None) -> Iterator[Turn]:
    for index, message in enumerate(messages):
        author = message.author
        speaker = author.name or author.address
        at = time if index == len(messages) - 1 else None
        role = roles[author]
        yield Turn(index, role, message.words, speaker, message.line, message.column, message.source, at)


def _roles(
    authors: Sequence[Author], receivers: Sequence[Author], speakers: Speakers
) -> tuple[dict[Author, Role], tuple[str, ...]]:
    """The role of each author and a note for each that follows from a colleague's address.

    Names and addresses come first; then those who share the domain of an agent's address are agents too; then
    those who write to an agent, or write alone, are customers. Two who both could be either stay unknown.
    """
    roles = {author: _role(author, speakers) for author in (*authors, *receivers)}
    homes = {_domain(author) for author, role in roles.items() if role is Role.AGENT} - _PUBLIC - {""}
    notes = []
    for author in dict.fromkeys(authors):
        if roles[author] is Role.UNKNOWN and _domain(author) in homes:
            roles[author] = Role.AGENT
            notes.append(f"“{author.name or author.address}” was taken to be an agent by the domain of the address.")
    unplaced = [author for author in dict.fromkeys(authors) if roles[author] is Role.UNKNOWN]
    is_alone = len(unplaced) == 1 == len(set(authors))
    if Role.AGENT in roles.values() or is_alone:
        roles |= {author: Role.CUSTOMER for author in unplaced if author != Author()}
    if is_alone and Role.AGENT not in roles.values() and unplaced[0] != Author():
        notes.append(f"“{unplaced[0].name or unplaced[0].address}” was taken to be the customer, who writes alone.")
    return roles, tuple(notes)


def _role(author: Author, speakers: Speakers) -> Role:
    role = speakers.role_of(author.address) if author.address else Role.UNKNOWN
    return speakers.role_of(author.name) if role is Role.UNKNOWN and author.name else role


def _domain(author: Author) -> str:
    return author.address.rpartition("@")[2].lower()


def _receivers(mail: Message[str, str]) -> list[Author]:
    found = (author_in(part) for name in ("To", "Cc") for part in header(mail, name).split(",") if "@" in part)
    return [author for author in found if author.address]


def _metadata(mail: Message[str, str]) -> dict[str, str]:
    told = {name.lower(): header(mail, name) for name in ("Subject", "Date")}
    return {"channel": "email", **{key: value for key, value in told.items() if value}}


def _time(mail: Message[str, str]) -> float | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(header(mail, "Date")).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
