"""Builds the training data of the realism score in a folder, from the first human passage to the last score."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import NotHere
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.services import realism_data, realism_lstm, realism_pairs, realism_places
from scriptwriter.services.realism_recipes import RECIPES, SUBTLE, Recipe
from scriptwriter.services.realism_variants import Variant, variants

Progress = Callable[[float], None]
Say = Callable[[str], None]
#: Passages of more words are written by the variant for long ones.
LONG_WORDS = 105


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made: human passages, requests of eight for short and long places, passages of each word chain."""

    human: dict[str, int] = field(default_factory=lambda: {"train": 5000, "calibration": 1400, "test": 2500})
    short: dict[str, int] = field(default_factory=lambda: {"train": 187, "calibration": 90, "test": 187})
    long: dict[str, int] = field(default_factory=lambda: {"train": 32, "calibration": 18, "test": 45})
    chains: dict[str, int] = field(default_factory=lambda: {"train": 250, "calibration": 150, "test": 260})
    #: Passages of the word LSTM at each temperature.
    lstm: dict[str, int] = field(default_factory=lambda: {"train": 250, "calibration": 150, "test": 260})
    #: Further requests to the model itself by the subtle recipes, for learning only.
    more: dict[str, int] = field(default_factory=lambda: {"train": 58})
    #: Places of unseen authors where the program's own way of writing is judged from the other side.
    pairs: int = 2200
    #: Of the short requests, so many parts go to the model itself, and one to each quantization.
    own_parts: int = 10


def build_data(
    heldout: Path, folder: Path, entry: ModelEntry, sizes: Sizes, cancel: CancelToken, progress: Progress, say: Say,
    threads: int = 0,
) -> dict[str, Any]:  # fmt: skip
    """Write ``human.jsonl`` and ``generated-*.jsonl``; go on where a run stopped. How many of each there are.

    Raises ``BadInput`` for a file that holds no passages, ``BadModel``, ``Failure``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows = realism_places.read_rows(heldout)
    known = folder / "human.jsonl"
    if not known.exists():
        realism_places.write_places(known, realism_places.cut_places(rows, sizes.human))
    places = realism_places.read_places(known)
    say(f"{len(places)} human passages")
    chains = folder / "generated-chains.jsonl"
    if not chains.exists():
        made = realism_data.imitate(rows, places, sizes.chains, realism_data.stable_seed("chains"))
        realism_data.write_generated(chains, iter([made]), 1, progress)
    _write_lstm(folder / "generated-lstm.jsonl", rows, places, sizes, cancel, progress, say)
    kinds = variants(entry, folder)
    others = len(kinds) - 2
    for kind in kinds:
        share = 1.0 if kind.long else (sizes.own_parts if kind.entry is entry else 1) / (sizes.own_parts + others)
        wanted = sizes.long if kind.long else sizes.short
        batches = {split: round(count * share) for split, count in wanted.items()}
        if not cancel.is_set():
            say(f"{kind.name}: {sum(batches.values())} requests")
            _write(kind, rows, places, batches, folder, cancel, progress, threads)
    if not cancel.is_set():
        own = replace(kinds[0], name=f"{kinds[0].name}-more")
        _write(own, rows, places, sizes.more, folder, cancel, progress, threads, SUBTLE)
    if not cancel.is_set():
        here = realism_pairs.pair_places(rows, places, sizes.pairs)
        say(f"{len(here)} pairs")
        realism_pairs.write_pairs(rows, here, folder, entry, cancel, progress, threads)
    return realism_data.tally(rows, places, realism_data.read_generated(folder))


def _write_lstm(
    path: Path, rows: list[dict[str, Any]], places: list[realism_places.Place], sizes: Sizes, cancel: CancelToken,
    progress: Progress, say: Say,
) -> None:  # fmt: skip
    if path.exists() or cancel.is_set():
        return
    say("a word LSTM learns the training authors' works")
    try:
        made = realism_lstm.lstm_passages(rows, places, sizes.lstm, cancel, progress)
    except NotHere as error:
        say(f"{error} Its passages are left out.")
        return
    if not cancel.is_set():
        realism_data.write_generated(path, iter([made]), 1, progress)


def _write(
    kind: Variant, rows: list[dict[str, Any]], places: list[realism_places.Place], batches: dict[str, int],
    folder: Path, cancel: CancelToken, progress: Progress, threads: int, recipes: Sequence[Recipe] = RECIPES,
) -> None:  # fmt: skip
    path = folder / f"generated-{kind.name}.jsonl"
    fitting = [place for place in places if (place.words > LONG_WORDS) == kind.long]
    jobs = realism_data.plan(rows, fitting, batches, realism_data.stable_seed(kind.name), recipes)
    realism_data.write_jobs(path, kind.entry, kind.name, rows, jobs, cancel, progress, threads)
