"""Makes `rules/witness.json`: what the second witness weighs, learnt from labelled turns.

    python training/train.py [--compare]

Reads `training/turns/SIDE/*.jsonl`, each line `{"before", "text", "yes", "maybe"}` with the other side's turn before,
the turn, its labels and those that may go either way; and what has taught the phrases too, `training/taught` and
labelled conversations.
One logistic regression for each cue weighs the words; a second one, on turns that no phrase was written for, weighs
its result and the cues that the phrases saw. The threshold is the one that does best on the turns of a writer left out.
Nothing but the standard library is needed; the same turns give the same weights. `--compare` prints F1 for each writer
left out, of the phrases alone and with the witness.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Raw, json
from msgspec.structs import replace

from empathylint.cue_file import read_cue
from empathylint.cues import Annotator
from empathylint.examples import said_in
from empathylint.model import Conversation, Role, Turn
from empathylint.pack import cue_twin, load_pack, pack_folder
from empathylint.witness import WEIGHTS, Voice, Weights, before, features, seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from empathylint.model import Hit

HERE = Path(__file__).parent
CONVERSATIONS = HERE.parent / "tests" / "conversations"
TAUGHT = ("first", "second", "third", "fifth")  # the others stay unseen, to be measured on
ROUNDS, STEP, PULL = 12, 0.3, 0.04
LEAST_TURNS = 2  # in which a feature stands
LIGHT = 0.08  # weights below are not kept
FOLDS = 5
DOUBT_TO_DROP, DOUBT_TO_ADD = 2.0, 1.0  # so far beyond the best threshold the witness overrules the phrases
DOUBT_OF_ONE = 2.0  # and so much further where a single writer taught it what to drop


class Heard(NamedTuple):
    """A turn as the witness meets it: its features, the cues seen, whether it has the label, and had by phrases."""

    words: frozenset[str]
    cues: frozenset[str]
    expected: bool
    found: bool


class Listener:
    """Stands in the witness's place while the training turns are annotated, and notes what it would be asked."""

    def __init__(self) -> None:
        self.asked: dict[tuple[str, int], dict[str, tuple[frozenset[str], bool]]] = defaultdict(dict)

    def settled(self, cue: str, found: tuple[Hit, ...], turn: Turn, conversation: Conversation) -> tuple[Hit, ...]:
        """The hits as they are."""
        self.asked[conversation.id, turn.index][cue] = frozenset(seen(cue, found, turn)), bool(found)
        return found


Labelled = tuple[Conversation, "dict[int, tuple[set[str], set[str]]]"]


def main() -> None:
    """Trains and writes, or compares."""
    pack = load_pack()
    cues = [cue.name for cue in pack.cues if cue.witness]
    listener = Listener()
    annotator = Annotator(pack.program, pack.cues, cue_twin, lambda: listener)  # type: ignore[arg-type,return-value]
    fresh = {
        path.stem: _heard(annotator, listener, _turns(path), cues) for path in sorted(HERE.glob("turns/*/*.jsonl"))
    }
    taught = _heard(annotator, listener, _taught(), cues)
    if "--compare" in sys.argv:
        _compare(cues, fresh, taught)
        return
    trained = {cue: _trained(_by_writer(cue, fresh), taught[cue], is_alone=_writers(cue, fresh) == 1) for cue in cues}
    names = sorted({name for _, weights in trained.values() for name in weights})
    table = {
        cue: Raw(json.encode([round(100 * weights.get(name, 0.0)) for name in names]))
        for cue, (_, weights) in trained.items()
    }
    weights = Weights({cue: voice for cue, (voice, _) in trained.items()}, names, table)
    (pack_folder() / WEIGHTS).write_bytes(json.encode(weights) + b"\n")


def _writers(cue: str, fresh: dict[str, dict[str, list[Heard]]]) -> int:
    """How many people wrote turns that tell of a cue."""
    return sum(bool(turns[cue]) for turns in fresh.values())


def _by_writer(cue: str, fresh: dict[str, dict[str, list[Heard]]]) -> list[list[Heard]]:
    """The turns that tell of a cue, writer by writer; a single writer's are dealt out as if they were several's."""
    found = [turns[cue] for turns in fresh.values() if turns[cue]]
    return found if len(found) > 1 else [found[0][at::FOLDS] for at in range(FOLDS)]


