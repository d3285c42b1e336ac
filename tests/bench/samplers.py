"""Which sampler settings write most like people, for scripts and for prose? Chosen by numbers, by a rule fixed before.

    python -m tests.bench.samplers HELDOUT.jsonl [--model NAME] [--passages 150] [--form script|prose] [--threads N]

The same held-out places are continued with each setting, with the cue alone. Best is the setting whose passages are
closest to people's as a whole (``services/divergence.py``), among those that repeat runs of four words at most half as
often again as people (and half a point) and keep to the form in 95 of 100 passages. Settings within 0.01 of the best
count as the same, and of those the one of the lowest temperature is taken.
"""

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.generation import UNGUIDED, Sampling
from scriptwriter.engine.protocol import Engine
from scriptwriter.services import evaluation, models
from scriptwriter.services.evaluation import Place

#: The program's settings with one or two of them changed.
GRID = [
    *({"temperature": t, "min_p": p} for t in (0.7, 0.8, 0.9, 1.0, 1.1) for p in (0.02, 0.05, 0.1)),
    *({"temperature": t, "min_p": 0.0} for t in (0.8, 0.9, 1.0)),
    *({"temperature": t, "top_p": 1.0} for t in (0.9, 1.0)),
    *({"temperature": t, "dry_multiplier": 0.0} for t in (0.8, 0.9, 1.0)),
    *({"temperature": t, "xtc_probability": 0.2} for t in (0.8, 0.9)),
    *({"temperature": t, "typical_p": 0.9} for t in (0.8, 1.0)),
]
_SAME, _REPEATS, _MORE, _VALID = 0.01, 1.5, 0.005, 0.95


def rows(engine: Engine, places: list[Place]) -> Iterator[dict[str, Any]]:
    """Figures for each setting of the grid."""
    for changes in GRID:
        chosen = dataclasses.asdict(dataclasses.replace(Sampling(), **changes))
        texts = [
            evaluation.written(engine, place, UNGUIDED, CancelToken(), {**chosen, "seed": number})
            for number, place in enumerate(places)
        ]
        yield {**changes, **evaluation.figures(places, texts)}


def best(found: list[dict[str, Any]], people: dict[str, Any]) -> dict[str, Any]:
    """By the rule above; the closest of all when none is allowed."""
    allowed = [
        row
        for row in found
        if row["rep_4"] <= people["rep_4"] * _REPEATS + _MORE and (row["valid_blocks"] or 1) >= _VALID
    ] or found
    top = max(row["closeness"] for row in allowed)
    return min((row for row in allowed if row["closeness"] >= top - _SAME), key=lambda row: row["temperature"])


def main() -> None:
    """Write, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default="")
    parser.add_argument("--passages", type=int, default=150)
    parser.add_argument("--form", choices=[form.value for form in Form], action="append")
    parser.add_argument("--threads", type=int, default=0, help="1: two forms can be measured at once on two cores")
    options = parser.parse_args()
    everything = evaluation.read_places([options.data], sys.maxsize, seed=1)
    entry = models.catalogue().find(options.model)
    engine, _ = models.open_model(entry, threads=options.threads)
    answer: dict[str, Any] = {"model": entry.name}
    try:
        for form in map(Form, options.form or [form.value for form in Form]):
            places = [place for place in everything if place.form is form][: options.passages]
            people = evaluation.figures(places, [place.human for place in places])
            found = []
            for row in rows(engine, places):
                found.append(row)
                print(form.value, json.dumps(row), file=sys.stderr, flush=True)
            answer[form.value] = {"people": people, "best": best(found, people), "settings": found}
    finally:
        engine.close()
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
