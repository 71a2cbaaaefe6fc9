"""Writes docs/rules/, a page for each group of rules, docs/advice.md, what the rules rest on, and the JSON Schemas.

python docs/pages.py
"""

from __future__ import annotations

import json
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from empathylint.engine import linter_for
from empathylint.finding import Severity
from empathylint.house import House
from empathylint.pack import pack_folder, rule_file
from empathylint.reporters import REPORTERS
from empathylint.rule import WrittenExample, examples_of
from empathylint.schema import SCHEMAS, schema
from empathylint.settings import Settings
from empathylint.sources import read_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from empathylint.rule import Rule

DOCS = Path(__file__).parent
SHIPPED = DOCS.parent / "empathylint/schemas"
OUTPUTS = """
`empathylint check --format NAME` prints one of these; `--format NAME:FILE` writes it to a file, and may be given
several times: `--format sarif:out.sarif --format github` writes one and prints the other. `--format auto` is `github`
or `gitlab` in their CI, else `rich`. [ci](ci/README.md) has files to copy.

Control characters, marks that turn the direction of writing, and commands to CI systems in what people wrote are
shown by their escapes in every format. All but `rich` and `concise` are UTF-8, whatever the locale. The exit code is
the same whatever the format: 0 clean, 1 findings, 2 something that cannot be read.
"""
JSON = """
`version` rises when a field changes its meaning or goes; new fields may come at any time. `empathylint schema report`
prints the JSON Schema. `jsonl` has the same entries, each on a line of its own under its kind: `finding`, `problem`,
`unreadable`, `reply`, and at the end `summary`. Columns count characters, from 1, and the end is exclusive; turns
count from 0.
"""
MADE = "<!-- Made by docs/pages.py from the rules: change those instead. -->"


def pages() -> dict[str, str]:
    """The text of each page by its place in docs/."""
    rules = linter_for(Settings()).rules
    groups: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules.values():
        groups[rule.group].append(rule)
    made = {f"rules/{group}.md": _page(group, several) for group, several in groups.items()}
    return made | {"rules/README.md": _contents(groups), "advice.md": _advice(rules), "outputs.md": _outputs()}


def _contents(groups: dict[str, list[Rule]]) -> str:
    count = sum(map(len, groups.values()))
    told = f"{count} rules in {len(groups)} groups; `empathylint explain CODE` prints the same."
    lines = [MADE, "", "# Rules", "", told]
    for group, rules in groups.items():
        lines += ["", f"## [{group}]({group}.md)", ""]
        lines += ["| code | name | severity | what a good reply does |", "|---|---|---|---|"]
        for rule in rules:
            link = f"[{rule.code}]({group}.md#{_anchor(rule)})"
            lines.append(f"| {link} | {rule.name} | {rule.severity} | {_cell(rule.title)} |")
    return "\n".join(lines) + "\n"


def _anchor(rule: Rule) -> str:
    return f"{rule.code.lower()}-{rule.name}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _page(group: str, rules: list[Rule]) -> str:
    return "\n".join([MADE, "", f"# {group}", *(line for rule in rules for line in _rule(rule))]) + "\n"


def _rule(rule: Rule) -> Iterator[str]:
    """The lines of a rule: what, why, where from, the words to use instead, examples, and where it keeps quiet."""
    yield from ("", f"## {rule.code} {rule.name}", "", f"**{rule.title}.**", "", rule.why)
    yield from ("", f"Severity: {rule.severity}{_elsewhere(rule)}. Scope: {rule.scope}.")
    if rule.yields_to:
        yield f"Silent where {' or '.join(rule.yields_to)} speaks of the same."
    if rule.rewrite:
        yield from ("", "Instead:", "", *(f"- {template}" for template in rule.rewrite))
    if rule.safe:
        yield from ("", "Put in by `--fix` where its own words say the same.")
    flagged, fine = _examples(rule)
    for head, texts in (("Flagged, at the lines with “>”:", flagged), ("Fine:", fine)):
        if texts:
            yield from ("", head, "", "```text", "\n\n".join(texts), "```")
    yield from ("", "Sources:", "", *(f"- {source}" for source in rule.sources))


