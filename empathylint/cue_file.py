"""Cues as their YAML files write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct

from empathylint.errors import UserError
from empathylint.house import House
from empathylint.yaml_file import convert, load_yaml

if TYPE_CHECKING:
    from pathlib import Path

SIDES = ("agent", "customer")
Side = Annotated[str, Meta(extra_json_schema={"enum": list(SIDES)})]


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """Examples of a cue: sentences in which it is seen, such in which it is not, and what the settings say to them."""

    yes: Annotated[list[str], Meta(description="sentences in which the cue is seen")] = []
    no: Annotated[list[str], Meta(description="sentences that look alike, in which it is not seen")] = []
    house: Annotated[House, Meta(description="what the settings say of the company")] = House()


class CueFile(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A cue as its YAML file writes it. Tiers are keys under `phrases`, and what the Python file `gives`."""

    cue: Annotated[str, Meta(description="its name, as its file says")]
    what: Annotated[str, Meta(description="what the words do, in one sentence")]
    by: Annotated[Side | list[Side], Meta(description="who says it: `agent`, `customer`, or both in a list")]
    phrases: Annotated[
        list[str] | dict[str, list[str]],
        Meta(
            description="a list of phrases, or tables of them: `strong` under `upset` is the cue `upset.strong`, and "
            "`upset` is any of them"
        ),
    ] = []
    unless: Annotated[list[str], Meta(description="phrases that take a hit away which they touch")] = []
    negatable: Annotated[
        bool,
        Meta(description="`false` keeps hits that one of the three words before turns to their opposite (“not sorry”)"),
    ] = True
    needs: Annotated[list[str], Meta(description="for a Python file beside it: cues that it looks at")] = []
    gives: Annotated[list[str], Meta(description="for a Python file beside it: the tiers that it gives out")] = []
    everywhere: Annotated[bool, Meta(description="for a Python file beside it: `true` where it sees every turn")] = (
        False
    )
    witness: Annotated[bool, Meta(description="`true` where the second witness has the last word")] = False
    house: Annotated[
        str,
        Meta(
            description="for a Python file beside it: the part of the section `house` of the settings without which "
            "the cue is never looked for",
            extra_json_schema={"enum": list(House.__struct_encode_fields__)},
        ),
    ] = ""
    examples: Annotated[
        Said,
        Meta(
            description="sentences in which it is seen, `yes`, and such that look alike, `no`, under what the settings "
            "say, `house`"
        ),
    ] = Said()


def read_cue(path: Path) -> CueFile:
    """The cue of a file. Raises UserError with file and key."""
    found = convert(path, load_yaml(path), CueFile)
    if found.cue != path.stem.replace("_", "-"):
        msg = f"{path}: cue is “{found.cue}”, but the file's name says “{path.stem.replace('_', '-')}”"
        raise UserError(msg)
    return found
