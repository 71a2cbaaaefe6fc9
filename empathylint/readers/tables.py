"""CSV and TSV: a message, an exchange or a canned reply on each row."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from empathylint.model import Conversation, Problem, Quoting, Source
from empathylint.readers.parts.canned import Canned
from empathylint.readers.parts.conversations import Origin, Reading, conversation, exchange, template
from empathylint.readers.parts.csv_text import Record, records
from empathylint.readers.parts.file_names import stem_of
from empathylint.readers.parts.lines import lines_of
from empathylint.readers.parts.messages import (
    KEYS,
    Chat,
    Message,
    conversation_id,
    fold,
    is_message,
    pair,
    plan,
)
from empathylint.readers.parts.voices import role_finder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from empathylint.readers.speakers import Speakers

WHAT = "CSV and TSV: a message, a question with its answer, or a canned reply on each row"
HEAD = 65_536
DELIMITERS = ",;\t|"
NAMED = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
SAMPLE = 30
LEAST_EVENNESS = 0.5
LONGEST_HEADER = 4_000
SHOWN_COLUMNS = 12


class Table(Struct, frozen=True):
    """The delimiter of a table, its header, and what its rows are: messages, exchanges or replies."""

    delimiter: str
    header: tuple[str, ...]
    kind: str = ""


class Row(Struct, frozen=True, gc=False):
    """A record and its cells by the names of their columns."""

    record: Record
    cells: dict[str, Any]


def matches(path: str, text: str) -> str:  # noqa: ARG001 - what a file is called tells nothing here
    """The delimiter and the columns that were recognised, else an empty string."""
    table = table_of(text)
    head = text[:HEAD]
    if not table.kind or _evenness(head, table.delimiter) < LEAST_EVENNESS or not _has_words(head, table):
        return ""
    columns = ", ".join(table.header)
    return f"a {NAMED[table.delimiter]}-separated table of {table.kind} with the columns {columns}"


def table_of(text: str) -> Table:
    """How the head of a text is to be read as a table; `kind` is empty when no column is known."""
    head = text[:HEAD]
    headers = {mark: _header(head, mark) for mark in DELIMITERS if mark in head}
    tables = [Table(mark, names, kind_of(names)) for mark, names in headers.items() if len(names) > 1]
    known = [table for table in tables if table.kind]
    known.sort(key=lambda table: (_evenness(head, table.delimiter), len(table.header)), reverse=True)
    widest = max(headers.values(), key=len, default=())
    return known[0] if known else Table("", widest or _header(head, ","))


def _has_words(head: str, table: Table) -> bool:
    """Whether one of the first rows says more than a word: a table of figures has such columns, too."""
    keys = pair(table.header) or (_reply_columns(table.header) or ("", ""))[1:]
    wanted = [table.header.index(key) for key in plan(table.header).text[:1] + keys if key]
    rows = islice(records(head, table.delimiter), 1, SAMPLE)
    cells = (row.cells[number] for row in rows for number in wanted if number < len(row.cells))
    return any(len(cell.split()) > 1 or cell.strip().isalpha() for cell in cells)


def _header(head: str, delimiter: str) -> tuple[str, ...]:
    first = next(records(head, delimiter), None)
    if first is None or first.end - first.start > LONGEST_HEADER:
        return ()
    return tuple(cell.strip() for cell in first.cells)


def _evenness(head: str, delimiter: str) -> float:
    """The share of the first records that have as many fields as the header. The last may be cut off."""
    counts = [len(record.cells) for record in islice(records(head, delimiter), SAMPLE) if not record.broken]
    rows = counts[1:-1] if len(counts) > 2 and len(head) == HEAD else counts[1:]  # noqa: PLR2004
    return sum(count == counts[0] for count in rows) / len(rows) if rows else 1.0


def kind_of(header: tuple[str, ...]) -> str:
    """What the rows under a header are, or an empty string."""
    keys = plan(header)
    if is_message(dict.fromkeys(header)) and (keys.role or keys.agent or keys.customer or keys.conversation):
        return "messages"
    if pair(header):
        return "exchanges"
    return "canned replies" if _reply_columns(header) else ""


def _reply_columns(header: tuple[str, ...]) -> tuple[str, str] | None:
    """The columns of the title and of the text."""
    keys = plan(header)
    text = next(iter(keys.reply), None)
    title = next((key for key in keys.title if key != text), None)
    return (title, text) if title is not None and text is not None else None


def read(path: str, text: str, speakers: Speakers) -> Iterator[Conversation | Problem]:
    """The conversations of a table; rows of one conversation need not be neighbours."""
    if not text or text.isspace():
        yield Problem(path, "The file is empty.")
        return
    table = table_of(text)
    if not table.kind:
        yield Problem(path, _unknown(table.header), 1, 1, strange=True)
        return
    rows: list[Row] = []
    for row in _rows(path, text, table):
        if isinstance(row, Problem):
            yield row
        else:
            rows.append(row)
    reading = Reading(path, role_finder(speakers), _origin(text, table, rows))
    if table.kind == "messages":
        yield from _conversations(rows, reading)
    elif table.kind == "exchanges" and (keys := pair(table.header)):
        for number, row in enumerate(rows):
            yield from exchange(row.cells, keys, reading, str(number + 1), (number,))
    else:
        yield from _replies(rows, table, reading)


def _rows(path: str, text: str, table: Table) -> Iterator[Row | Problem]:
    lines, width = lines_of(text), len(table.header)
    for record in islice(records(text, table.delimiter), 1, None):
        if record.broken:
            yield Problem(path, f"This row cannot be read: {record.broken}.", *lines.at(record.end))
        elif any(cell.strip() for cell in record.cells[width:]):
            yield Problem(
                path,
                f"This row has {len(record.cells)} fields, the header {width}: put quotes round a text that "
                f"holds a {NAMED[table.delimiter]}.",
                *lines.at(record.start),
            )
        else:
            cells = record.cells[:width] + ("",) * (width - len(record.cells))
            yield Row(record, dict(zip(table.header, cells, strict=True)))


def _origin(text: str, table: Table, rows: Sequence[Row]) -> Origin:
    lines = lines_of(text)
    columns = {name: number for number, name in enumerate(table.header)}

    def origin(path: tuple[Any, ...]) -> tuple[Source, int, int]:
        record = rows[path[0]].record
        number = columns.get(path[1], 0) if len(path) > 1 else 0
        start, end = record.span(number)
        line, column = lines.at(start + (end > start and text[start] == '"'))
        return Source(record.start, record.end, Quoting.CSV, (number, table.delimiter)), line, column

    return origin


def _conversations(rows: Sequence[Row], reading: Reading) -> Iterator[Conversation | Problem]:
    groups: dict[str, list[Message]] = {}
    for number, row in enumerate(rows):
        groups.setdefault(conversation_id(row.cells), []).append(Message((number,), row.cells))
    for id_, messages in groups.items():
        chat = Chat(tuple(messages), _facts(messages), id_)
        yield from conversation(chat, reading, stem_of(reading.path))


def _facts(messages: Sequence[Message]) -> dict[str, Any]:
    """The last rating and channel that the rows of a conversation give."""
    names = messages[0].fields
    telling = [*plan(tuple(names)).csat, *(key for key in names if fold(key) in KEYS["channel"])]
    return {key: _number(message.fields[key]) for key in telling for message in messages if message.fields[key]}


def _number(cell: str) -> str | int:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 10 else cell  # noqa: PLR2004 - a rating


def _replies(rows: Sequence[Row], table: Table, reading: Reading) -> Iterator[Conversation | Problem]:
    title, text = _reply_columns(table.header) or ("", "")
    id_ = next((key for key in table.header if fold(key) == "id"), title)
    for number, row in enumerate(rows):
        reply = Canned(row.cells[title], row.cells[text], (number, text), row.cells[id_] or row.cells[title])
        made = template(reply, reading, str(number + 1))
        yield from (made,) if made else ()


def _unknown(header: tuple[str, ...]) -> str:
    shown = ", ".join(name or "“”" for name in header[:SHOWN_COLUMNS])[:300] or "none"
    return (
        f"No column of this table is known; its header is: {shown}. Known are a speaker (role, speaker, "
        "sender, author_type, from, direction, is_agent …) with a text (text, message, body, content …) and "
        "perhaps a conversation_id, ticket_id or chat_id; a pair such as customer and agent; a title or name "
        "with a body."
    )