def _elsewhere(rule: Rule) -> str:
    parts = [f"{severity} in {profile}" for profile, severity in rule.profiles.items()]
    if rule.error_when is not None and rule.severity is not Severity.OFF:
        parts.append("error where the customer's words are strong")
    return f" ({', '.join(parts)})" if parts else ""


def _examples(rule: Rule) -> tuple[list[str], list[str]]:
    flagged: list[str] = []
    fine: list[str] = []
    for example in examples_of(rule_file(rule)):
        text = example.text if isinstance(example, WrittenExample) else example
        bad = any(line.startswith(">") for line in text.splitlines())
        becomes = f"\nbecomes: {example.fixed}" if isinstance(example, WrittenExample) and example.fixed else ""
        known = (
            f"\nhouse: {example.house.told()}"
            if isinstance(example, WrittenExample) and example.house != House()
            else ""
        )
        (flagged if bad else fine).append(text.strip() + known + becomes.rstrip())
    return flagged, fine


def _advice(rules: dict[str, Rule]) -> str:
    """Each piece of advice of the articles with the rules and parts that carry it, and each study with its rules."""
    sources = read_sources(pack_folder())
    carried: dict[str, list[str]] = defaultdict(list)
    for rule in rules.values():
        for source in rule.sources:
            carried[source].append(f"[{rule.code}](rules/{rule.group}.md#{_anchor(rule)})")
    told = sources.told()
    lines = [MADE, "", "# Advice", "", "Every piece of advice that the rules follow, and what carries it."]
    for key, article in sources.articles.items():
        lines += ["", f"## {article.title}", "", "| advice | rules | beside them |", "|---|---|---|"]
        for label, said in article.advice.items():
            codes = ", ".join(carried[told[f"{key}/{label}"]])
            lines.append(f"| {_cell(said)} | {codes} | {_cell('; '.join(article.by.get(label, [])))} |")
    lines += ["", "## Studies", "", "| study | rules |", "|---|---|"]
    lines += [f"| {_cell(told[key])} | {', '.join(carried[told[key]])} |" for key in sources.studies]
    return "\n".join(lines) + "\n"


def _outputs() -> str:
    """What `check` can print: the formats, and the fields of the JSON."""
    lines = [MADE, "", "# Outputs", "", OUTPUTS.strip()]
    for name, module in REPORTERS.items():
        lines += ["", f"## `{name}`", "", (import_module(module).__doc__ or "").strip()]
    lines += ["", "## The JSON", "", JSON.strip()]
    known = json.loads(schema("report"))
    for name, part in ({"the whole": known} | known["$defs"]).items():
        if "properties" in part:
            lines += ["", f"### {name}", "", "| field | type | meaning |", "|---|---|---|"]
            lines += [
                f"| `{field}` | {_type(told, known['$defs'])} | {_cell(told['description'])} |"
                for field, told in part["properties"].items()
            ]
    return "\n".join(lines) + "\n"


def _type(told: dict[str, Any], parts: dict[str, Any]) -> str:
    """What a field holds, as a JSON Schema has it, in a word or two."""
    if "anyOf" in told:
        return " or ".join(_type(one, parts) for one in told["anyOf"])
    if "$ref" in told:
        name = told["$ref"].rpartition("/")[2]
        return ", ".join(f"`{value}`" for value in parts[name]["enum"]) if "enum" in parts[name] else name
    return f"list of {_type(told['items'], parts)}" if told["type"] == "array" else str(told["type"])


def main() -> None:
    """Writes the pages and the schemas."""
    (DOCS / "rules").mkdir(exist_ok=True)
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
    SHIPPED.mkdir(exist_ok=True)
    for name in SCHEMAS:
        (SHIPPED / f"{name}.json").write_text(schema(name), encoding="utf-8")


if __name__ == "__main__":
    main()
