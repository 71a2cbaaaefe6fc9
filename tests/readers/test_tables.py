"""CSV and TSV: messages, exchanges and canned replies."""

from __future__ import annotations

import pytest

from empathylint.model import Conversation, Problem, Quoting, Role
from empathylint.readers import tables
from empathylint.readers.places import locate
from empathylint.readers.speakers import Speakers

A, C = Role.AGENT, Role.CUSTOMER
TALK = [(C, "My lamp flickers."), (A, "I am sorry.")]


def told(text: str) -> list[Conversation | Problem]:
    return list(tables.read("chats.csv", text, Speakers()))


def conversations(text: str) -> list[Conversation]:
    found = told(text)
    assert all(isinstance(each, Conversation) for each in found), found
    return [each for each in found if isinstance(each, Conversation)]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "header",
    [
        ("role", "text"),
        ("Speaker", "Message"),
        ("SENDER_TYPE", "Body"),
        ("author-type", "content"),
        ("from", "Message Text"),
        ("Participant", "utterance"),
    ],
)
def test_known_columns_are_found_whatever_their_case_and_marks(mark: str, header: tuple[str, str]) -> None:
    text = f"{header[0]}{mark}{header[1]}\r\nCustomer{mark}My lamp flickers.\r\nAgent{mark}I am sorry.\r\n"
    assert tables.matches("x", text)
    [found] = conversations(text)
    assert [(turn.role, turn.text) for turn in found.turns] == TALK


@pytest.mark.parametrize(
    ("column", "customer", "agent"),
    [("is_agent", "false", "true"), ("incoming", "1", "0"), ("direction", "inbound", "outbound")],
)
def test_yes_and_no_and_directions_tell_the_role(column: str, customer: str, agent: str) -> None:
    [found] = conversations(f"{column},text\n{customer},My lamp flickers.\n{agent},I am sorry.\n")
    assert [(turn.role, turn.text) for turn in found.turns] == TALK


def test_rows_of_one_conversation_need_not_be_neighbours() -> None:
    text = "ticket_id,role,text,csat\n1,customer,Hello,\n2,customer,Where is it?,\n1,agent,Good morning,4\n"
    found = conversations(text)
    assert [(each.id, len(each.turns)) for each in found] == [("1", 2), ("2", 1)]
    assert found[0].metadata == {"csat": 4}


@pytest.mark.parametrize("header", ["customer,agent", "instruction,response", "Prompt,Completion"])
def test_pairs_make_a_conversation_a_row(header: str) -> None:
    found = conversations(f"{header}\nMy lamp flickers.,I am sorry.\nOnly this.,\n")
    assert [(turn.role, turn.text) for turn in found[0].turns] == TALK
    assert [(turn.role, turn.text) for turn in found[1].turns] == [(C, "Only this.")]


@pytest.mark.parametrize(
    ("text", "title", "id_"),
    [
        ("title,body\nRefund,It is on its way.\n", "Refund", "Refund"),
        ("id,question,answer\n7,Refund,It is on its way.\n", "Refund", "7"),
        ("Shortcut;Name;Text\n/rf;Refund;It is on its way.\n", "Refund", "Refund"),
    ],
)
def test_a_title_and_a_text_make_canned_replies(text: str, title: str, id_: str) -> None:
    [found] = conversations(text)
    assert (found.is_template, found.title, found.id) == (True, title, id_)
    assert [(turn.role, turn.text) for turn in found.turns] == [(A, "It is on its way.")]


def test_quoted_line_breaks_and_quotes_keep_their_exact_places() -> None:
    text = 'role,text\r\nagent,"He said ""no"".\r\n\r\nSorry, again."\r\nagent,plain sorry\r\n'
    [found] = conversations(text)
    first, second = found.turns
    assert first.text == 'He said "no".\r\n\r\nSorry, again.'
    assert first.source is not None
    assert first.source.quoting is Quoting.CSV
    for turn, word, at in ((first, "Sorry", (4, 1)), (first, '"no"', (2, 16)), (second, "sorry", (5, 13))):
        start = turn.text.index(word)
        place = locate(text, turn, start, start + len(word))
        assert text[place.start : place.end].replace('""', '"') == word
        assert (place.line, place.column) == at


def test_words_after_a_closing_quote_are_read_as_spreadsheets_read_them() -> None:
    text = 'title,body\nKey,"Use the "forgot" link. Sorry"\n'
    [found] = conversations(text)
    assert found.turns[0].text == 'Use the forgot" link. Sorry"'
    place = locate(text, found.turns[0], 8, 14)
    assert text[place.start : place.end] == "forgot"


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ('agent,"never closed\nagent,fine\n', 2, "never closed"),
        ('agent,fine\nagent,"opened\nagent,"again"\n', 3, "goes on after its closing quote"),
        ("agent,a,b\nagent,fine\n", 2, "3 fields, the header 2"),
    ],
)
def test_a_broken_row_is_told_with_its_line_and_the_others_are_read(rows: str, line: int, said: str) -> None:
    found = told("role,text\n" + rows)
    problems = [each for each in found if isinstance(each, Problem)]
    assert [problem.line for problem in problems] == [line]
    assert said in problems[0].message
    assert any(isinstance(each, Conversation) for each in found)


def test_an_unknown_header_is_told_with_the_known_names() -> None:
    [problem] = told("colour,size\nred,4\n")
    assert isinstance(problem, Problem)
    assert "colour, size" in problem.message
    assert "role, speaker" in problem.message
    assert told("") == [Problem("chats.csv", "The file is empty.")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "colour,size\nred,4\n",
        "Agent: hello, you\nCustomer: hi, there\n",
        "text\nhello\n",
        "Dear all, message, and more\nSo it was, then\n",
        "# Title, body\n\nSome text\n",
    ],
)
def test_what_is_no_table_of_talk_does_not_match(text: str) -> None:
    assert tables.matches("x.csv", text) == ""


@pytest.mark.parametrize(
    ("row", "talks", "problems"),
    [
        *[(row, 0, 20_000) for row in ('agent,"a\n', 'agent,"a""\n', 'a"",b"c,"d\n')],
        *[(row, 0, 0) for row in ('"\n', '""",\n', ",,,,\n")],
        ('"a" b\n"', 0, 1),
        ("agent,x\n", 1, 0),
    ],
)
def test_odd_quotes_are_told_row_by_row(row: str, talks: int, problems: int) -> None:
    text = "role,text\n" + row * 20_000
    tables.matches("x", text)
    found = told(text)
    assert sum(isinstance(each, Conversation) for each in found) == talks
    assert sum(isinstance(each, Problem) for each in found) == problems
