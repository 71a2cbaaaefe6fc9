"""Canned replies in Markdown and text files."""

from __future__ import annotations

import pytest
from standing import conversations, problems

from empathylint.model import Quoting, Role
from empathylint.readers import markdown
from empathylint.readers.speakers import Speakers


def replies(text: str, path: str = "saved_replies.md") -> list[tuple[str, str]]:
    """Title and words of each reply of a page."""
    return [(reply.title, reply.turns[0].text) for reply in conversations(markdown, text, path)]


INTRO = "# Canned replies\n\nCopy them into your settings, please.\n\n"
FENCED = INTRO + "## Late order\n\n> When it is late.\n\n```\nHi {name},\n\n    indented\nit is late.\n```\n\nNo.\n"
PAGES = {
    "fences": (FENCED, [("Late order", "Hi {name},\n\n    indented\nit is late.")]),
    "fences with a language": (
        "## A\n```md\nOne\n```\n## B\n\n~~~markdown\nTwo\n~~~\n## C\n",
        [("A", "One"), ("B", "Two")],
    ),
    "four backticks": (
        "## A\n````markdown\nRun it, please.\n\n```bash\nls\n```\n\nThanks!\n````\n",
        [("A", "Run it, please.\n\n```bash\nls\n```\n\nThanks!")],
    ),
    "several fences": (
        "## A\n\n> When new.\n\n```md\nOne\n```\n\n> When old.\n\n```md\nTwo\n```\n",
        [("A: When new", "One"), ("A: When old", "Two")],
    ),
    "fences of several replies": (
        ("# Comments\n\nIntro.\n\n```\n###[Q] Spam\nPlease stop it, thanks.\n###[A] Spam\nPlease do stop it.\n```\n"),
        [("[Q] Spam", "Please stop it, thanks."), ("[A] Spam", "Please do stop it.")],
    ),
    "list entries": (
        (
            "## All\n\nKeep these.\n\n### Triage\n\n- **Question**\n\n  _action: close it_"
            "\n\n  ```md\n  Hi!\n\n    - a\n  Bye.\n  ```\n\n"
            "- **Other**\n\n  ```md\n  One line.\n  ```\n\n<!-- end -->\n"
        ),
        [("Question", "Hi!\n\n  - a\nBye."), ("Other", "One line.")],
    ),
    "quotes": (
        "# R\n\nUse:\n\n## A\n\nWhen late:\n\n> Hi,\n> it is late, and we are very sorry.\n\n## B\n\n> Bye\n",
        [("A", "Hi,\nit is late, and we are very sorry."), ("B", "Bye")],
    ),
    "plain text": (
        INTRO + "## A\n\nHi,\n\n- one\n- two\n\n## B\n\nTODO\n\n## C\n\n#### D\n\nDeeper.\n",
        [("A", "Hi,\n\n- one\n- two"), ("B", "TODO"), ("D", "Deeper.")],
    ),
    "plain text with code": (
        "## A\n\nPlease run:\n\n```bash\nls\n```\n\nThanks!\n\n## B\n\nHi.\n",
        [("A", "Please run:\n\n```bash\nls\n```\n\nThanks!"), ("B", "Hi.")],
    ),
    "a heading with text of its own": (
        "## A\n\nWords.\n\n### B\n\nMore.\n\n## C\n\nLast.\n",
        [("A", "Words."), ("B", "More."), ("C", "Last.")],
    ),
    "remarks": (
        (
            "## A\n\n_action: close_\n\nHi.\n\n<!-- not\nthis -->\n\nBye.\n"
            "\n[x]: https://x.example\n\n## B\n\n:::note\nno\n:::\n\n<Tabs>\nYes.\n</Tabs>\n"
        ),
        [("A", "Hi.\n\n\nBye."), ("B", "Yes.")],
    ),
    "one heading": ("# A\n\nHi.\n", [("A", "Hi.")]),
    "no heading": ("Hi.\n\nBye.\n", [("saved_replies", "Hi.\n\nBye.")]),
    "headings underlined": ("A\n===\n\nHi.\n", [("A", "Hi.")]),
    "closed headings": (
        "## About C# ##\n\nHi.\n\n## **B** {#b}\n\nYes.\n",
        [("About C#", "Hi."), ("B", "Yes.")],
    ),
    "the same title": ("## A\n\nHi.\n\n## A\n\nYes.\n", [("A", "Hi."), ("A", "Yes.")]),
}


@pytest.mark.parametrize(("text", "found"), PAGES.values(), ids=list(PAGES))
@pytest.mark.parametrize("break_", ["\n", "\r\n"])
def test_each_heading_with_words_under_it_is_a_reply(text: str, found: list[tuple[str, str]], break_: str) -> None:
    assert replies(text.replace("\n", break_)) == found


def test_a_reply_is_a_template_of_one_agent_turn_with_an_id_of_its_own() -> None:
    first, second = conversations(markdown, "## It's A\n\nHi.\n\n## It's A\n\n  Yes.\n", "macros.md")

    assert (first.id, second.id, first.is_template) == ("it-s-a", "it-s-a-2", True)
    (turn,) = second.turns
    assert (turn.role, turn.line, turn.column) == (Role.AGENT, 7, 1)


QUOTINGS = [
    ("## A\n```md\nOne\nTwo\n```\n", Quoting.PLAIN, 3, 1),
    ("## A\n\n> One\n> Two\n", Quoting.LINES, 3, 3),
    ("- **A**\n\n  ```md\n  One\n  Two\n  ```\n", Quoting.LINES, 4, 3),
    ("- **A**\n\n  ```md\n  One\n  ```\n", Quoting.PLAIN, 4, 3),
    ("## A\n\nOne\nTwo\n", Quoting.PLAIN, 3, 1),
]


