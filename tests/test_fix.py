"""Rewrites put into the files of canned replies: nothing but the words changes, and a second run has nothing to do."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import CACHE, ROOT, run

from empathylint.engine import conversations_in
from empathylint.fix import Fixed, fixed
from empathylint.house import House
from empathylint.mending import placeholders_in
from empathylint.model import Conversation
from empathylint.readers.places import locate
from empathylint.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

LOUD = "READ THE RULES FIRST!!"
CALM = "Read the rules first!"
HURTS = "We are sorry if you feel that way."
SAFE = [
    ("macros/a.md", f"Hello,\n\n{LOUD}\n"),
    ("macros/a.md", f"Hello,\r\n\r\n{LOUD}\r\n"),
    ("macros/a.md", f"---\ntitle: Rules\n# kept\n---\n> Hello,\n> {LOUD}\n"),
    (
        "macros/a.md",
        f"# Saved replies\n\n## One\n\n```\nHello,\n{LOUD}\n```\n\n## Two\n\n```\nYour parcel is here.\n```\n",
    ),
    ("macros/a.txt", LOUD),
    ("macros/a.html", f"<!doctype html>\n<title>Rules</title>\n<p>Hello,<br>\n<b>{LOUD}</b></p>\n"),
    ("macros/a.yaml", f"replies:\n  - title: A # kept\n    body: {LOUD}   # kept too\n"),
    ("macros/a.yaml", f"replies:\n- {{title: A, body: '{LOUD} It''s here.'}}\n"),
    ("macros/a.yaml", f'replies:\n- title: A\n  body: "{LOUD} \\u2019Tis \\"here\\"."\n'),
    ("macros/a.yaml", f"replies:\n- title: A\n  body: |\n    Hello,\n\n    {LOUD}\n\n  tags: [x]\n"),
    ("macros/a.yaml", f"replies:\n- title: A\n  body: >-\n    Hello, this is\n    folded. {LOUD}\n    And on.\n"),
    ("macros/a.yaml", f"replies:\n- title: A\n  body: Hello, this goes\n    on. {LOUD}\n    And on.\n"),
    ("macros/a.json", json.dumps({"replies": [{"title": "A", "body": f"Say “hi”.\n{LOUD}\tOk."}]}, indent=1)),
    (
        "macros/a.jsonl",
        json.dumps({"id": "a", "title": "A", "turns": [{"speaker": "agent", "text": f"é. {LOUD}"}]}) + "\n",
    ),
    ("macros/a.csv", f'title,body\nA,"Say ""hi"". {LOUD}"\nB,{LOUD}\n'),
    ("macros/a.csv", f'title,body\nA,"<p>Say &quot;hi&quot;.</p><p class=""x"">{LOUD}</p>"\n'),
    ("macros/a.json", json.dumps([{"title": "A", "body": f"<p>Hi &amp; on.<br>\n{LOUD} <b>Now</b>.</p>"}])),
    ("macros/a.yaml", f"replies:\n- title: A\n  body: |\n    <p>Hello.</p>\n    <p>{LOUD}</p>\n"),
    ("macros/a.yaml", f"replies:\n- title: A\n  body: '<p>It''s here. {LOUD}</p>'\n"),
]


@pytest.mark.parametrize(("path", "text"), SAFE)
def test_a_safe_rewrite_changes_the_words_and_nothing_else(path: str, text: str) -> None:
    became = fixed(path, text, Settings(select=("TON005",)))
    assert became.text == text.replace(LOUD, CALM)
    assert set(became.codes) == {"TON005"}


UNSAFE = [
    ("macros/a.yaml", "replies:\n- title: A\n  body: {0}\n", "replies:\n- title: A\n  body: {0}\n"),
    ("macros/a.csv", "title,body\nA,{0}\n", "title,body\nA,{0}\n"),
    ("macros/a.json", '[{{"title": "A", "body": "{0}"}}]', '[{{"title": "A", "body": "{0}"}}]'),
]


@pytest.mark.parametrize(("path", "before", "after"), UNSAFE)
def test_rewrites_that_say_something_else_are_put_in_on_demand_alone(path: str, before: str, after: str) -> None:
    text = before.format(HURTS)
    chosen = Settings(select=("APO001",))
    assert fixed(path, text, chosen).text == text
    became = fixed(path, text, chosen, unsafe=True)
    assert became.codes == ("APO001",)
    shape = re.escape(after.format("\0")).replace("\0", "(.+)")
    assert re.fullmatch(shape.replace("(.+)", '"?(.+?)"?'), became.text), became.text


def test_words_that_a_plain_scalar_or_field_cannot_hold_get_quotes() -> None:
    chosen = Settings(
        select=("PHR001",), house=House(banned={"kindly wait": "wait, please: it is", "no worries": '"ok", so'})
    )
    yaml = fixed("macros/a.yaml", "replies:\n- title: A\n  body: Now kindly wait here.\n", chosen)
    assert yaml.text == 'replies:\n- title: A\n  body: "Now wait, please: it is here."\n'
    table = fixed("macros/a.csv", "title,body\nA,Now no worries here.\n", chosen)
    assert table.text == 'title,body\nA,"Now ""ok"", so here."\n'


def test_transcripts_are_never_edited() -> None:
    text = f"Customer: My lamp arrived broken!\nAgent: {LOUD} {HURTS}\n"
    assert fixed("talk.txt", text, Settings(), unsafe=True).text == text


def test_a_file_that_cannot_be_read_is_left_alone() -> None:
    assert fixed("macros/a.yaml", "replies: [", Settings(), unsafe=True).text == "replies: ["


PARTS = st.sampled_from([
    "Hello {{customer.first_name}},", "Hi %name%,", "Dear {%customer.firstName,fallback=there%},", LOUD, HURTS,
    "We apologize for any inconvenience.", "Your order ${order.id} is on its way!!", "Calm down, [CUSTOMER NAME].",
    "It's 5 % off: see https://a.example/x?y=1#z.", "I'm sorry, but we can't refund #{amount} “now”.",
    "Please utilize the form - it is *|FORM|* - and, in order to help, write to a.b@c.example.", "Kind regards,\nTeam",
    "You should have read it.", "Unfortunately that is our policy.",
])  # fmt: skip
REPLIES = st.lists(st.lists(PARTS, min_size=1, max_size=5), min_size=1, max_size=3)


def in_yaml(replies: list[str]) -> str:
    block = "".join(
        f"  - title: R{number} # kept\n    body: |\n" + "".join(f"      {line}\n" for line in text.split("\n"))
        for number, text in enumerate(replies)
    )
    return f"# kept\nreplies:\n{block}"


def in_folded_yaml(replies: list[str]) -> str:
    return in_yaml(replies).replace("body: |", "body: >")


def in_csv(replies: list[str]) -> str:
    quoted = (text.replace('"', '""') for text in replies)
    return "title,body\n" + "".join(f'R{number},"{text}"\n' for number, text in enumerate(quoted))


def in_json(replies: list[str]) -> str:
    return json.dumps([{"title": f"R{number}", "body": text} for number, text in enumerate(replies)], indent=2)


def in_markdown(replies: list[str]) -> str:
    return "# Saved replies\n" + "".join(f"\n## R{number}\n\n```\n{text}\n```\n" for number, text in enumerate(replies))


SHAPES = {"a.yaml": in_yaml, "b.yaml": in_folded_yaml, "a.csv": in_csv, "a.json": in_json, "a.md": in_markdown}


def replies_in(path: str, text: str) -> list[Conversation]:
    return [part for part in conversations_in(path, text, Settings()) if isinstance(part, Conversation)]


@settings(max_examples=60, deadline=None)
@given(replies=REPLIES, name=st.sampled_from(sorted(SHAPES)), unsafe=st.booleans())
def test_whatever_is_mended_keeps_its_placeholders_and_is_done_at_once(
    replies: list[list[str]], name: str, unsafe: bool
) -> None:
    path = f"macros/{name}"
    text = SHAPES[name]([" ".join(parts) for parts in replies])
    became = fixed(path, text, Settings(), unsafe=unsafe)
    before, after = replies_in(path, text), replies_in(path, became.text)
    assert [(one.id, one.title) for one in before] == [(one.id, one.title) for one in after]
    for one, other in zip(before, after, strict=True):
        said, mended = one.turns[0].text, other.turns[0].text
        assert sorted(placeholders_in(said)) == sorted(placeholders_in(mended))
        assert set(DIGITS.findall(said)) == set(DIGITS.findall(mended))
    assert fixed(path, became.text, Settings(), unsafe=unsafe) == Fixed(became.text)
    assert outside(path, became.text) == outside(path, text)


DIGITS = re.compile(r"https?://\S+|\d+")


def outside(path: str, text: str) -> list[str]:
    """What a file holds outside its replies, as it stands there."""
    done, parts = 0, []
    for reply in replies_in(path, text):
        turn = reply.turns[0]
        place = locate(text, turn, 0, len(turn.text))
        parts.append(text[done : place.start])
        done = place.end
    return [*parts, text[done:]]


def test_a_rewrite_that_would_change_how_the_file_is_read_is_left_out_and_the_others_go_in() -> None:
    chosen = Settings(select=("PHR001",), house=House(banned={"no worries": "## Fine", "you guys": "you"}))
    text = "# Saved replies\n\n## A\n\nno worries, you guys.\n\n## B\n\nHow are you guys?\n"
    became = fixed("macros/a.md", text, chosen)
    assert became == Fixed(text.replace("you guys", "you"), ("PHR001", "PHR001"))


def test_what_is_told_one_at_a_time_is_mended_all_at_once() -> None:
    became = fixed(
        "macros/a.md", "DO NOT ASK AGAIN!! Did you READ THIS?? WE TOLD YOU!!\n" * 9, Settings(select=("TON005",))
    )
    assert became.text == "Do not ask again! Did you read this? We told you!\n" * 9


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("READ THE NOTE FROM JOHN SMITH!!", "TON005"),
        (
            (
                "Your lamp is ready, and (as we told you last week when you rang us, and we are glad that you did) you "
                "can fetch it from the shop on the corner at any time that you like this week"
            ),
            "CLA002",
        ),
        (
            (
                "Could you tell us the number that stands on the box that you got from us, and could you say whether "
                "the lamp was broken when it came out of the box last week?"
            ),
            "CLA002",
        ),
        (
            (
                "Please tell us if the lamp is still broken and you want us to send you another one in the same colour "
                "that you had before the first one broke in the post last week."
            ),
            "CLA002",
        ),
        ("We apologize for any inconvenience. **We can't refund opened boxes, and that is our policy**.", "REF005"),
    ],
)
def test_where_a_machine_cannot_tell_nothing_changes(said: str, rule: str) -> None:
    assert fixed("macros/a.md", f"{said}\n", Settings(select=(rule,)), unsafe=True).text == f"{said}\n"


def test_no_time_is_promised_that_the_reply_does_not_have() -> None:
    hurts = "We can't do that for you. The shop on the corner does not do that sort of work. It is our policy.\n"
    became = fixed("macros/a.md", hurts, Settings(), unsafe=True)
    assert not re.search(r"today|tomorrow", became.text)


@pytest.fixture
def macros(tmp_path: Path) -> Path:
    (tmp_path / "macros").mkdir()
    (tmp_path / "macros/rules.md").write_text(f"Hello there,\n\n{LOUD}\n")
    (tmp_path / "macros/sorry.md").write_text(f"{HURTS}\n")
    (tmp_path / "talk.txt").write_text(f"Customer: My lamp arrived broken!\nAgent: {LOUD}\n")
    return tmp_path


def test_fix_writes_files_and_tells_what_is_left(macros: Path) -> None:
    done = run("check", "--fix", "--select", "TON005,APO001", "--format", "concise", cwd=macros)
    assert (macros / "macros/rules.md").read_text() == f"Hello there,\n\n{CALM}\n"
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["macros/sorry.md", "talk.txt"]
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Put in 1 rewrite in 1 file (TON005).",
        "note: --unsafe-fixes puts in up to 1 more, which change what is said",
        "note: transcripts are never edited: 1 rewrite there, for coaching",
    ]


def test_a_run_that_leaves_nothing_exits_with_0(macros: Path) -> None:
    assert run("check", "macros/rules.md", "--fix", "--select", "TON005", cwd=macros).returncode == 0


def test_a_named_draft_is_mended_too(macros: Path) -> None:
    (macros / "draft.md").write_text(f"{LOUD}\n")
    assert run("check", "draft.md", "--fix", "--select", "TON005", cwd=macros).returncode == 0
    assert (macros / "draft.md").read_text() == f"{CALM}\n"


def test_diff_shows_a_patch_and_writes_nothing(macros: Path) -> None:
    done = run("check", "macros", "--diff", "--select", "TON005", cwd=macros)
    assert done.stdout == (
        f"--- a/macros/rules.md\n+++ b/macros/rules.md\n@@ -1,3 +1,3 @@\n Hello there,\n \n-{LOUD}\n+{CALM}\n"
    )
    assert done.returncode == 1
    assert (macros / "macros/rules.md").read_text() == f"Hello there,\n\n{LOUD}\n"
    assert run("check", "macros/sorry.md", "--diff", "--select", "APO001", cwd=macros).returncode == 0


def test_fix_only_tells_no_finding(macros: Path) -> None:
    done = run("check", "--fix-only", "--unsafe-fixes", "--select", "TON005,APO001", cwd=macros)
    assert (done.returncode, done.stdout) == (0, "")
    assert HURTS not in (macros / "macros/sorry.md").read_text()


def test_known_findings_are_not_mended(macros: Path) -> None:
    run("check", "--write-baseline", "--baseline", "known.json", cwd=macros)
    assert run("check", "--fix", "--baseline", "known.json", cwd=macros).returncode == 0
    assert (macros / "macros/rules.md").read_text() == f"Hello there,\n\n{LOUD}\n"


def test_replies_on_lines_that_have_not_changed_stay_and_are_not_told(macros: Path) -> None:
    (macros / "macros/old.yaml").write_text(two_replies("Hello"))
    git(macros, "init", "--quiet")
    git(macros, "add", ".")
    git(macros, "commit", "--quiet", "--message", "old")
    (macros / "macros/old.yaml").write_text(two_replies(LOUD))
    path = os.environ["PATH"]
    done = run("check", "macros", "--fix", "--select", "TON005", "--since", "HEAD", cwd=macros, PATH=path)
    assert (macros / "macros/old.yaml").read_text() == two_replies(CALM)
    assert (macros / "macros/rules.md").read_text() == f"Hello there,\n\n{LOUD}\n"
    assert done.returncode == 0, done.stdout


def two_replies(said: str) -> str:
    return f"replies:\n- title: A\n  body: {LOUD}\n- title: B\n  body: {said}\n"


def git(folder: Path, *arguments: str) -> None:
    who = {f"GIT_{role}_{part}": "a@shop.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env={**os.environ, **who})


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("ended", [True, False])
def test_a_patch_does_what_fix_does(macros: Path, end: str, ended: bool) -> None:
    reply = macros / "macros/with space.md"
    reply.write_bytes(f"Hello,{end}\x0c{end}{LOUD}{end if ended else ''}".encode())
    done = subprocess.run(
        [sys.executable, "-m", "empathylint", "check", "macros", "--diff", "--select", "TON005"],
        cwd=macros,
        capture_output=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": CACHE, "PATH": ""},
    )
    (macros / "a.patch").write_bytes(done.stdout)
    git(macros, "apply", "a.patch")
    assert reply.read_bytes() == f"Hello,{end}\x0c{end}{CALM}{end if ended else ''}".encode()
    assert (macros / "macros/rules.md").read_text() == f"Hello there,\n\n{CALM}\n"


def test_a_draft_on_standard_input_is_printed_mended(macros: Path) -> None:
    done = run("check", "-", "--fix", "--select", "TON005,APO001", cwd=macros, stdin=f"{LOUD} {HURTS}\n")
    assert done.stdout == f"{CALM} {HURTS}\n"
    assert done.stderr.startswith("stdin.txt:1:")
    assert done.returncode == 1


def test_the_patch_for_a_draft_is_printed_in_place_of_it(macros: Path) -> None:
    done = run("check", "-", "--diff", "--select", "TON005", "--stdin-filename", "a.md", cwd=macros, stdin=f"{LOUD}\n")
    assert done.stdout == f"--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-{LOUD}\n+{CALM}\n"
    assert done.returncode == 1
    assert run("check", "-", "--diff", "--select", "TON005", cwd=macros, stdin="Hello\n").returncode == 0


def test_a_transcript_on_standard_input_is_printed_as_it_is_and_that_is_said(macros: Path) -> None:
    talk = f"Customer: My lamp arrived broken!\nAgent: {LOUD}\n"
    done = run("check", "-", "--fix", "--unsafe-fixes", "--select", "TON005", cwd=macros, stdin=talk)
    assert done.stdout == talk
    assert "transcripts are never edited" in done.stderr


def test_a_draft_that_is_left_out_is_printed_as_it_is(macros: Path) -> None:
    left_out = ("--exclude", "*.md", "--force-exclude", "--stdin-filename", "a.md")
    done = run("check", "-", "--fix", *left_out, cwd=macros, stdin=f"{LOUD}\n")
    assert (done.stdout, done.returncode) == (f"{LOUD}\n", 0)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_draft_keeps_its_encoding(macros: Path, codec: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "empathylint", "check", "-", "--fix", "--select", "TON005"],
        cwd=macros,
        input=f"Héllo “there”,\r\n\r\n{LOUD}".encode(codec),
        capture_output=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": CACHE, "PATH": ""},
    )
    assert done.stdout == f"Héllo “there”,\r\n\r\n{CALM}".encode(codec)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-", "macros", "--fix"], "a draft on standard input is mended by itself"),
        (["macros", "--unsafe-fixes"], "--unsafe-fixes goes with --fix"),
        (["macros", "--diff", "--write-baseline"], "--diff changes nothing"),
    ],
)
def test_what_does_not_go_together_is_one_line(macros: Path, arguments: list[str], told: str) -> None:
    done = run("check", *arguments, cwd=macros)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.split())
