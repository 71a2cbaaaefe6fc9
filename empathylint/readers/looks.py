"""First looks: whether a text may be of a format, told without importing the reader that knows it.

Each takes a file's path and the head of its text. A look may say yes too often, never no too often: the
reader itself decides.
"""

from __future__ import annotations

from empathylint.readers.parts.file_names import may_be_telling, suffix_of

YAML = frozenset({".yaml", ".yml"})
MARKDOWN = frozenset({".md", ".markdown", ".mdx", ".mdown"})
HTML = frozenset({".html", ".htm"})
STRUCTURED = frozenset({
    ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf",
    ".env", ".xml", ".html", ".htm", ".py", ".js", ".ts", ".jsx", ".tsx", ".css", ".rb", ".go", ".rs",
    ".java", ".c", ".h", ".cpp", ".sh", ".sql", ".po", ".properties", ".eml", ".vtt", ".srt", ".lock",
})  # fmt: skip
REPLY_KEYS = frozenset({
    "body", "content", "text", "message", "reply", "response", "answer", "comment_value", "actions",
    "macro", "template",
})  # fmt: skip
MAIL_FIELDS = frozenset({
    "from", "to", "subject", "date", "message-id", "mime-version", "received", "return-path",
    "content-type", "delivered-to", "reply-to",
})  # fmt: skip
DELIMITERS = ",;\t|"
SPACES = str.maketrans(dict.fromkeys(" _-.\t", ""))
LONGEST_COLUMN = 20


def like_an_object(path: str, head: str) -> bool:  # noqa: ARG001 - every look has this shape
    """Whether a JSON object begins here."""
    return head.lstrip()[:1] == "{"


def like_json(path: str, head: str) -> bool:  # noqa: ARG001
    """Whether a JSON object or list begins here."""
    return head.lstrip()[:1] in {"{", "["}


def like_a_page(path: str, head: str) -> bool:
    """Whether a file is named as HTML and a tag begins in it."""
    return suffix_of(path) in HTML and "<" in head


def like_replies(path: str, head: str) -> bool:
    """Whether this is JSON or named as YAML, or a line begins with a key that holds the text of a reply."""
    suffix = suffix_of(path)
    if suffix in YAML or like_json(path, head):
        return True
    if suffix in MARKDOWN:
        return False
    keys = (line.partition(":")[0] for line in head.splitlines() if ":" in line)
    return any(key.strip(" -\"'") in REPLY_KEYS for key in keys)


def like_a_table(path: str, head: str) -> bool:  # noqa: ARG001
    """Whether the first line has delimiters, and between them the name of a column that holds words."""
    first = head.lstrip("\r\n").partition("\n")[0].partition("\r")[0]
    if first.count('"') % 2:
        return True
    cells = (cell for mark in DELIMITERS if mark in first for cell in first.split(mark))
    return any(_is_column(cell.strip().strip('"').strip()) for cell in cells)


def like_subtitles(path: str, head: str) -> bool:  # noqa: ARG001
    """Whether there is an arrow between two times, or the word that begins WebVTT."""
    return head.startswith("WEBVTT") or "-->" in head


def like_mail(path: str, head: str) -> bool:
    """Whether the lines that begin the file hold headers of a mail."""
    told = 0
    for line in head.lstrip("\r\n").splitlines():
        if not line or (":" not in line and not line[0].isspace()):
            break
        told += line.partition(":")[0].lower() in MAIL_FIELDS
    return told > (0 if suffix_of(path) == ".eml" else 2)


def like_markdown(path: str, head: str) -> bool:  # noqa: ARG001
    """Whether this is named as Markdown, or is a text file with a name that may tell of canned replies."""
    suffix = suffix_of(path)
    return suffix in MARKDOWN or (suffix == ".txt" and may_be_telling(path))


def like_a_transcript(path: str, head: str) -> bool:  # noqa: ARG001
    """Whether the name does not speak against plain text."""
    return suffix_of(path) not in STRUCTURED


def _is_column(cell: str) -> bool:
    """Whether a cell is the name of a column that holds words."""
    letters = cell.translate(SPACES)
    if not letters.isalpha() or len(letters) > LONGEST_COLUMN:
        return False
    from empathylint.readers.parts.messages import KEYS, PAIRS, fold

    name = fold(cell)
    return name in KEYS["text"] or name in KEYS["reply"] or any(name in couple for couple in PAIRS)
