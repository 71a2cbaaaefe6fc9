"""A repository of 5,000 canned replies: most a Markdown file each, the others in YAML and JSON.

python benchmarks/replies.py FOLDER
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from textwrap import indent

SAID = [
    "Your parcel left our store this morning.",
    "We apologize for any inconvenience.",
    "Please send us a photo of the damage, and we will send a new one today.",
    "Unfortunately we are unable to refund this order.",
    "The refund of {{order.total}} is on its way to your card.",
    "You can change your address under Settings.",
    "I'm sorry that your order arrived late.",
    "A colleague will write to you tomorrow.",
    "Reply to this message if anything is unclear.",
    "The form is at https://help.shop.example/returns.",
    "Turn the lamp off and on again, then press the small button for five seconds.",
    "Your invoice for {{order.number}} comes with this message.",
]
MARKDOWN, YAML, IN_EACH_YAML, JSON, IN_EACH_JSON = 3_500, 50, 20, 20, 25


def write_replies(folder: Path) -> list[Path]:
    """The files of 5,000 canned replies, written to a folder; the same each time."""
    chance = random.Random(3)
    files = {}
    for number in range(MARKDOWN):
        files[f"reply{number:04}.md"] = f"---\ntitle: Reply {number}\n---\n{_reply(chance)}"
    for number in range(YAML):
        files[f"macros{number:02}.yaml"] = "replies:\n" + "".join(
            f"  - title: Macro {number} {each}\n    body: |\n{indent(_reply(chance), ' ' * 6)}"
            for each in range(IN_EACH_YAML)
        )
    for number in range(JSON):
        replies = [{"title": f"Snippet {number} {each}", "body": _reply(chance)} for each in range(IN_EACH_JSON)]
        files[f"snippets{number:02}.json"] = json.dumps(replies, indent=1)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files]


def _reply(chance: random.Random) -> str:
    said = " ".join(chance.sample(SAID, 4))
    return f"Hi {{{{customer.first_name}}}},\n\n{said}\n\nKind regards,\n{{{{agent.name}}}}\n"


if __name__ == "__main__":
    print(f"{len(write_replies(Path(sys.argv[1])))} files written")
