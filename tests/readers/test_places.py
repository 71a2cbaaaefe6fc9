"""Places lead from the words of a turn to the file's characters, whatever the file's way of writing."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from empathylint.model import Conversation, Quoting, Role, Source, Turn
from empathylint.readers import json_chat, jsonlines, replies, tables
from empathylint.readers.places import FilePlace, locate
from empathylint.readers.speakers import Speakers

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t\"\\'😀éa ,<"))
CUTS = st.tuples(st.integers(0, 60), st.integers(0, 60))


def span(text: str, cuts: tuple[int, int]) -> tuple[int, int]:
    start, end = sorted(cut % (len(text) + 1) for cut in cuts)
    return start, end


def turn(text: str, source: Source | None, line: int = 1, column: int = 1) -> Turn:
    return Turn(0, Role.AGENT, text, "", line, column, source)


def stretch(file: str, said: Turn, start: int, end: int) -> str:
    place = locate(file, said, start, end)
    return file[place.start : place.end]


@settings(deadline=None)
@given(WORDS, CUTS, st.booleans())
def test_a_stretch_of_a_json_string_decodes_to_the_words(text: str, cuts: tuple[int, int], ascii_only: bool) -> None:
    start, end = span(text, cuts)
    file = json.dumps({"a": ["x", {"b": text, "c": '"'}], "b": "no"}, ensure_ascii=ascii_only)
    said = turn(text, Source(0, len(file), Quoting.JSON, ("a", 1, "b")))
    assert json.loads(f'"{stretch(file, said, start, end)}"', strict=False) == text[start:end]


@settings(deadline=None)
@given(WORDS, CUTS, st.sampled_from(",;\t|"))
def test_a_stretch_of_a_csv_field_decodes_to_the_words(text: str, cuts: tuple[int, int], delimiter: str) -> None:
    start, end = span(text, cuts)
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerow(["7", text, 'a "b"'])
    file = "id,text,more\r\n" + out.getvalue()
    said = turn(text, Source(14, len(file), Quoting.CSV, (1, delimiter)))
    found = stretch(file, said, start, end)
    assert (found.replace('""', '"') if file[16] == '"' else found) == text[start:end]


def first_scalar(file: str, loader: type[yaml.SafeLoader | yaml.CSafeLoader]) -> Any:  # noqa: ANN401 - yaml has no types
    """The first scalar that is a value."""
    node: Any = yaml.compose(file, Loader=loader)
    while not isinstance(node, yaml.ScalarNode):
        node = node.value[0] if isinstance(node, yaml.SequenceNode) else node.value[0][1]
    return node


YAML_WORDS = st.text(st.sampled_from("ab :#\n\n'\"\\é😀- ,>|"), min_size=1, max_size=60)


@settings(max_examples=300, deadline=None)
@given(YAML_WORDS, CUTS, st.sampled_from(["'", '"', "|", ">", None]), st.booleans(), st.integers(10, 80))
def test_a_stretch_of_a_yaml_scalar_holds_the_words(
    text: str, cuts: tuple[int, int], style: str | None, unicode: bool, width: int
) -> None:
    file = yaml.dump({"k": [{"body": text}]}, default_style=style, allow_unicode=unicode, width=width)
    node = first_scalar(file, yaml.SafeLoader)
    start, end = span(node.value, cuts)
    said = turn(node.value, Source(node.start_mark.index, node.end_mark.index, Quoting.YAML))
    for position in range(start, end):
        found = stretch(file, said, position, position + 1)
        assert meaning(found, node.style) == meaning(node.value[position], ""), (file, position)


def meaning(written: str, style: str | None) -> str:
    """The character that a scalar's stretch stands for, folded line breaks as a space."""
    if style == '"' and written.startswith("\\") and "\n" not in written:
        return str(yaml.safe_load(f'"{written}"')).replace("\n", " ")
    if style == "'":
        written = written.replace("''", "'")
    return " " if written.isspace() else written


YAML_FILES = {
    "plain": "body: We are\n  sorry for\n\n  this   \n  delay.\n",
    "single": "body: 'It''s our\n  fault,\n\n\n  truly.'\n",
    "double": 'body: "A \\"tab\\"\\tand \\\n   a\\u00e9 \\x41 \\U0001F600 fold\n\n   here."\n',
    "literal": "body: |\n\n    First line\n      deeper\n\n    last\n\n",
    "numbered literal": "body: |2-\n    two deep\n  flush\n",
    "folded": "body: >\n  One\n  paragraph\n\n  two\n    * kept\n    * lines\n\n\n  end\n",
    "folded with CR LF": "body: >-\r\n  One\r\n  paragraph\r\n\r\n  two\r\n",
    "anchored": "body: &a !!str |\n  hello there\n",
}