@pytest.mark.parametrize(("text", "quoting", "line", "column"), QUOTINGS)
def test_a_source_leads_to_the_words_in_the_file(text: str, quoting: Quoting, line: int, column: int) -> None:
    (reply,) = conversations(markdown, text, "macros.md")

    (turn,) = reply.turns
    assert turn.source is not None
    assert (turn.source.quoting, turn.line, turn.column) == (quoting, line, column)


FRONT = "---\ntitle: Late order\ntags: [late, order]\nid: late-1\n---\n"


def test_front_matter_with_a_title_makes_the_file_one_reply() -> None:
    (reply,) = conversations(markdown, FRONT + "\nHi,\n\n## Steps\n\nDo it.\n", "late.md")

    assert (reply.id, reply.title, reply.metadata) == ("late-1", "Late order", {"tags": ["late", "order"]})
    assert (reply.turns[0].text, reply.turns[0].line) == ("Hi,\n\n## Steps\n\nDo it.", 7)


def test_front_matter_above_fences_under_headings_makes_them_replies() -> None:
    assert replies(FRONT + "\n## A\n```md\nOne\n```\n## B\n```md\nTwo\n```\n", "late.md") == [
        ("A", "One"),
        ("B", "Two"),
    ]


def test_mdx_imports_are_no_text() -> None:
    assert replies(FRONT + "import { A } from 'b';\n\n<Aside>\nHi.\n</Aside>\n", "late.mdx") == [("Late order", "Hi.")]


@pytest.mark.parametrize(
    ("front", "line"),
    [("title: [\n", 3), ("title: 'x\n", 3), ("- a\n", 1), ("title: \x00\n", 2), ("a: b: c\n", 2)],
)
def test_broken_front_matter_is_told_and_the_text_is_read(front: str, line: int) -> None:
    text = f"---\n{front}---\nHi.\n"

    (problem,) = problems(markdown, text, "macros/late.md")

    assert problem.line == line
    assert replies(text, "macros/late.md") == [("late", "Hi.")]


def test_an_open_fence_is_told_and_its_text_is_read() -> None:
    text = "## A\n```md\nOne\n"

    assert [(p.line, p.column) for p in problems(markdown, text, "macros.md")] == [(2, 1)]
    assert replies(text) == [("A", "One")]


MATCHING = [
    ("saved-replies.md", "x", True),
    ("SAVED_REPLIES.md", "x", True),
    ("docs/macros/late.md", "x", True),
    ("reply-templates.mdx", "x", True),
    ("canned/late.markdown", "x", True),
    ("comments.md", "# Auto-comments\n\nx", True),
    ("late.md", FRONT + "Hi", True),
    ("docs/late.md", "---\ntitle: x\nsidebar_position: 1\n---\n", False),
    (".github/ISSUE_TEMPLATE/bug.md", "---\nname: Bug\nabout: x\ntitle: ''\n---\n", False),
    ("late.md", "---\nx: y\n---\n", False),
    ("README.md", "# Tool\n\n```\nrun it\n```\n", False),
    ("macros/README.md", "# Macros\n", False),
    ("docs/guide.md", "## A\n\nHi.\n", False),
    ("macros/late.txt", "Hi there.\n", True),
    ("macros/chat.txt", "Customer: a\nAgent: b\n", False),
    ("notes/late.txt", "Hi there.\n", False),
    ("macros/late.txt", "", False),
    ("macros/late.yml", "a: b\n", False),
]


@pytest.mark.parametrize(("path", "text", "does"), MATCHING)
def test_only_telling_names_and_titles_make_a_page_replies(path: str, text: str, does: bool) -> None:
    assert bool(markdown.matches(path, text)) is does


def test_a_text_file_is_one_reply_named_after_the_file() -> None:
    assert replies("\n# Hi {{name}},\n\n> thanks\n", "macros/late order.txt") == [
        ("late order", "# Hi {{name}},\n\n> thanks")
    ]


HOSTILE = {
    "empty": "",
    "blank": " \n\r\n\t",
    "front matter only": "---\n",
    "open front matter": "---\ntitle: x\n" * 20_000,
    "aliases": "---\na: &a [x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n---\nHi.",
    "nul": "## \x00\n\n\x00 hi\n```\n\x00",
    "separators": "## A\u2028B\n\nHi\u2028there\x85\x0b\x0c\n",
    "lone returns": "## A\r\rHi.\r```md\rx\r```\r",
    "one line": "word " * 200_000,
    "one heading": "# " + "#" * 500_000 + " " * 500_000 + "x",
    "headings": "# x\n" * 20_000,
    "filled headings": "# x\ny\n" * 10_000,
    "fences": "```\n" * 50_000,
    "growing fences": "\n".join("`" * n for n in range(1_000)),
    "open comments": "<!--\n" * 100_000,
    "open admonitions": ":::note\n" * 100_000,
    "quotes": ">" * 500_000 + "\n" + "> " * 300_000 + "\n" + "> x\n" * 50_000,
    "lists": "\n".join(" " * n + "- **x**" for n in range(1_000)),
    "entries": "- **x**\n" * 50_000,
    "backticks": "`" * 1_000_000 + "x`",
    "links": "[" * 300_000 + "]: " * 100_000,
    "tags": "<A" * 300_000 + "\n" + "<A>\n" * 50_000,
    "several fences": "## A\n" + "> x\n\n```md\ny\n```\n" * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_pages_are_read_without_an_exception(text: str) -> None:
    markdown.matches("macros/x.mdx", text)
    assert list(markdown.read("macros/x.mdx", text, Speakers()))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_text_file_is_a_reply_to_its_last_word(text: str) -> None:
    assert replies(f"{text}\nGoodbye now", "macros/x.txt")[-1][1].endswith("Goodbye now")
