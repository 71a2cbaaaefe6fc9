"""WebVTT and SRT subtitles."""

from __future__ import annotations

import pytest
from standing import conversations, problems

from empathylint.model import Conversation, Quoting, Role
from empathylint.readers import subtitles
from empathylint.readers.speakers import Speakers

VTT = """\
WEBVTT - a call
Kind: captions

STYLE
::cue { color: red }

NOTE two lines
of a remark --> here

intro
00:00:01.000 --> 00:00:04.000 align:start position:10%
<v Maya Fox>Thank you for calling <i>Hill</i> &amp; Dale.</v>

00:04.000 --> 00:05.500
<v Maya Fox>How can I
help you?</v>
<v.loud Ana>My <c.red>kettle</c></v>

00:06.000 --> 00:09.000
<v Ana>is broken</v>
"""
SRT = """\
1
00:00:01,000 --> 00:00:02,500
Maya: How can I help?

2
00:00:03,000 --> 00:00:04,500
Ana: My kettle
is broken.

3
00:00:05,000 --> 00:00:06,500
Ana: It was new: two days.
"""


def cue(*payload: str, at: int = 0) -> str:
    """A numbered cue of some lines."""
    return f"\n{at + 1}\n00:00:{at:02}.000 --> 00:00:{at:02}.900\n" + "\n".join(payload) + "\n"


def said(text: str, path: str = "call.vtt") -> list[tuple[str, str]]:
    """Who said what in a recording."""
    return [(turn.speaker, turn.text) for turn in conversations(subtitles, text, path)[0].turns]


def test_voices_are_speakers_and_cues_of_the_same_one_are_a_turn() -> None:
    (call,) = conversations(subtitles, VTT, "call.vtt")

    assert [(t.role, t.speaker, t.text, t.time) for t in call.turns] == [
        (Role.AGENT, "Maya Fox", "Thank you for calling Hill & Dale. How can I help you?", 1.0),
        (Role.CUSTOMER, "Ana", "My kettle is broken", 4.0),
    ]
    assert (call.id, call.metadata) == ("call", {"channel": "voice"})
    assert "“Maya Fox” was taken to be the agent" in call.notes[0]


def test_line_and_column_are_those_of_the_first_spoken_word() -> None:
    (call,) = conversations(subtitles, VTT, "call.vtt")

    assert [(turn.line, turn.column) for turn in call.turns] == [(12, 13), (17, 13)]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_srt_reads_the_same_with_every_line_break(break_: str) -> None:
    assert said(SRT.replace("\n", break_), "call.srt") == [
        ("Maya", "How can I help?"),
        ("Ana", "My kettle is broken. It was new: two days."),
    ]


SPEAKERS = [
    ("brackets", cue("[Ana] hi") + cue("[Agent] yes", at=1), [("Ana", "hi"), ("Agent", "yes")]),
    (
        "two in a cue",
        cue("Customer: hi", "Agent: yes") + cue("Customer: ok", at=1),
        [("Customer", "hi"), ("Agent", "yes"), ("Customer", "ok")],
    ),
    ("arrows", cue(">> Customer: hi") + cue(">> Agent: yes", at=1), [("Customer", "hi"), ("Agent", "yes")]),
    (
        "name only at a change",
        cue("Customer: hi") + cue("there", at=1) + cue("again", at=2) + cue("Agent: yes", at=3),
        [("Customer", "hi there again"), ("Agent", "yes")],
    ),
    ("no speaker", cue("hi") + cue("there", at=1), [("", "hi"), ("", "there")]),
    ("sounds", cue("[Music]") + cue("[Music] hi", at=1), [("", "[Music]"), ("", "[Music] hi")]),
    (
        "diarised",
        cue("SPEAKER_00: hi") + cue("SPEAKER_01: yes", at=1),
        [("SPEAKER_00", "hi"), ("SPEAKER_01", "yes")],
    ),
    (
        "a note inside",
        cue("Agent: hi", "Note: it is late") + cue("Agent: bye", at=1),
        [("Agent", "hi Note: it is late bye")],
    ),
    (
        "tags without meaning",
        cue("<v Ana><b>a</b> <00:00:01.000>b < c & d &lt;e&gt; &nope;</v>"),
        [("Ana", "a b < c & d <e> &nope;")],
    ),
    ("a voice with an entity", cue("<v Ana &amp; Bob>hi"), [("Ana & Bob", "hi")]),
    ("an empty voice", cue("<v Ana></v>") + cue("<v Bob>hi", at=1), [("Bob", "hi")]),
]