@pytest.mark.parametrize("file", YAML_FILES.values(), ids=YAML_FILES)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_every_word_of_a_yaml_scalar_is_found_where_it_stands(file: str, loader: type[yaml.SafeLoader]) -> None:
    node = first_scalar(file, loader)
    said = turn(node.value, Source(node.start_mark.index, node.end_mark.index, Quoting.YAML))
    for word in ["here", "last", "flush", "end", "two", "truly", "delay.", "there", "fold", "deeper", "kept"]:
        start = node.value.find(word)
        if start >= 0:
            assert stretch(file, said, start, start + len(word)) == word


def test_pairs_of_runs_lead_over_the_gaps_between_them() -> None:
    said = turn("one\ntwo", Source(2, 14, Quoting.LINES, ((0, 2), (4, 9))))
    assert (
        stretch("> one\n>> two", turn("one\ntwo", Source(2, 12, Quoting.LINES, ((0, 2), (4, 9)))), 1, 6) == "ne\n>> tw"
    )
    assert locate("> one\n>> two", said, 4, 7) == FilePlace(9, 12, 2, 4, 2, 7, 4, 7)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_count_from_one_with_every_line_end(end: str) -> None:
    file = f"a{end}{end}😀 sorry{end}z"
    start = file.index("sorry")
    place = locate(file, turn("sorry", Source(start, start + 5)), 0, 5)
    assert (place.line, place.column, place.end_line, place.end_column) == (3, 3, 3, 8)


def test_a_text_of_no_traceable_form_has_the_place_of_its_turn() -> None:
    file = "one\ntwo <b>bold</b>"
    place = locate(file, turn("bold", Source(8, 15, Quoting.OPAQUE), line=2, column=5), 1, 3)
    assert place == FilePlace(8, 8, 2, 5, 2, 5, 5, 5)


@settings(deadline=None)
@given(
    st.text(max_size=30),
    st.sampled_from(list(Quoting)),
    st.integers(-5, 40),
    st.integers(-5, 40),
    st.sampled_from([("a", 1), (1, ","), (), ((0, 3), (2, 90))]),
)
def test_a_place_never_leaves_the_file(
    file: str, quoting: Quoting, start: int, end: int, path: tuple[object, ...]
) -> None:
    if (quoting is Quoting.CSV and path != (1, ",")) or (quoting is Quoting.LINES and path[:1] != ((0, 3),)):
        path = (1, ",") if quoting is Quoting.CSV else ()
    place = locate(file, turn("some words", Source(max(start, 0), max(end, 0), quoting, path)), start, end)
    assert 0 <= place.start <= place.end <= len(file)


def test_lone_halves_of_surrogate_pairs_keep_the_places_behind_them_right() -> None:
    file = r'{"turns": [{"speaker": "agent", "text": "\ud83d sorry \ud83d\ude00 now"}]}'
    found = next(jsonlines.read("x.jsonl", file, Speakers()))
    assert isinstance(found, Conversation)
    said = found.turns[0]
    assert said.text == "\ufffd sorry 😀 now"
    assert stretch(file, said, 2, 7) == "sorry"
    assert stretch(file, said, 8, 13) == r"\ud83d\ude00 now"


@pytest.mark.parametrize("reader", [jsonlines, json_chat, tables, replies])
def test_every_place_is_found_in_a_file_of_thousands(reader: object) -> None:
    number = 4_000 if reader is replies else 20_000
    files = {
        jsonlines: json.dumps({"turns": [{"speaker": "agent", "text": "so\nsorry"}] * number}),
        json_chat: json.dumps({"messages": [{"role": "assistant", "content": "so\nsorry"}] * number}),
        tables: "role,text\n" + 'agent,"so\nsorry"\n' * number,
        replies: "replies:\n" + "- name: a\n  body: |\n    so\n    sorry\n" * number,
    }
    file = files[reader]  # type: ignore[index]
    told = list(reader.read("x", file, Speakers()))  # type: ignore[attr-defined]
    turns = [said for found in told for said in found.turns]
    assert [stretch(file, said, 3, 8) for said in turns] == ["sorry"] * number
