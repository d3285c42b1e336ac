"""Which sampler settings write most like people, for scripts and for prose? Chosen by numbers, by a rule fixed before.

    python -m tests.bench.samplers HELDOUT.jsonl [--model NAME] [--passages 219] [--form script|prose] [--threads N]
                                   [--setting temperature=0.8,min_p=0 …] [--skip N] [--rounds N]

The same held-out places are continued with each setting, with the cue alone. Best is the setting whose passages are
closest to people's as a whole (``services/divergence.py``), among those that repeat runs of four words at most half as
often again as people (and half a point) and keep to the form in 95 of 100 passages. Settings within the best one's
standard error (jackknife over tenths of the places) count as the same, and of those the one of the lowest temperature
is taken, the closest of them.

``--setting`` compares these alone, ``--skip`` leaves out places that were used before, ``--rounds`` continues each
place so many times.
"""

import argparse
import dataclasses
import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.generation import UNGUIDED, Sampling
from scriptwriter.engine.protocol import Engine
from scriptwriter.services import evaluation, models
from scriptwriter.services.divergence import divergence
from scriptwriter.services.evaluation import Place

#: The first settings of the program with one or two of them changed.
GRID = [
    *({"temperature": t, "min_p": p} for t in (0.7, 0.8, 0.9, 1.0, 1.1) for p in (0.02, 0.05)),
    *({"temperature": t, "min_p": 0.1} for t in (0.9, 1.0, 1.1)),
    *({"temperature": t, "min_p": 0.0} for t in (0.8, 0.9, 1.0)),
    *({"temperature": t, "top_p": 1.0} for t in (0.9, 1.0)),
    *({"temperature": t, "dry_multiplier": 0.0} for t in (0.8, 0.9, 1.0)),
    # Names of speakers are up to five tokens long, and are meant to be repeated.
    *({"temperature": t, "dry_allowed_length": 6} for t in (0.8, 0.9, 1.0)),
    *({"temperature": t, "xtc_probability": 0.2} for t in (0.8, 0.9)),
    *({"temperature": t, "typical_p": 0.9} for t in (0.8, 1.0)),
]
_REPEATS, _MORE, _VALID = 1.5, 0.005, 0.95
_FOLDS = 10

Changes = Mapping[str, float]


def written(engine: Engine, places: Sequence[Place], settings: Sequence[Changes], first_seed: int) -> list[list[str]]:
    """The passages of each setting. Place by place, so that each text before it is read only once."""
    texts: list[list[str]] = [[] for _ in settings]
    for number, place in enumerate(places):
        for changes, found in zip(settings, texts, strict=True):
            chosen = {**dataclasses.asdict(Sampling()), **changes, "seed": first_seed + number}
            found.append(evaluation.written(engine, place, UNGUIDED, CancelToken(), chosen))
        print(f"{place.form} {number + 1}/{len(places)}", file=sys.stderr, flush=True)
    return texts


def standard_error(places: Sequence[Place], texts: Sequence[str]) -> float:
    """Of the closeness, by leaving out a tenth of the places at a time."""
    without = []
    for fold in range(_FOLDS):
        kept = [number for number in range(len(places)) if number % _FOLDS != fold]
        without.append(divergence([places[number].human for number in kept], [texts[number] for number in kept]))
    mean = sum(without) / _FOLDS
    return math.sqrt((_FOLDS - 1) / _FOLDS * sum((value - mean) ** 2 for value in without))


def best(found: list[dict[str, Any]], people: dict[str, Any]) -> dict[str, Any]:
    """By the rule above; the closest of all when none is allowed."""
    allowed = [
        row
        for row in found
        if row["rep_4"] <= people["rep_4"] * _REPEATS + _MORE and (row["valid_blocks"] or 1) >= _VALID
    ] or found
    top = max(allowed, key=lambda row: row["closeness"])
    same = [row for row in allowed if row["closeness"] >= top["closeness"] - top["standard_error"]]
    return min(same, key=lambda row: (row["temperature"], -row["closeness"]))


def measured(engine: Engine, places: Sequence[Place], settings: Sequence[Changes], first_seed: int) -> dict[str, Any]:
    """People's figures, each setting's, and the best setting."""
    people = evaluation.figures(places, [place.human for place in places])
    found = [
        {**changes, **evaluation.figures(places, texts), "standard_error": round(standard_error(places, texts), 4)}
        for changes, texts in zip(settings, written(engine, places, settings, first_seed), strict=True)
    ]
    return {"people": people, "best": best(found, people), "settings": found}


def setting(text: str) -> Changes:
    """``temperature=0.8,min_p=0`` as values."""
    return {name: float(value) for name, value in (part.split("=") for part in text.split(","))}


def main() -> None:
    """Write, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default="")
    parser.add_argument("--passages", type=int, default=219)
    parser.add_argument("--form", choices=[form.value for form in Form], action="append")
    parser.add_argument("--setting", type=setting, action="append", metavar="NAME=VALUE,…")
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0, help="the first place's; the next one's is one more")
    parser.add_argument("--threads", type=int, default=0, help="1: two forms can be measured at once on two cores")
    options = parser.parse_args()
    everything = evaluation.read_places([options.data], sys.maxsize, seed=1)
    entry = models.catalogue().find(options.model)
    engine, _ = models.open_model(entry, threads=options.threads)
    answer: dict[str, Any] = {"model": entry.name}
    try:
        for form in map(Form, options.form or [form.value for form in Form]):
            places = [place for place in everything if place.form is form]
            places = places[options.skip : options.skip + options.passages] * options.rounds
            answer[form.value] = measured(engine, places, options.setting or GRID, options.seed)
    finally:
        engine.close()
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
