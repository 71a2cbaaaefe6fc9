"""What is changed in a file so that a reply says something else: its words, and nothing round them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from empathylint.engine import conversations_in
from empathylint.model import Conversation
from empathylint.readers.writing import changed
from empathylint.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

FRONT = "---\ntitle: Order # the title\ntags: [a, b]\n---\n"


def replies(path: str, text: str) -> list[Conversation]:
    return [part for part in conversations_in(path, text, Settings()) if isinstance(part, Conversation)]


def saying(path: str, text: str, said: Callable[[str], str]) -> str:
    """The file with what the first of its replies says changed; each is read again as it was meant."""
    before = replies(path, text)
    turn = before[0].turns[0]
    change = changed(text, turn, said(turn.text))
    assert change is not None
    became = text[: change.place.start] + change.text + text[change.place.end :]
    meant = [said(turn.text), *(reply.turns[0].text for reply in before[1:])]
    assert [reply.turns[0].text for reply in replies(path, became)] == meant
    return became


def swapped(path: str, text: str, old: str, new: str) -> str:
    return saying(path, text, lambda said: said.replace(old, new))


MARKDOWN = [
    ("Your order is late.\n", "Your order is here.\n"),
    ("Hello,\n\nyour order is late.\n\nBye\n", "Hello,\n\nyour order is here.\n\nBye\n"),
    ("> Hello,\n> your order is late.\n>\n> Bye\n", "> Hello,\n> your order is here.\n>\n> Bye\n"),
    (f"{FRONT}Your order is late. # kept\n", f"{FRONT}Your order is here. # kept\n"),
    ("# Saved replies\n\n## A\n\n```\nIt is late.\n```\n", "# Saved replies\n\n## A\n\n```\nIt is here.\n```\n"),
]


@pytest.mark.parametrize(("text", "became"), MARKDOWN)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_markdown_keeps_its_marks_and_line_ends(text: str, became: str, end: str) -> None:
    assert swapped("macros/a.md", text.replace("\n", end), "late", "here") == became.replace("\n", end)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_break_in_a_quotation_has_its_mark(end: str) -> None:
    text = f"> Hello,{end}> it is late.{end}"
    assert swapped("macros/a.md", text, "is late", "is\nlate") == f"> Hello,{end}> it is{end}> late.{end}"


YAML = [
    ("It is late. # kept", "here", "It is here. # kept"),
    ("It is late # kept", "here: now", '"It is here: now" # kept'),
    ("It is late", "here #1", '"It is here #1"'),
    ("It's \\ late", 'here: "now"', '"It\'s \\\\ here: \\"now\\""'),
    ("It is\n    late and\n    so on", "here", "It is\n    here and\n    so on"),
    ("It is\n    late and\n    so on", "here: yes,", '"It is\n    here: yes, and\n    so on"'),
    ("&a !!str It is late", "here: yes", '&a !!str "It is here: yes"'),
    ("'It''s late' # kept", "John's", "'It''s John''s' # kept"),
    ("'It is\n\n    late'", "here", "'It is\n\n    here'"),
    ('"It\\u2019s \\"late\\"" # kept', 'a "b" \\ c', '"It\\u2019s \\"a \\"b\\" \\\\ c\\"" # kept'),
    ('"It is \\\n    late"', "here", '"It is \\\n    here"'),
    ("|\n    It is late.\n\n    # no comment\n", "here: #1", "|\n    It is here: #1.\n\n    # no comment\n"),
    ("|-\n\n    It is late.\n", "here\nnow", "|-\n\n    It is here\n    now.\n"),
    ("|2+\n    It is late.\n\n", "here", "|2+\n    It is here.\n\n"),
    (
        ">\n    It is\n    late and\n    so on.\n\n    Bye\n",
        "here",
        ">\n    It is\n    here and\n    so on.\n\n    Bye\n",
    ),
    (">-\n    It is late.\n", "here\nnow", ">-\n    It is here\n\n    now.\n"),
]


@pytest.mark.parametrize(("scalar", "new", "became"), YAML)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_yaml_keeps_its_style_and_comments(scalar: str, new: str, became: str, end: str) -> None:
    head, tail = "# a: b\nreplies:\n- title: A # x\n  body: ", "\n  tags: [a]\n# end\n- {title: B, body: So.}\n"
    text = f"{head}{scalar}{tail}".replace("\n", end)
    assert swapped("macros/a.yaml", text, "late", new) == f"{head}{became}{tail}".replace("\n", end)


def test_a_plain_scalar_in_a_flow_gets_quotes_for_a_comma() -> None:
    text = "replies: [{title: A, body: It is late}, {title: B, body: So}]\n"
    assert swapped("macros/a.yaml", text, "late", "here, [a]") == text.replace("It is late", '"It is here, [a]"')


def test_several_changes_leave_what_is_between_them_as_it_stands() -> None:
    text = 'replies:\n- title: A\n  body: "Late \\u2019 \\\n    \\x41 late"\n'
    assert swapped("macros/a.yaml", text, "late", "here") == text.replace(" late", " here")
    both = saying("macros/a.yaml", text, lambda said: said.replace("Late", "Here").replace("late", "here"))
    assert both == text.replace("Late", "Here").replace(" late", " here")
    folded = "replies:\n- title: A\n  body: >\n    It is\n    late, and I am\n    late too.\n"
    assert swapped("macros/a.yaml", folded, "late", "here") == folded.replace("late", "here")


def test_a_single_quoted_scalar_takes_no_line_break() -> None:
    text = "replies:\n- title: A\n  body: 'It is late'\n"
    turn = replies("macros/a.yaml", text)[0].turns[0]
    assert changed(text, turn, "It is\nhere") is None


@pytest.mark.parametrize("escaped", [True, False])
@pytest.mark.parametrize("new", ["John's “here”", 'a "b" \\ c', "a\nb\tc", "né 🙃"])
def test_json_is_escaped_as_its_neighbours_are(escaped: bool, new: str) -> None:
    def written(word: str) -> str:
        body = f"é “quoted”\n{word}/"
        return json.dumps({"replies": [{"title": "A", "body": body, "n": 1.50}]}, indent=1, ensure_ascii=escaped)

    assert swapped("macros/a.json", written("late"), "late", new) == written(new)


def test_unusual_json_stays_as_it_is_written() -> None:
    text = '{"replies" : [ {"title":"A" ,\r\n"body":"\\u0041 \\/ late" } ]}'
    assert swapped("macros/a.json", text, "late", "here") == text.replace("late", "here")


def test_json_lines_change_in_their_line() -> None:
    line = '{"id": "%s", "title": "A", "turns": [{"speaker": "agent", "text": "It is %s."}], "x": 1e3}\n'
    text = line % ("a", "late") + "\n" + line % ("b", "late")
    assert swapped("macros/a.jsonl", text, "late", 'so "late"') == line % ("a", 'so \\"late\\"') + "\n" + line % (
        "b",
        "late",
    )


CSV = [
    ("A,It is late.,x", "here", "A,It is here.,x"),
    ("A,It is late.,x", "here, now", 'A,"It is here, now.",x'),
    ("A,  It is late. ,x", "here, now", 'A,"  It is here, now. ",x'),
    ("A,It is late.,x", 'a "b"', 'A,"It is a ""b"".",x'),
    ("A,It is late.,x", "a\nb", 'A,"It is a\nb.",x'),
    ('A,It is "so" late.,x', "here", 'A,It is "so" here.,x'),
    ('A,"It is ""so"" late, and on.",x', 'a "b"', 'A,"It is ""so"" a ""b"", and on.",x'),
    ('A,"It is\nlate.",x', "here", 'A,"It is\nhere.",x'),
]


@pytest.mark.parametrize(("row", "new", "became"), CSV)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_field_gets_quotes_where_it_needs_them(row: str, new: str, became: str, delimiter: str) -> None:
    def table(line: str) -> str:
        return f"title,body,tag\n{line}\nB,So.,y\n".replace(",", delimiter)

    assert swapped("macros/a.csv", table(row), "late", new.replace(",", delimiter)) == table(became)


def test_words_in_html_are_changed_between_its_tags() -> None:
    text = '[{"title": "A", "body": "<p>It is <b>late</b>.</p><p>Bye</p>"}]'
    turn = replies("macros/a.json", text)[0].turns[0]
    change = changed(text, turn, turn.text.replace("late", "here & now"))
    assert change is not None
    became = text[: change.place.start] + change.text + text[change.place.end :]
    assert became == text.replace("late", "here &amp; now")


WORDS = st.text(alphabet="ab 'é\"\\:#,;|{}[]%&*!-\n", min_size=1, max_size=12).map(str.strip).filter(bool)
IN_YAML = [
    "replies:\n- title: A\n  body: Start here it is end\n  # kept\n",
    "replies:\n- title: A\n  body: 'Start here it is end'\n  # kept\n",
    'replies:\n- title: A\n  body: "Start \\\n    here it is end"\n  # kept\n',
    "replies:\n- title: A\n  body: |\n    Start here it is end\n  # kept\n",
    "replies:\n- title: A\n  body: >\n    Start here\n    it is end\n  # kept\n",
]
FILES = [
    *(("macros/a.yaml", text) for text in IN_YAML),
    ("macros/a.json", '[{"title": "A", "body": "Start here it is end"}]'),
    ("macros/a.csv", "title,body\nA,Start here it is end\n"),
    ("macros/a.csv", 'title,body\nA,"Start here it is end"\n'),
    ("macros/a.md", "> Hello,\n>\n> Start here it is end\n"),
]


@settings(max_examples=150, deadline=None)
@given(file=st.sampled_from(FILES), words=WORDS)
def test_whatever_is_said_is_read_again_or_changes_nothing_else(file: tuple[str, str], words: str) -> None:
    path, text = file
    (before,) = replies(path, text)
    said = before.turns[0].text.replace("here", words)
    change = changed(text, before.turns[0], said)
    if change is None:
        return
    became = text[: change.place.start] + change.text + text[change.place.end :]
    assert became.startswith(text[: text.index("Start") - 1])
    assert became.endswith(text[text.index("end") + 4 :])
    if "\n" not in words:
        assert [reply.turns[0].text for reply in replies(path, became)] == [said]
