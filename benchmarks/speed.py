"""CPU seconds (user + system) and peak memory of whole processes, beside other linters on the same files.

    python benchmarks/speed.py [--runs 7]

Run it in an environment where empathylint is installed; proselint and codespell are measured where they are on
the path. The least of the runs counts: noise on a shared machine only ever adds. Figures are also given as
ratios to a Typer hello, which starts the same interpreter and the same command-line library.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from replies import write_replies

TALK = [
    (
        "Customer",
        "Hi, my order was due on Monday and it still has not arrived. This is the third time I write.",
    ),
    ("Agent", "Hello Ana, thank you for your message. I'm sorry that your order has not arrived yet."),
    ("Agent", "Could you please send me the order number so that I can look into it?"),
    ("Customer", "It's 48213, I wrote it in my first message. I'm getting really frustrated with this!"),
    (
        "Agent",
        "You did, and I read past it. I can see the parcel in the Leeds depot, where it has been since Tuesday.",
    ),
    ("Agent", "I've asked them to put it on the van today: https://track.example/48213 shows it by 4 pm."),
    ("Customer", "ok thanks. can i change the address, i am not at home tomorrow"),
    ("Agent", "Yes. Please open the link, choose “Redirect” and pick a neighbour or a shop near you."),
    ("Customer", "Done. What about the money for express delivery?"),
    ("Agent", "I've refunded £4.95 to your card, it will be there within 3 days. Is there anything else?"),
    ("Customer", "No that's all, thanks for sorting it out."),
    ("Agent", "Thanks for telling us, Ana. Have a good evening!"),
]
WORDS = ["parcel", "lamp", "kettle", "boots", "invoice", "router", "ticket", "bottle", "sofa", "printer", "charger"]


def transcript(size: int, seed: int) -> str:
    """A `Name: text` transcript of about `size` bytes, its turns shuffled and varied by a seed."""
    chance = random.Random(seed)
    lines: list[str] = []
    length = 0
    while length < size:
        name, text = chance.choice(TALK)
        said = text.replace("parcel", chance.choice(WORDS))
        line = f"{name}: {said} {chance.choice(WORDS)} {chance.randrange(10**6)}"
        lines.append(line)
        length += len(line) + 1
    return "\n".join(lines) + "\n"


# A small process between: what a child had before it became the command counts as its memory.
WATCH = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
said = done.stderr.decode(errors="replace")
print(json.dumps([done.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said[-300:]]))
"""


def measure(command: list[str], runs: int, cwd: Path) -> tuple[float, float]:
    """The least CPU seconds of some runs of a command, and its greatest memory in MB.

    Raises RuntimeError where the command neither succeeds nor tells of findings.
    """
    seconds, memory = [], []
    for _ in range(runs):
        watched = subprocess.run([sys.executable, "-c", WATCH, *command], cwd=cwd, capture_output=True, check=True)
        code, spent, peak, said = json.loads(watched.stdout)
        if code not in (0, 1, 65) or "Traceback" in said:
            raise RuntimeError(f"{command}: exit code {code}: {said}")
        seconds.append(spent)
        memory.append(peak)
    return min(seconds), max(memory)


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--runs", type=int, default=7)
    runs = asked.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "hello.py").write_text("import typer\n\ndef hello() -> None:\n    print('hello')\n\ntyper.run(hello)\n")
        (root / "one.txt").write_text(transcript(2_000, 1))
        (root / "many").mkdir()
        for number in range(1_000):
            (root / "many" / f"{number:04}.txt").write_text(transcript(3_300, number))
        (root / "big.txt").write_text(transcript(10_000_000, 7))
        changed = str(write_replies(root / "replies")[0].relative_to(root))
        ours = [sys.executable, "-m", "empathylint"]
        check = [*ours, "check", "--exit-zero", "--jobs", "1", "--format", "concise"]
        anew = [*check, "--no-cache"]
        hello, _ = measure([sys.executable, "hello.py"], runs, root)
        print(f"{'typer hello':44} {hello:7.3f} s")
        cases = [
            ("empathylint --version", [*ours, "--version"], runs),
            ("empathylint, one 2 KB file, concise", [*anew, "one.txt"], runs),
            (
                "empathylint, one 2 KB file, drawn with rich",
                [*ours, "check", "--exit-zero", "--no-cache", "one.txt"],
                runs,
            ),
            ("empathylint, 1,000 files of 3.3 KB", [*anew, "many"], max(2, runs // 3)),
            ("empathylint, 10 MB in one file", [*anew, "big.txt"], 2),
            ("empathylint, 5,000 replies", [*anew, "replies"], 2),
            ("empathylint, 5,000 replies from cache", [*check, "replies"], runs),
            ("empathylint, one changed reply of 5,000", [*anew, changed], runs),
        ]
        files = [str(path) for path in sorted((root / "many").iterdir())]
        for tool, command in (("proselint", ["proselint", "check"]), ("codespell", ["codespell"])):
            if shutil.which(tool):
                cases += [
                    (f"{tool}, one 2 KB file", [*command, "one.txt"], runs),
                    (f"{tool}, 1,000 files of 3.3 KB", [*command, *files], 2),
                    (f"{tool}, 10 MB in one file", [*command, "big.txt"], 1),
                ]
        for name, command, times in cases:
            seconds, memory = measure(command, times, root)
            print(f"{name:44} {seconds:7.3f} s  {seconds / hello:6.1f} × hello  {memory:6.0f} MB", flush=True)


if __name__ == "__main__":
    main()
