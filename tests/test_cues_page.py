from __future__ import annotations

import re

from empathylint.cue_file import CueFile, read_cue
from empathylint.pack import pack_folder

FOLDER = pack_folder()
PAGE = (FOLDER / "cues/README.md").read_text(encoding="utf-8")
CUES = {cue.cue: cue for cue in map(read_cue, FOLDER.glob("cues/*.yaml"))}
TIERS = {cue.cue: {*(cue.phrases if isinstance(cue.phrases, dict) else ()), *cue.gives} for cue in CUES.values()}
ENTRIES = re.findall(r"^- `([a-z-]+)`: (.+(?:\n  .+)*)", PAGE, re.MULTILINE)
KEYS = set(CueFile.__struct_encode_fields__)


def test_every_cue_has_one_entry_on_the_page() -> None:
    assert sorted(cue for cue, _ in ENTRIES) == sorted(CUES)


def test_an_entry_names_only_cues_tiers_and_keys_that_there_are() -> None:
    known = {*CUES, *KEYS, *(f"{cue}.{tier}" for cue, tiers in TIERS.items() for tier in tiers)}
    unknown = {
        (cue, word)
        for cue, said in ENTRIES
        for word in re.findall(r"`([a-z.-]+)`", said)
        if word not in known | TIERS.get(cue, set())
    }
    assert unknown == set()


def test_the_leads_name_only_cues_and_the_page_only_word_lists_that_there_are() -> None:
    leads = PAGE[PAGE.index("## What customers say") :]
    for cue, said in ENTRIES:
        leads = leads.replace(f"- `{cue}`: {said}", "")
    assert set(re.findall(r"`([a-z.-]+)`", leads)) <= set(CUES)
    assert set(re.findall(r"`\{([a-z-]+)\}`", PAGE)) <= {path.stem for path in FOLDER.glob("words/*.yaml")}
