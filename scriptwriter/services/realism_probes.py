"""Texts that the score was not made for: generated passages that somebody has edited, and writing of today."""

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from scriptwriter.realism.fit import Example, is_imitation
from scriptwriter.realism.model import RealismModel
from scriptwriter.realism.normal import count_words, normalise
from scriptwriter.realism.suitable import MIN_WORDS, without_model
from scriptwriter.services import realism_places, samples
from scriptwriter.services.realism import passages_of

EDITS = (0.1, 0.3, 0.5)
_RUN = 3
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Probe:
    """A text to try the score on, and what it is."""

    text: str
    kind: str
    human: bool


def edited(rows: Sequence[dict[str, Any]], examples: Sequence[Example], count: int, seed: int = 5) -> list[Probe]:
    """Generated test passages with a share of their words replaced by words of the human passage at their place.

    Runs of three words are replaced, spread over the passage, as somebody does who mends phrases here and there.
    """
    draw = random.Random(seed)
    places = {f"{one.row}:{one.start}": one for one in realism_places.cut_places(rows, {"test": 10**6})}
    ours = [one for one in examples if not one.human and one.split == "test" and one.words >= MIN_WORDS]
    ours = [one for one in ours if one.place in places and not is_imitation(one)][:count]
    found = []
    for one in ours:
        place = places[one.place]
        human = realism_places.told(realism_places.text_at(rows, place), one.form).split()
        for share in (0.0, *EDITS):
            text = _replaced(one.text.split(), human, share, draw)
            found.append(Probe(text, f"{round(100 * share)} % edited", human=False))
    return found


def _replaced(words: list[str], human: Sequence[str], share: float, draw: random.Random) -> str:
    words = words[:]
    runs = list(range(0, len(words) - _RUN, _RUN))
    for start in draw.sample(runs, min(round(share * len(words) / _RUN), len(runs))):
        at = min(start, max(len(human) - _RUN, 0))
        words[start : start + _RUN] = human[at : at + _RUN]
    return " ".join(words)


def modern(folder: Path, count: int, seed: int = 5) -> list[Probe]:
    """Lines of a television series, put together in their order; quotes; our own samples (which are new)."""
    found = []
    for name, kind, make in (("southpark.csv", "South Park", _together), ("anime_quotes.csv", "quotes", _alone)):
        path = folder / name
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                texts = make(list(csv.DictReader(file)))
            random.Random(seed).shuffle(texts)
            found += [Probe(text, kind, human=True) for text in texts[:count]]
    return found + own_samples()


def own_samples() -> list[Probe]:
    """The passages of the sample scripts that come with the program."""
    parts = [part for path in samples.sample_files() for part in passages_of(path.read_text(encoding="utf-8"))]
    return [Probe(part.text, "own samples", human=True) for part in parts if part.words >= MIN_WORDS]


def _together(lines: Sequence[dict[str, str]]) -> list[str]:
    """Speeches of one episode until there are enough words for a passage."""
    found, words, episode = [], [], None
    for line in lines:
        now = (line["season"], line["episode"])
        if now != episode or count_words(" ".join(words)) >= MIN_WORDS + 15:
            if MIN_WORDS <= count_words(" ".join(words)) <= _LONGEST * 2:
                found.append(normalise(" ".join(words)))
            words, episode = [], now
        words.append(line["line"].strip())
    return found


def _alone(lines: Sequence[dict[str, str]]) -> list[str]:
    return [text for line in lines if MIN_WORDS <= count_words(text := normalise(line["quote"])) <= _LONGEST * 2]


def judged(probes: Sequence[Probe], odds: Sequence[float], threshold: float) -> dict[str, Any]:
    """By kind: how many, how many are turned down, and the share of the others that is called generated."""
    found: dict[str, Any] = {}
    for kind in dict.fromkeys(probe.kind for probe in probes):
        here = [(probe, value) for probe, value in zip(probes, odds, strict=True) if probe.kind == kind]
        kept = [value for probe, value in here if without_model(probe.text) is None and np.isfinite(value)]
        rate = sum(value < threshold for value in kept) / len(kept) if kept else float("nan")
        found[kind] = {"n": len(here), "turned down": len(here) - len(kept), "called generated": round(rate, 4)}
    return found


def odds_of(model: RealismModel, texts: Sequence[str], stats: Sequence[Any]) -> list[float]:
    """Log odds of each text; nan where it was not read."""
    return [
        model.trees.judge(model.row(text, one))[0] if one is not None else float("nan")
        for text, one in zip(texts, stats, strict=True)
    ]