@pytest.mark.parametrize(("text", "turns"), [case[1:] for case in SPEAKERS], ids=[case[0] for case in SPEAKERS])
def test_names_are_found_however_they_are_written(text: str, turns: list[tuple[str, str]]) -> None:
    assert said("WEBVTT\n" + text) == turns


def test_a_cue_that_is_json_gives_its_spoken_text() -> None:
    payload = '{"speakerName":"Agent Maya","spokenText":"Say \\"hi\\"","spokenLanguage":"en-us"}'

    (call,) = conversations(subtitles, "WEBVTT\n" + cue(payload), "call.vtt")

    (turn,) = call.turns
    assert (turn.speaker, turn.text, turn.line, turn.column) == ("Agent Maya", 'Say "hi"', 5, 43)
    assert turn.source is not None
    assert (turn.source.quoting, turn.source.path) == (Quoting.JSON, ("spokenText",))


BROKEN = [
    ("one dash", "WEBVTT\n\n00:01.000 -> 00:02.000\n<v Ana>lost\n" + cue("<v Ana>kept"), [3]),
    ("no end", "WEBVTT\n\n1\n00:01.000 -->\n<v Ana>lost\n" + cue("<v Ana>kept"), [4]),
    ("letters", "WEBVTT\n\nxx --> yy\n<v Ana>lost\n" + cue("<v Ana>kept"), [3]),
    ("no timing", "WEBVTT\n\n<v Ana>lost\n" + cue("<v Ana>kept"), [3]),
    ("a number alone", "WEBVTT\n" + cue("<v Ana>kept") + "\n2\n<v Ana>lost\n", [7]),
]


@pytest.mark.parametrize(("text", "lines"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_broken_timing_line_is_told_and_the_rest_is_read(text: str, lines: list[int]) -> None:
    found = problems(subtitles, text, "call.vtt")

    assert [problem.line for problem in found] == lines
    assert "00:00:05.000 --> 00:00:07.500" in found[0].message
    assert said(text) == [("Ana", "kept")]


def test_a_blank_line_inside_a_cue_and_none_between_cues_lose_nothing() -> None:
    text = "WEBVTT\n" + cue("<v Ana>one", "", "<v Ana>two") + "3\n00:00:03.000 --> 00:00:04.000\n<v Bob>three\n"

    assert said(text) == [("Ana", "one two"), ("Bob", "three")]


MATCHING = [
    ("a.vtt", VTT, True),
    ("a.txt", "WEBVTT\n", True),
    ("a.txt", SRT, True),
    ("a.srt", "\n\n" + SRT, True),
    ("a.vtt", "00:01.000 --> 00:02.000\nhi\n", True),
    ("a.txt", "00:01.000 --> 00:02.000\nhi\n", False),
    ("a.txt", "WEBVTTX\n", False),
    ("a.vtt", "", False),
    ("a.txt", "Customer: a\nAgent: b\n", False),
]


@pytest.mark.parametrize(("path", "text", "does"), MATCHING)
def test_subtitles_are_recognised_by_their_first_lines(path: str, text: str, does: bool) -> None:
    assert bool(subtitles.matches(path, text)) is does


HOSTILE = {
    "empty": "",
    "only a header": "WEBVTT",
    "nul": "WEBVTT\n" + cue("<v \x00>\x00 hi\x00"),
    "separators": "WEBVTT\n" + cue("<v Ana>a\u2028b\x85c\x0bd"),
    "one line": "WEBVTT\n" + cue("<v Ana>" + "word " * 200_000),
    "open tags": "WEBVTT\n" + cue("<" * 500_000),
    "open voices": "WEBVTT\n" + cue("<v " * 200_000),
    "many voices": "WEBVTT\n" + cue("<v Ana>a<v Bob>b" * 10_000),
    "entities": "WEBVTT\n" + cue("&" * 200_000 + "&#99999999999;&#xD800;&amp;" * 20_000),
    "dashes": "WEBVTT\n\n" + "-->" * 300_000,
    "arrows": "WEBVTT\n" + "\n00:00:01.000 --> 00:00:02.000" * 50_000,
    "digits": "WEBVTT\n\n" + "1" * 500_000 + "\n" + "1:" * 300_000,
    "json": "WEBVTT\n" + cue("{" * 200_000) + cue("[{" * 100_000) + cue('{"spokenText": 1}'),
    "brackets": "WEBVTT\n" + cue("[" * 300_000),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_subtitles_are_read_to_their_last_cue(text: str) -> None:
    subtitles.matches("call.vtt", text)
    found = list(subtitles.read("call.vtt", text + cue("<v Ana>Goodbye now"), Speakers()))
    assert isinstance(found[-1], Conversation)
    assert found[-1].turns[-1].text.endswith("Goodbye now")
