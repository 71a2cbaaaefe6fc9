"""Mails and what they quote."""

from __future__ import annotations

from base64 import b64encode

import pytest
from standing import conversations, problems

from empathylint.model import Quoting, Role
from empathylint.readers import mail
from empathylint.readers.speakers import Speakers

A, C, U = Role.AGENT, Role.CUSTOMER, Role.UNKNOWN
HEADERS = """\
From: "Maya Fox" <support@shop.example>
To: Ana Ruiz <ana@mail.example>
Subject: =?utf-8?q?Re=3A_A_k=C3=A9ttle?=
Date: Mon, 05 Jan 2026 10:32:00 +0000
Message-ID: <1@shop.example>
"""
NEW = "Hello Ana,\n\nI'm sorry.\n\n-- \nMaya\nShop\n"
GMAIL = """
On Mon, Jan 5, 2026 at 9:00 AM Ana Ruiz
<ana@mail.example> wrote:

> Still broken?
>
> On Sun, Jan 4, 2026 at 9:00 AM Shop <support@shop.example> wrote:
>> Is it
>> new?
> Yes, it is new.
"""
OUTLOOK = """
-----Original Message-----
From: Ana Ruiz <ana@mail.example>
Sent: Monday, January 5, 2026 9:00 AM
To: Shop
Subject: A kettle

Still broken?

________________________________
From: Shop <support@shop.example>
Sent: Sunday
To: Ana

Is it new?
"""


def turns(text: str, named: dict[str, str] | None = None) -> list[tuple[Role, str, str]]:
    """Role, speaker and words of each mail of a thread."""
    (thread,) = conversations(mail, text, "a.eml", named)
    return [(turn.role, turn.speaker, turn.text) for turn in thread.turns]


def test_the_headers_are_metadata_and_the_signature_is_dropped() -> None:
    (thread,) = conversations(mail, HEADERS + "\n" + NEW, "a.eml")

    assert thread.id == "1@shop.example"
    assert thread.metadata["subject"] == "Re: A kéttle"
    assert thread.metadata["channel"] == "email"
    assert not thread.is_template
    (turn,) = thread.turns
    assert (turn.role, turn.text, turn.time, turn.line) == (A, "Hello Ana,\n\nI'm sorry.", 1767609120.0, 7)


@pytest.mark.parametrize("break_", ["\n", "\r\n"])
def test_quoted_mails_are_earlier_turns(break_: str) -> None:
    assert turns((HEADERS + "\n" + NEW + GMAIL).replace("\n", break_)) == [
        (A, "Shop", "Is it\nnew?"),
        (C, "Ana Ruiz", "Still broken?\n\nYes, it is new."),
        (A, "Maya Fox", "Hello Ana,\n\nI'm sorry."),
    ]


def test_mails_under_header_blocks_are_earlier_turns() -> None:
    assert turns(HEADERS + "\n" + NEW + OUTLOOK) == [
        (A, "Shop", "Is it new?"),
        (C, "Ana Ruiz", "Still broken?"),
        (A, "Maya Fox", "Hello Ana,\n\nI'm sorry."),
    ]


def from_(sender: str, to: str, body: str, more: str = "") -> str:
    """A mail of a sender."""
    return f"From: {sender}\nTo: {to}\nSubject: x\n{more}\n{body}\n"


WHO = [
    (from_("Ana <ana@a.example>", "help@shop.example", "hi"), None, [C]),
    (from_("ana@a.example", "b@b.example", "hi"), None, [C]),
    (from_("Maya <maya@shop.example>", "ana@a.example", "hi"), {"*@shop.example": "agent"}, [A]),
    (from_("Maya <maya@shop.example>", "ana@a.example", "hi"), {"maya": "agent"}, [A]),
    (from_("Maya (Support) <m@m.example>", "ana@a.example", "hi"), None, [A]),
    (from_("Maya <maya@shop.example>", "ana@a.example", "hi", "Cc: care@shop.example\n"), None, [A]),
    (from_("Maya <maya@gmail.com>", "ana@a.example", "hi", "Cc: care@gmail.com\n"), None, [C]),
    (
        from_(
            "Maya <m@m.example>",
            "a@a.example",
            "hi\n\nOn 1 May 2026, at 10:00, Ana <a@a.example> wrote:\n> ho",
        ),
        None,
        [U, U],
    ),
    (from_("help@shop.example", "a@a.example", "hi\n\n> ho"), None, [U, A]),
]


