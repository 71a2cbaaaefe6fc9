"""The rule pack: word lists, cues and rules, read from YAML once and kept compiled.

A wheel carries the compiled pack as `rules/pack.bin`; for a checkout, plug-ins or house rules it is compiled once
into the user's cache, under a name that changes with any file of the pack.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from empathylint.cue_file import SIDES, CueFile, read_cue
from empathylint.cues import GUARD, Cue, Twin
from empathylint.errors import UserError, did_you_mean
from empathylint.house import House
from empathylint.kept import keep, kept_path
from empathylint.language.program import Program, build
from empathylint.pack_files import COMPILED, check_folders, fingerprint, pack_folder
from empathylint.plugins import Plugin, plugins
from empathylint.rule import Rule, read_rule
from empathylint.yaml_file import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import ModuleType

    from empathylint.language.phrases import Phrase

__all__ = ["COMPILED", "Pack", "compile_pack", "load_pack", "load_twin", "pack_folder"]


class Pack(Struct, frozen=True):
    """Everything that linting needs of the rules: the compiled phrases, the cues, and the rules in order of code."""

    program: Program
    cues: list[Cue]
    rules: list[Rule]


def load_pack(house: Sequence[Path] = (), *, allow_code: bool = False) -> Pack:
    """The pack with the rules of plug-ins and of the house added.

    Raises UserError with file and key for a mistake in a rule or cue, and for code in a folder of house rules that has
    no leave to run; code of plug-ins was installed, and may.
    """
    check_folders(house)
    named = {os.path.realpath(folder) for folder in house}
    pack = _load([pack_folder(), *(Path(plugin.folder) for plugin in plugins() if plugin.folder not in named), *house])
    if not allow_code:
        twins = [cue.twin for cue in pack.cues] + [rule.twin for rule in pack.rules]
        code = next((twin for twin in twins if Path(twin).is_absolute() and not _plugin_of(Path(twin))), None)
        if code:
            msg = f"{code}: code in house rules runs only with --allow-code"
            raise UserError(msg)
    return pack


def _load(folders: list[Path]) -> Pack:
    compiled = folders[0] / COMPILED
    if len(folders) == 1 and compiled.is_file():
        return msgspec.msgpack.decode(compiled.read_bytes(), type=Pack)
    kept = kept_path(f"pack-{fingerprint(folders)}.bin")
    try:
        return msgspec.msgpack.decode(kept.read_bytes(), type=Pack)
    except (OSError, msgspec.DecodeError):
        pass
    pack = compile_pack(folders)
    keep(kept, msgspec.msgpack.encode(pack))
    return pack


def compile_pack(folders: Iterable[Path]) -> Pack:
    """The pack of the YAML files in folders."""
    from empathylint.sources import read_sources

    lists: dict[str, tuple[str, ...]] = {}
    files: dict[str, tuple[CueFile, Path]] = {}
    paths: list[Path] = []
    sources: dict[str, str] = {}
    for folder in folders:
        sources |= read_sources(folder).told()
        lists |= {path.stem: _word_list(path) for path in sorted(folder.glob("words/*.yaml"))}
        files |= {path.stem: (read_cue(path), path) for path in sorted(folder.glob("cues/*.yaml"))}
        found = [path for path in sorted(folder.glob("*/*.yaml")) if path.parent.name not in {"cues", "words"}]
        if not found:
            msg = f"{folder}: there are no rules in it; a rule is a file such as {folder.name}/tone/my_rule.yaml"
            raise UserError(msg)
        paths += found
    outputs: dict[str, tuple[Phrase, ...]] = {}
    for cue, path in files.values():
        outputs |= _phrases(cue, path, lists)
    cues = [_cue(cue, path) for cue, path in files.values()]
    _check_needs(cues, files)
    known = {part for output in outputs for part in (output.rstrip(GUARD), output.split(".")[0].rstrip(GUARD))}
    known |= {f"{cue.cue}.{tier}" for cue, _ in files.values() for tier in cue.gives}
    rules = [read_rule(path, known, sources) for path in paths]
    by = {cue.name: cue.by for cue in cues}
    sides = {side: [output for output in outputs if side in by[output.rstrip(GUARD).split(".")[0]]] for side in SIDES}
    _check_codes(rules)
    return Pack(build(outputs, lists, sides), cues, sorted(rules, key=lambda rule: rule.code))


def _check_codes(rules: Iterable[Rule]) -> None:
    """Nothing, or UserError for a code that two rules have, or that a rule yields to and none has."""
    seen: dict[str, Rule] = {}
    for rule in rules:
        if rule.code in seen:
            msg = f"{rule.path}: code is “{rule.code}”, which {seen[rule.code].path} has already"
            raise UserError(msg)
        seen[rule.code] = rule
    for rule in seen.values():
        for code in rule.yields_to:
            if code not in seen:
                msg = f"{rule.path}: yields-to names “{code}”, which is no rule’s code.{did_you_mean(code, seen)}"
                raise UserError(msg)


@cache
def load_twin(path: str) -> ModuleType:
    """The Python twin of a cue or rule, by the path that the pack keeps for it; loaded when it is first asked."""
    place = Path(path) if Path(path).is_absolute() else pack_folder() / path
    name = f"empathylint_twin_{place.parent.name}_{place.stem}"
    spec = spec_from_file_location(name, place)
    if spec is None or spec.loader is None:
        msg = f"{place}: this is not a Python file"
        raise UserError(msg)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def twin_of(path: Path) -> str:
    """The path of the Python twin beside a YAML file, relative inside the shipped pack, or an empty string."""
    twin = path.with_suffix(".py")
    if not twin.is_file():
        return ""
    shipped = pack_folder()
    return twin.relative_to(shipped).as_posix() if twin.is_relative_to(shipped) else str(twin.resolve())


def cue_twin(path: str) -> Twin:
    """The twin module of a cue."""
    twin: Twin = load_twin(path)
    return twin


def _word_list(path: Path) -> tuple[str, ...]:
    words = load_yaml(path)
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        msg = f"{path}: a word list is a YAML list of words; write a word such as no or yes in quotes"
        raise UserError(msg)
    return tuple(words)


def _phrases(cue: CueFile, path: Path, lists: dict[str, tuple[str, ...]]) -> dict[str, tuple[Phrase, ...]]:
    from empathylint.language.phrases import PhraseError, parse

    tiers = cue.phrases if isinstance(cue.phrases, dict) else {"": cue.phrases}
    named = {f"{cue.cue}.{tier}" if tier else cue.cue: phrases for tier, phrases in tiers.items()}
    if cue.unless:
        named[cue.cue + GUARD] = cue.unless
    try:
        return {name: tuple(parse(str(phrase), lists) for phrase in phrases) for name, phrases in named.items()}
    except PhraseError as error:
        msg = f"{path}: {error}"
        raise UserError(msg) from None


def _cue(cue: CueFile, path: Path) -> Cue:
    by = (cue.by,) if isinstance(cue.by, str) else tuple(cue.by)
    for side in by:
        if side not in SIDES:
            msg = f"{path}: by is “{side}”; it is agent or customer, or both in a list.{did_you_mean(side, SIDES)}"
            raise UserError(msg)
    house = cue.house.replace("-", "_")
    if house and house not in House.__struct_fields__:
        hint = did_you_mean(cue.house, House.__struct_encode_fields__)
        raise UserError(f"{path}: house is “{cue.house}”, which is no key of the section house.{hint}")
    everywhere = cue.everywhere or cue.witness
    return Cue(cue.cue, by, cue.what, cue.negatable, tuple(cue.needs), everywhere, twin_of(path), house, cue.witness)


def _check_needs(cues: list[Cue], files: dict[str, tuple[CueFile, Path]]) -> None:
    known = {cue.name for cue in cues}
    for cue in cues:
        for need in cue.needs:
            if need not in known:
                path = next(path for found, path in files.values() if found.cue == cue.name)
                msg = f"{path}: needs “{need}”, which is no cue.{did_you_mean(need, known)}"
                raise UserError(msg)
    from graphlib import CycleError, TopologicalSorter

    try:
        TopologicalSorter({cue.name: cue.needs for cue in cues}).prepare()
    except CycleError as error:
        msg = f"these cues need each other: {', '.join(error.args[1])}"
        raise UserError(msg) from None


def _plugin_of(path: Path) -> Plugin | None:
    """The plug-in that a file belongs to."""
    return next((plugin for plugin in plugins() if path.is_relative_to(plugin.folder)), None)


def origin(rule: Rule) -> str:
    """Where a rule comes from: empathylint itself, a plug-in by its name, or a folder of house rules."""
    place = Path(rule.path)
    if not place.is_absolute():
        return "empathylint"
    plugin = _plugin_of(place)
    return plugin.name if plugin else str(place.parent.parent)


def rule_file(rule: Rule) -> Path:
    """The YAML file of a rule."""
    place = Path(rule.path)
    return place if place.is_absolute() else pack_folder() / place
