"""CPU seconds for hostile input of two lengths and their ratio: about 4 is linear, about 16 quadratic.

    python benchmarks/hostile.py [WORD …]

Run it in an environment where empathylint is installed; words pick the inputs that have one of them in their name.
"""

from __future__ import annotations

import gc
import sys
from time import process_time
from typing import TYPE_CHECKING

from pathspec import GitIgnoreSpec

from empathylint.engine import linter_for
from empathylint.gitignore import pattern_of
from empathylint.globs import covers
from empathylint.language.phrases import parse
from empathylint.language.program import build
from empathylint.model import Conversation, Role, Turn
from empathylint.readers import read
from empathylint.readers.places import locate
from empathylint.readers.speakers import Speakers
from empathylint.settings import Settings
from empathylint.yaml_file import parsed

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES = 4
CUE = "\n00:00:01.000 --> 00:00:02.000\n"
MAIL = "From: a@b.example\nTo: c@d.example\nSubject: x\n"
PARTS = f"{MAIL}Content-Type: multipart/mixed; boundary=b\n\n"
CHAT = "Customer: a\nAgent: b\n"
# A reader's name, how often the unit stands in the shorter text, what stands before it, and the unit.
READ = {
    "subtitles: entities": ("subtitles", 50_000, f"WEBVTT\n{CUE}<v Ana>", "&&#99999999999;&amp;"),
    "subtitles: open voices": ("subtitles", 100_000, f"WEBVTT\n{CUE}", "<v "),
    "subtitles: voices": ("subtitles", 10_000, f"WEBVTT\n{CUE}", "<v Ana>a<v Bob>b"),
    "subtitles: arrows": ("subtitles", 20_000, "WEBVTT\n", CUE),
    "subtitles: brackets": ("subtitles", 100_000, f"WEBVTT\n{CUE}", "[{"),
    "markdown: headers": ("markdown", 10_000, "", "# x\ny\n"),
    "markdown: fences": ("markdown", 20_000, "## A\n", "```\n"),
    "markdown: quotes": ("markdown", 20_000, "## A\n", "> x\n"),
    "markdown: nested quotes": ("markdown", 100_000, "## A\n", "> "),
    "markdown: brackets": ("markdown", 100_000, "## A\n", "[]: "),
    "markdown: indented entries": ("markdown", 20_000, "## A\n", "      - **x**\n"),
    "markdown: open comments": ("markdown", 50_000, "## A\n", "<!--\n"),
    "markdown: backticks": ("markdown", 500_000, "## A\n", "`"),
    "markdown: front matter": ("markdown", 20_000, "", "---\ntitle: x\n"),
    "transcript: headers": ("transcript", 20_000, CHAT, "\n# x\n"),
    "transcript: tickets": ("transcript", 20_000, CHAT, "\nTicket: 1\n"),
    "transcript: blank lines": ("transcript", 100_000, CHAT, "\n \t"),
    "transcript: digits": ("transcript", 200_000, "", "1:"),
    "transcript: brackets": ("transcript", 200_000, "", "[1"),
    "mail: headers": ("mail", 20_000, MAIL, "X-A: b\n"),
    "mail: quotes": ("mail", 50_000, f"{MAIL}\n", "> x\n"),
    "mail: attributions": ("mail", 10_000, f"{MAIL}\n", "On 1 a@b.c wrote:\n"),
    "mail: attributions cut short": ("mail", 10_000, f"{MAIL}\n", "On 1 \n"),
    "mail: originals": ("mail", 5_000, f"{MAIL}\n", "-----Original Message-----\nFrom: a\nTo: b\nx\n"),
    "mail: signatures": ("mail", 50_000, f"{MAIL}\nhi\n", "-- \n"),
    "mail: boundaries": ("mail", 10_000, PARTS, "--b\n\n"),
    "mail: tags": ("mail", 50_000, f"{MAIL}Content-Type: text/html\n\n", "<p>a<"),
    "table: quotes": ("table", 20_000, "role,text\n", 'agent,"a""\n'),
    "table: delimiters": ("table", 50_000, "role,text\n", ",,,,\n"),
    "jsonlines: escapes": ("jsonlines", 200_000, '{"turns": [{"speaker": "agent", "text": "', "\\u0041"),
    "jsonlines: brackets": ("jsonlines", 200_000, '{"turns": ', "["),
    "json-chat: brackets": ("json-chat", 200_000, '{"messages": ', '[{"a":'),
    "replies: entries": ("replies", 3_000, "replies:\n", "- name: a\n  body: |\n    so\n    sorry\n"),
    "replies: keys": ("replies", 5_000, "replies:\n", "  a: hello\n"),
    "replies: brackets": ("replies", 50_000, "replies: ", "["),
}
SAID = {
    "phrases": "I understand you are upset but we cannot help because it is our policy ",
    "regret and but": "sorry but ",
    "offers": "Sorry but we cannot. Would you like a refund? ",
    "efforts": "I called twice and emailed you three times for two hours ",
    "questions": "what is it? ",
    "capitals": "WHY NOT FIX IT NOW ",
    "contractions": "don't can't I'll ",
    "marks": "?! !! ",
    "entities": "&amp;&lt;",
    "brackets": "[[{{<",
    "lines": "ok\n",
    "one long word": "sorrybutwecannot",
}