@pytest.mark.parametrize(("text", "named", "roles"), WHO)
def test_addresses_and_names_tell_the_roles(text: str, named: dict[str, str] | None, roles: list[Role]) -> None:
    assert [role for role, _, _ in turns(text, named)] == roles


ATTRIBUTIONS = [
    ("On Mon, Jan 5, 2026 at 9:00 AM Ana Ruiz <a@a.example> wrote:", "Ana Ruiz"),
    ("On 5 Jan 2026, at 10:00, Ana Ruiz <a@a.example> wrote:", "Ana Ruiz"),
    ("On 05/01/2026 Ana wrote:", "Ana"),
    ("On Mon, 5 Jan 2026 10:00:00 +0000 (UTC), Ana <a@a.example> wrote:", "Ana"),
    ("Ana Ruiz <a@a.example> wrote:", "Ana Ruiz"),
    ("On 2026-01-05 10:00, a@a.example wrote:", "a@a.example"),
]


@pytest.mark.parametrize(("line", "name"), ATTRIBUTIONS)
def test_the_line_above_a_quote_names_its_author(line: str, name: str) -> None:
    assert turns(from_("help@shop.example", "x@x.example", f"new\n\n{line}\n\n> old"))[0][1:] == (name, "old")


@pytest.mark.parametrize("line", ["On Monday I wrote a mail.", "As she wrote:", "On it!", "-- - --", "From: the shop"])
def test_a_sentence_is_no_header_of_a_quote(line: str) -> None:
    assert turns(from_("help@shop.example", "x@x.example", f"a\n{line}\nb"))[0][2] == f"a\n{line}\nb"


def coded(kind: str, coding: str, body: str) -> str:
    """A mail with its only part in a coding."""
    return from_("help@shop.example", "a@a.example", body, f"Content-Type: {kind}; charset=utf-8\n{coding}\n")


PARTS = [
    (
        "plain",
        coded("text/plain", "Content-Transfer-Encoding: 8bit", "Grüße 🙂"),
        "Grüße 🙂",
        Quoting.PLAIN,
        7,
    ),
    (
        "base64",
        coded("text/plain", "Content-Transfer-Encoding: base64", b64encode("Grüße\n".encode()).decode()),
        "Grüße",
        Quoting.OPAQUE,
        7,
    ),
    (
        "quoted",
        coded("text/plain", "Content-Transfer-Encoding: quoted-printable", "Gr=C3=BC=\n=C3=9Fe"),
        "Grüße",
        Quoting.OPAQUE,
        7,
    ),
    (
        "html",
        coded("text/html", "X-A: b", "<style>p{}</style><p>Grüße &amp; K&uuml;sse</p>"),
        "Grüße & Küsse",
        Quoting.OPAQUE,
        7,
    ),
    (
        "bad charset",
        coded("text/plain", "Content-Transfer-Encoding: base64", "aGk=").replace("utf-8", "nope"),
        "hi",
        Quoting.OPAQUE,
        7,
    ),
    ("bad base64", coded("text/plain", "Content-Transfer-Encoding: base64", "aGk"), "hi", Quoting.OPAQUE, 7),
]


@pytest.mark.parametrize(("text", "words", "quoting", "line"), [case[1:] for case in PARTS], ids=[c[0] for c in PARTS])
def test_each_coding_gives_its_words_and_the_line_of_its_part(
    text: str, words: str, quoting: Quoting, line: int
) -> None:
    (thread,) = conversations(mail, text, "a.eml")

    (turn,) = thread.turns
    assert turn.source is not None
    assert (turn.text, turn.source.quoting, turn.line) == (words, quoting, line)


