"""Whole replies take all rewrites that fit together and lose no fact."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from empathylint import Result, lint_text
from empathylint.finding import Edit, EditKind, Place
from empathylint.mending import mended, mended_replies
from empathylint.telling import tell

TEXT = "Calm down. Your code is 4711. It is our policy."


def edit(words: str, text: str, kind: EditKind = EditKind.REPLACE) -> Edit:
    start = TEXT.index(words)
    end = start + len(words) if kind is EditKind.REPLACE else start
    return Edit(Place(0, start, end), text, kind)


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        ([edit("Calm down.", "I hear you.")], "I hear you. Your code is 4711. It is our policy."),
        (
            [edit("It is our policy.", "It keeps you safe."), edit("Calm down.", "I hear you.")],
            "I hear you. Your code is 4711. It keeps you safe.",
        ),
        (
            [edit("Calm down.", "First."), edit("Calm down. Your", "Second.")],
            "First. Your code is 4711. It is our policy.",
        ),
        ([edit("Your code is 4711.", "Here you are.")], TEXT),
        ([edit("Your code is 4711.", "It is 4711.")], "Calm down. It is 4711. It is our policy."),
        ([edit("Calm", "Sorry.", EditKind.INSERT_BEFORE)], f"Sorry. {TEXT}"),
        (
            [edit("Calm", "Sorry.", EditKind.INSERT_BEFORE), edit("Calm down.", "I hear you.")],
            "Sorry. I hear you. Your code is 4711. It is our policy.",
        ),
        (
            [edit("Calm down.", "I hear you."), edit("Calm", "Sorry.", EditKind.INSERT_BEFORE)],
            "Sorry. I hear you. Your code is 4711. It is our policy.",
        ),
    ],
)
def test_edits_are_put_in_together(edits: list[Edit], text: str) -> None:
    assert mended(TEXT, edits) == text


@pytest.mark.parametrize(
    "fact",
    [
        "https://a.example/x?y=1",
        "{{ticket.id}}",
        "a@b.example",
        "4.95",
        "[here](x.md)",
        "{%user.id%}",
        "%ref%",
        "<%= id %>",
        "{!Case.No}",
    ],
)
def test_no_fact_is_lost(fact: str) -> None:
    text = f"Calm down, see {fact}."
    assert mended(text, [Edit(Place(0, 0, len(text)), "I hear you.")]) == text


def test_a_reply_that_fails_several_rules_is_shown_whole() -> None:
    (result,) = lint_text("talk.txt", "Customer: My tap leaks.\nAgent: Calm down. It is our policy.\n")
    assert isinstance(result, Result)
    (text,) = mended_replies(tell(result, "")).values()
    assert "Calm down" not in text
    assert "our policy" not in text


@pytest.mark.parametrize(
    ("text", "at", "kind", "words", "became"),
    [
        ("it is done", 10, EditKind.INSERT_AFTER, "Take care!", "it is done. Take care!"),
        ("Done!", 5, EditKind.INSERT_AFTER, "Take care!", "Done! Take care!"),
        ("See https://a.example/b", 23, EditKind.INSERT_AFTER, "Take care!", "See https://a.example/b Take care!"),
        ("Hi Jo,\n\nWe ship it.", 8, EditKind.INSERT_BEFORE, "That is hard.", "Hi Jo,\n\nThat is hard. We ship it."),
        ("Hi Jo, we ship it.", 6, EditKind.INSERT_BEFORE, "that is hard.", "Hi Jo, that is hard. We ship it."),
    ],
)
def test_what_is_put_in_stands_as_a_sentence_of_its_own(
    text: str, at: int, kind: EditKind, words: str, became: str
) -> None:
    assert mended(text, [Edit(Place(0, at, at), words, kind)]) == became


def test_the_same_words_are_not_put_in_twice_where_others_would_serve() -> None:
    first, second = edit("Calm down.", "I hear you."), edit("It is our policy.", "I hear you.")
    again = replace(second, others=("I'll ask [whom].", "I'll ask."))
    assert mended(TEXT, [first, again]) == "I hear you. Your code is 4711. I'll ask."


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("Hello,\n\nX. We ship it.\n\nSam", "Hello,\n\nWe ship it.\n\nSam"),
        ("Hello,\n\nWe ship it. X.\n\nSam", "Hello,\n\nWe ship it.\n\nSam"),
        ("Hello,\n\nX.\n\nWe ship it.", "Hello,\n\nWe ship it."),
        ("Hello,\n\nWe ship it.\n\nX.", "Hello,\n\nWe ship it."),
    ],
)
def test_what_is_left_out_leaves_no_gap(text: str, became: str) -> None:
    start = text.index("X.")
    assert mended(text, [Edit(Place(0, start, start + 2), "")]) == became