def _read(name: str, path: str, text: str) -> None:
    for found in read(path, text, Speakers(), name):
        for turn in found.turns if isinstance(found, Conversation) else ():
            locate(text, turn, 0, 1)


def _see(role: Role, *texts: str) -> None:
    talk = Conversation("it", tuple(Turn(at, role, text) for at, text in enumerate(texts)))
    linter_for(Settings()).annotator.annotate(talk)


def _ignore(patterns: list[str], path: str) -> None:
    GitIgnoreSpec.from_lines(patterns, pattern_of, backend="simple").check_file(path)


def _compile(phrases: list[str]) -> None:
    build({"x": [parse(phrase, {}) for phrase in phrases]}, {}, {"agent": ["x"]})


def _inputs() -> dict[str, tuple[int, Callable[[int], object]]]:
    """For each name the shorter length, and what is to be timed of a length."""
    inputs: dict[str, tuple[int, Callable[[int], object]]] = {
        name: (length, lambda n, reader=reader, head=head, unit=unit: _read(reader, "x", head + unit * n))
        for name, (reader, length, head, unit) in READ.items()
    }
    for name, unit in SAID.items():
        for role in (Role.AGENT, Role.CUSTOMER):
            one_turn = lambda n, role=role, unit=unit: _see(role, unit * n)  # noqa: E731
            inputs[f"language: {name}, {role}"] = (100_000 // len(unit), one_turn)
    inputs |= {
        "language: turns": (5_000, lambda n: _see(Role.AGENT, *(f"sorry but no {at}" for at in range(n)))),
        "phrases: choices": (2_000, lambda n: _compile([f"sorry ({'|'.join(f'a{at}' for at in range(n))}) but"])),
        "phrases: many": (2_000, lambda n: _compile([f"sorry w{at} but" for at in range(n)])),
        "config: keys": (5_000, lambda n: parsed("x.yaml", "".join(f"a{at}: b\n" for at in range(n)))),
        "config: brackets": (20_000, lambda n: parsed("x.yaml", "- []\n" * n)),
        "config: globs": (5_000, lambda n: covers([f"**/a{at}*/**/b" for at in range(n)], "a/b/c")),
        "config: stars in a glob": (100, lambda n: covers(["*a" * n + "b"], "a" * 4 * n)),
        "gitignore: patterns": (1_000, lambda n: _ignore([f"a{at}/*.md" for at in range(n)], "a/b.md")),
        "gitignore: stars in a pattern": (100, lambda n: _ignore(["*a" * n + "b"], "a" * 4 * n)),
    }
    return inputs


def _seconds(job: Callable[[int], object], length: int) -> float:
    """The lesser CPU time of two runs, without sweeps for garbage."""
    took = []
    gc.disable()
    for _ in range(2):
        gc.collect()
        begun = process_time()
        job(length)
        took.append(process_time() - begun)
    gc.enable()
    return min(took)


def main() -> None:
    """Prints the table."""
    inputs = _inputs()
    wanted = [name for name in inputs if not sys.argv[1:] or any(word in name for word in sys.argv[1:])]
    print(f"{'':40} {'n':>8} {'n':>8} {'4n':>8}  ratio")
    for name in wanted:
        length, job = inputs[name]
        job(max(length // 10, 1))  # what is imported or learnt once
        short, long = _seconds(job, length), _seconds(job, TIMES * length)
        print(f"{name:40} {length:8,} {short:7.3f}s {long:7.3f}s {long / max(short, 1e-4):6.1f}", flush=True)


if __name__ == "__main__":
    main()