def test_of_several_parts_the_plain_one_is_read_in_its_place() -> None:
    inner = "--i\nContent-Type: text/html\n\n<p>Hi</p>\n--i\nContent-Type: text/plain\n\nHi\n\nthere\n--i--\n"
    text = (
        "From: help@shop.example\nContent-Type: multipart/mixed; boundary=o\n\nHi\n--o\n"
        f"Content-Type: multipart/alternative; boundary=i\n\n{inner}--o\n"
        "Content-Type: text/plain\nContent-Disposition: attachment\n\nHi\n--o--\n"
    )

    (thread,) = conversations(mail, text, "a.eml")

    (turn,) = thread.turns
    assert (turn.text, turn.line) == ("Hi\n\nthere", 15)


MATCHING = [
    ("a.eml", HEADERS + "\nx", True),
    ("a.eml", "Subject: x\n\ny", True),
    ("a.txt", HEADERS + "\nx", True),
    ("a.txt", "Subject: x\nDate: y\nTo: z\n\nAgent: a", False),
    ("a.txt", "From: a\n\nAgent: a", False),
    ("a.eml", "no header", False),
    ("a.eml", "", False),
    ("a.txt", "Customer: a\nAgent: b\n", False),
]


@pytest.mark.parametrize(("path", "text", "does"), MATCHING)
def test_a_mail_is_recognised_by_its_headers(path: str, text: str, does: bool) -> None:
    assert bool(mail.matches(path, text)) is does


def test_a_mail_without_text_gives_a_problem() -> None:
    text = "From: a@b.example\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\naGk=\n"

    assert "has no text" in problems(mail, text, "a.eml")[0].message


NESTED = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000))
HOSTILE = {
    "empty": "",
    "no body": HEADERS,
    "lone returns": HEADERS.replace("\n", "\r") + "\rHi\rthere",
    "nul": "From: \x00\nSubject: \x00\n\n\x00 hi \x00",
    "separators": HEADERS + "\na\u2028b\x85c\x0bd",
    "one line": HEADERS + "\n" + "word " * 200_000,
    "nested": "From: a\n" + NESTED,
    "addresses": "From: " + "a@b, " * 100_000 + "\nTo: " + "<" * 200_000 + "\n\nhi",
    "encoded words": "From: " + "=?utf-8?q?" * 50_000 + "\nDate: " + "9" * 100_000 + "\n\nhi",
    "quotes": HEADERS + "\n" + "> " * 300_000 + "hi\n" + "\n".join(">" * n + " x" for n in range(800)),
    "attributions": HEADERS + "\n" + "On 1 a@b.c wrote:\n" * 20_000,
    "almost attributions": HEADERS + "\n" + "On 1 \n" * 30_000,
    "blocks": HEADERS + "\n" + "-----Original Message-----\nFrom: a\nTo: b\nx\n" * 5_000,
    "signatures": HEADERS + "\nhi\n" + "-- \n" * 100_000,
    "boundaries": "From: a\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n" * 20_000,
    "no boundary": "From: a\nContent-Type: multipart/mixed\n\n--\nhi",
    "html": "From: a\nContent-Type: text/html\n\n" + "<" * 200_000 + "<style>" * 20_000 + "<p>hi",
    "odd types": "From: a\nContent-Type: ;;;=\nContent-Disposition: =\nContent-Transfer-Encoding: \n\nhi",
    "surrogates": "From: \udcff\nSubject: \udcff\n\n\udcff hi",
}


WITHOUT_A_LAST_WORD = {"nested", "blocks", "signatures", "boundaries", "no boundary", "html"}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_mails_are_read_without_an_exception(text: str) -> None:
    mail.matches("a.eml", text)
    assert list(mail.read("a.eml", text, Speakers()))


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - WITHOUT_A_LAST_WORD))
def test_hostile_mails_are_read_to_their_last_word(name: str) -> None:
    (found,) = conversations(mail, HOSTILE[name] + "\n\nGoodbye now\n", "a.eml")
    assert found.turns[-1].text.endswith("Goodbye now")