def _turns(path: Path) -> Iterator[Labelled]:
    """Each labelled turn of a file as a conversation of its own."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.decode(line)
        side = Role(path.parent.name)
        other = Role.AGENT if side is Role.CUSTOMER else Role.CUSTOMER
        said = [(other, row["before"])] if row["before"] else []
        said.append((side, row["text"]))
        turns = tuple(Turn(at, role, text) for at, (role, text) in enumerate(said))
        yield Conversation(f"{path.stem} {number}", turns), {len(turns) - 1: (set(row["yes"]), set(row["maybe"]))}


def _taught() -> Iterator[Labelled]:
    """The turns and labelled conversations that have taught the phrases."""
    for path in sorted(HERE.glob("taught/*/*.jsonl")):
        yield from _turns(path)
    yield from _examples()
    for name in TAUGHT:
        lines = (CONVERSATIONS / f"{name}.labels.jsonl").read_text(encoding="utf-8").splitlines()
        labels = {row["id"]: row["turns"] for row in map(json.decode, lines)}
        for line in (CONVERSATIONS / f"{name}.items.jsonl").read_text(encoding="utf-8").splitlines():
            item = json.decode(line)
            turns = tuple(Turn(at, Role(one["speaker"]), one["text"]) for at, one in enumerate(item["turns"]))
            given = {at: labels[item["id"]].get(str(at), {}) for at in range(len(turns))}
            yield (
                Conversation(f"{name} {item['id']}", turns),
                {at: (set(one.get("yes", ())), set(one.get("maybe", ()))) for at, one in given.items()},
            )


def _examples() -> Iterator[Labelled]:
    """The examples in the files of the cues that the witness is heard on; of other cues they tell nothing."""
    files = [read_cue(path) for path in sorted(pack_folder().glob("cues/*.yaml"))]
    heard = {file.cue for file in files if file.witness}
    for file in files:
        for expected, texts in ((True, file.examples.yes), (False, file.examples.no)) if file.witness else ():
            for number, text in enumerate(texts):
                side = Role(file.by if isinstance(file.by, str) else file.by[0])
                told = replace(said_in(text, side), id=f"{file.cue} {expected} {number}")
                yield told, {told.turns[-1].index: ({file.cue} if expected else set(), heard - {file.cue})}


def _heard(
    annotator: Annotator, listener: Listener, labelled: Iterable[Labelled], cues: list[str]
) -> dict[str, list[Heard]]:
    """The turns as the witness meets them, for each cue those whose label is beyond doubt."""
    heard: dict[str, list[Heard]] = {cue: [] for cue in cues}
    for conversation, labels in labelled:
        listener.asked.clear()
        annotated = annotator.annotate(conversation)
        for turn in annotated.turns:
            if turn.index not in labels:
                continue
            yes, maybe = labels[turn.index]
            words = frozenset({*features(turn), before(turn, annotated)})
            for cue, (names, found) in listener.asked[conversation.id, turn.index].items():
                if cue in cues and cue not in maybe:
                    heard[cue].append(Heard(words, names, cue in yes, found))
    return heard


def _trained(fresh: list[list[Heard]], taught: list[Heard], *, is_alone: bool) -> tuple[Voice, dict[str, float]]:
    """A cue's voice and the weights of its features."""
    turns = [turn for of in fresh for turn in of]
    scale, bias, cues = _second(_unseen_weights(turns, taught), turns)
    known, constant = _first([*turns, *taught])
    drop, add = _margins(fresh, taught)
    drop -= DOUBT_OF_ONE * is_alone
    shift = scale * constant + bias
    voice = Voice(round(drop - shift, 2), round(add - shift, 2), _kept(cues))
    return voice, _kept({name: scale * weight for name, weight in known.items()})


def _kept(weights: Mapping[str, float]) -> dict[str, float]:
    return {name: round(weight, 2) for name, weight in weights.items() if abs(weight) >= LIGHT}


