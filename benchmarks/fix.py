"""Fixes 200 generated files of canned replies, safely and unsafely, and prints what came of it.

python benchmarks/fix.py [FILES] [--show]

Of each file is asked that it holds the same replies with the same placeholders, links and numbers as before, that
nothing outside them has changed, and that a second run has nothing to do. --show prints each reply that was changed.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from empathylint.engine import conversations_in
from empathylint.mending import placeholders_in
from empathylint.model import Conversation
from empathylint.readers.places import locate
from empathylint.settings import Settings

PLACEHOLDERS = """
{{ticket.requester.first_name}}
{{ customer.first_name | default: "there" }}
{%customer.firstName,fallback=there%}
${order.name}
%{order}
#{order.id}
{!Case.Contact}
{$name}
%%firstname%%
%first_name%
*|FNAME|*
<<First Name>>
{first_name}
""".strip().split("\n")
SENTENCES = """
READ THE FAQ FIRST!!
Your order {} is on its way!!
PLEASE NOTE that {} closes at 18:30.
You MUST NOT REPLY to this mail??
DO NOT SEND IT TO JOHN SMITH!!
Click Submit on https://shop.example/{} to submit the form.
You are kindly requested to send the form to help@shop.example, ref {}.
We send a new one in lieu of the old one, {}.
Please be advised that the lift is out of order on Monday.
Please furnish us with a photo of the label.
We hereby acknowledge receipt of your letter {}.
Drawings are in [our leaflet] (https://plants.example/prune).
See (the price list)[https://shop.example/prices] for {}.
The form is on https//shop.example/form?id=7.
In order to assist you with your inquiry regarding {}, we require additional information about the component, and we \
will subsequently endeavour to expedite the modification in the near future.
Prior to the visit, kindly ensure that the device has sufficient time to initiate, and utilise the most recent \
modification of the application in order to demonstrate the erroneous component.
Your desk left our store in Leeds this morning with all four legs and the screws that were missing last time, and \
the driver rings {} half an hour before he is there, so that somebody can open.
If you paid by card, the money comes back within five days, and you do not have to do anything at all, whatever your \
bank may have told you about it on the phone last week.
We are sorry if you feel that way.
We apologize for any inconvenience.
I'm sorry, but the offer for {} has ended.
It is our policy that opened boxes can't come back.
You should have read the label before you washed it.
Your satisfaction is our top priority.
We cannot refund {}.
Please be patient.
Unfortunately, {} is sold out.
Thank you for writing, {}.
A new lid leaves our store tonight - it costs you nothing: 100 % free.
He said "it's fine", so it's `code --flag` from here.
Your café ticket is “{}” 🙂.
""".strip().split("\n")
GREETINGS = ("Hello {},", "Hi {}!", "Dear customer,", "Hello there,")
FAREWELLS = ("Kind regards,\n{}", "Thanks for your patience!", "Best,\nThe shop", "")


def _replies(chance: random.Random, count: int) -> list[str]:
    """Some replies of a greeting, sentences in paragraphs, and a sign-off."""
    return [_reply(chance) for _ in range(count)]


def _reply(chance: random.Random) -> str:
    said = [sentence.replace("{}", chance.choice(PLACEHOLDERS)) for sentence in chance.sample(SENTENCES, 5)]
    ends = [chance.choice(some).replace("{}", chance.choice(PLACEHOLDERS)) for some in (GREETINGS, FAREWELLS)]
    parts = (ends[0], " ".join(said[:3]), " ".join(said[3:]), ends[1])
    return "\n\n".join(part for part in parts if part)


def _indented(text: str, by: str) -> str:
    return "".join(f"{by}{line}\n" if line else "\n" for line in text.split("\n"))


def _in_block(some: list[str]) -> str:
    entries = (
        f"- title: R{n} # kept: a\n  body: |\n{_indented(text, '    ')}  tags: [x]\n" for n, text in enumerate(some)
    )
    return "# kept\nreplies:\n" + "".join(entries)


def _in_folded(some: list[str]) -> str:
    return _in_block([re.sub(r"(?<=[^\n]{40}) (?=\S)", "\n", text) for text in some]).replace("body: |", "body: >-")


def _in_quotes(some: list[str]) -> str:
    return "".join(
        f"- title: R{n}\n  body: {json.dumps(text, ensure_ascii=False)} # kept\n" for n, text in enumerate(some)
    )


def _in_plain(some: list[str]) -> str:
    return "".join(
        f"- title: R{n}\n  body: It is so. "
        + re.sub(r"\s+", " ", text).replace(": ", "; ").replace(" #", " ")
        + " # kept\n"
        for n, text in enumerate(some)
    )


def _in_single(some: list[str]) -> str:
    flat = (re.sub(r"\s+", " ", text).replace("'", "''") for text in some)
    return "".join(f"- {{title: R{n}, body: '{text}'}} # kept\n" for n, text in enumerate(flat))


def _in_json(some: list[str]) -> str:
    return json.dumps({"macros": [{"title": f"R{n}", "body": text} for n, text in enumerate(some)]}, indent=2)


def _in_json_lines(some: list[str]) -> str:
    return "".join(
        json.dumps({"title": f"R{n}", "body": text}, ensure_ascii=False) + "\n" for n, text in enumerate(some)
    )


def _in_csv(some: list[str]) -> str:
    doubled = (text.replace('"', '""') for text in some)
    return "title,body,tag\r\n" + "".join(f'R{n},"{text}",x\r\n' for n, text in enumerate(doubled))


def _in_markdown(some: list[str]) -> str:
    return f"---\ntitle: A # kept\n---\n{some[0]}\n"


def _in_quotation(some: list[str]) -> str:
    return "".join(f"> {line}".rstrip() + "\r\n" for line in some[0].split("\n"))


def _in_sections(some: list[str]) -> str:
    return "# Saved replies\n" + "".join(f"\n## R{n}\n\n```\n{text}\n```\n" for n, text in enumerate(some))


SHAPES = (
    *((shape, "yaml") for shape in (_in_block, _in_folded, _in_quotes, _in_plain, _in_single)),
    *((_in_json, "json"), (_in_json_lines, "jsonl"), (_in_csv, "csv")),
    *((shape, "md") for shape in (_in_markdown, _in_quotation, _in_sections)),
)


def _read(path: Path) -> tuple[list[tuple[object, ...]], list[str], list[str]]:
    """What must not change of a file's replies, what they say, and what stands outside them."""
    text = path.read_bytes().decode()
    facts, said, outside, done = [], [], [], 0
    for part in conversations_in(f"macros/{path.name}", text, Settings()):
        assert isinstance(part, Conversation), part
        (turn,) = part.turns
        place = locate(text, turn, 0, len(turn.text))
        outside.append(text[done : place.start])
        done = place.end
        # what looks like a blank becomes the words of a link: [our leaflet] (https://…)
        kept = sorted(one for one in placeholders_in(turn.text) if not one.startswith("["))
        facts.append(
            (part.id, part.title, kept, Counter(re.findall(r"[\w.]+@[\w.]+\w|shop\.example/\w+|\d+", turn.text)))
        )
        said.append(turn.text)
    return facts, said, [*outside, text[done:]]


def _run(folder: Path, *arguments: str) -> tuple[float, str]:
    before = os.times()
    command = [
        sys.executable,
        "-m",
        "empathylint",
        "check",
        "macros",
        "--fix-only",
        "--no-cache",
        "--jobs",
        "1",
        *arguments,
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    after = os.times()
    assert done.returncode == 0, done.stderr
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent, done.stderr.splitlines()[0]


def main() -> None:
    """Generates the files, fixes them, and prints the figures."""
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    count = numbers[0] if numbers else 200
    chance = random.Random(7)
    for arguments in ((), ("--unsafe-fixes",)):
        with tempfile.TemporaryDirectory() as folder:
            macros = Path(folder) / "macros"
            macros.mkdir()
            for number in range(count):
                shape, suffix = SHAPES[number % len(SHAPES)]
                (macros / f"r{number:04}.{suffix}").write_bytes(shape(_replies(chance, 3)).encode())
            _check(Path(folder), arguments)


def _check(folder: Path, arguments: tuple[str, ...]) -> None:
    paths = sorted((folder / "macros").iterdir())
    before = {path: _read(path) for path in paths}
    spent, told = _run(folder, *arguments)
    after = {path: _read(path) for path in paths}
    wrong = [path.name for path in paths if (before[path][0], before[path][2]) != (after[path][0], after[path][2])]
    written = {path: path.read_bytes() for path in paths}
    again = _run(folder, *arguments)[1]
    restless = [path.name for path in paths if path.read_bytes() != written[path]]
    pairs = [pair for path in paths for pair in zip(before[path][1], after[path][1], strict=True)]
    changed = [pair for pair in pairs if pair[0] != pair[1]]
    print(f"check --fix {' '.join(arguments)}".rstrip())
    print(f"  {told}")
    print(f"  {len(changed)} of {len(pairs)} replies changed, {spent:.1f} s CPU")
    print(f"  files with lost placeholders, links or numbers, or changes outside replies: {wrong or 'none'}")
    print(f"  files that a second run changes: {restless or 'none'} ({again})")
    if "--show" in sys.argv:
        print("\n".join(f"--- {was!r}\n+++ {now!r}" for was, now in changed))


if __name__ == "__main__":
    main()