def _first(turns: list[Heard]) -> tuple[dict[str, float], float]:
    """The weights of words and a constant, by logistic regression with steps that shrink for each feature."""
    common = Counter(name for turn in turns for name in turn.words)
    known = [[name for name in sorted(turn.words) if common[name] >= LEAST_TURNS] for turn in turns]
    weights: dict[str, float] = defaultdict(float)
    moved: dict[str, float] = defaultdict(lambda: 1e-6)
    constant, order, chance = 0.0, list(range(len(turns))), random.Random(1)  # noqa: S311 - an order, no secret
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for at in order:
            off = _likely(constant + sum(weights[name] for name in known[at])) - turns[at].expected
            constant -= off / 20
            for name in known[at]:
                slope = off + PULL * weights[name]
                moved[name] += slope * slope
                weights[name] -= STEP * slope / math.sqrt(moved[name])
    return dict(weights), constant


def _likely(leaning: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, leaning))))


def _weigh(turn: Heard, weights: Mapping[str, float], constant: float) -> float:
    return constant + sum(weights.get(name, 0.0) for name in turn.words)


def _unseen_weights(turns: list[Heard], taught: list[Heard]) -> list[float]:
    """What the words of each turn weigh by weights that were learnt without it."""
    found = [0.0] * len(turns)
    for fold in range(FOLDS):
        weights, constant = _first([turn for at, turn in enumerate(turns) if at % FOLDS != fold] + taught)
        for at in range(fold, len(turns), FOLDS):
            found[at] = _weigh(turns[at], weights, constant)
    return found


def _second(weighed: list[float], turns: list[Heard]) -> tuple[float, float, dict[str, float]]:
    """How much the words' weight counts, a constant, and what each cue that was seen counts."""
    scale, bias, cues = 1.0, 0.0, dict.fromkeys(sorted({name for turn in turns for name in turn.cues}), 0.0)
    for _ in range(200):
        scale_slope = bias_slope = 0.0
        slopes = dict.fromkeys(cues, 0.0)
        for weight, turn in zip(weighed, turns, strict=True):
            off = _likely(scale * weight + bias + sum(cues[name] for name in turn.cues)) - turn.expected
            scale_slope += off * weight
            bias_slope += off
            for name in turn.cues:
                slopes[name] += off
        scale -= 0.3 * scale_slope / len(turns)
        bias -= bias_slope / len(turns)
        for name, slope in slopes.items():
            cues[name] -= 2 * (slope / len(turns) + 0.002 * cues[name])
    return scale, bias, cues


def _left_out(fresh: list[list[Heard]], taught: list[Heard]) -> list[list[tuple[float, Heard]]]:
    """For each writer, their turns with what they weigh by all that was learnt from the others."""
    found = []
    for at, turns in enumerate(fresh):
        others = [turn for number, of in enumerate(fresh) if number != at for turn in of]
        scale, bias, cues = _second(_unseen_weights(others, taught), others)
        weights, constant = _first([*others, *taught])
        found.append(
            [
                (scale * _weigh(turn, weights, constant) + bias + sum(cues.get(name, 0.0) for name in turn.cues), turn)
                for turn in turns
            ]
        )
    return found


def _margins(fresh: list[list[Heard]], taught: list[Heard]) -> tuple[float, float]:
    """The thresholds to drop and to add a cue that do best on writers left out."""
    return _best([one for of in _left_out(fresh, taught) for one in of])


def _best(weighed: list[tuple[float, Heard]]) -> tuple[float, float]:
    middle = max((step / 4 for step in range(-12, 9)), key=lambda middle: _f1(weighed, middle, middle))
    return middle - DOUBT_TO_DROP, middle + DOUBT_TO_ADD


def _f1(weighed: list[tuple[float, Heard]], drop: float, add: float) -> float:
    hits = false = missed = 0
    for leaning, turn in weighed:
        given = leaning >= (drop if turn.found else add)
        hits += given and turn.expected
        false += given and not turn.expected
        missed += turn.expected and not given
    return 2 * hits / (2 * hits + false + missed) if hits else 0.0


def _compare(cues: list[str], fresh: dict[str, dict[str, list[Heard]]], taught: dict[str, list[Heard]]) -> None:
    for cue in cues:
        weighed = _left_out(_by_writer(cue, fresh), taught[cue])
        told = []
        for at in range(len(weighed)):
            drop, add = _best([one for number, of in enumerate(weighed) if number != at for one in of])
            told.append(f"{_f1(weighed[at], -99, 99):.2f} {_f1(weighed[at], drop, add):.2f}")
        sys.stdout.write(f"{cue:12} {'   '.join(told)}\n")


if __name__ == "__main__":
    main()
