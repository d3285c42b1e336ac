"""Texts that the score was not made for: generated passages that somebody has edited, and writing of today."""

import csv
import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from scriptwriter.domain.tokens import TokenStats
from scriptwriter.realism.fit import Example, is_imitation
from scriptwriter.realism.model import RealismModel
from scriptwriter.realism.normal import count_words, normalise
from scriptwriter.realism.suitable import MIN_WORDS, without_model
from scriptwriter.services import documents, realism_places, samples
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


def modern(folder: Path, count: int, learnt: bool = False, seed: int = 5) -> list[Probe]:
    """Lines of a television series, put together in their order, and quotes; at most ``count`` of each.

    One half of the episodes and series is there to learn from (``learnt``), the other to be measured on.
    """
    found = []
    for name, kind, work, make in (
        ("southpark.csv", "South Park", _episode, _together), ("anime_quotes.csv", "quotes", _series, _alone),
    ):  # fmt: skip
        path = folder / name
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                lines = [line for line in csv.DictReader(file) if _is_learnt(work(line)) == learnt]
            texts = make(lines)
            random.Random(seed).shuffle(texts)
            found += [Probe(text, kind, human=True) for text in texts[:count]]
    return found


def _episode(line: dict[str, str]) -> str:
    return f"{line['season']}:{line['episode']}"


def _series(line: dict[str, str]) -> str:
    return line["anime"]


def _is_learnt(work: str) -> bool:
    return hashlib.sha256(work.encode()).digest()[0] % 2 == 0


def own_samples() -> list[Probe]:
    """The passages of the sample scripts that come with the program."""
    return passages(samples.sample_files(), "own samples")


def passages(paths: Sequence[Path], kind: str) -> list[Probe]:
    """The passages of some scripts or stories. Raises ``BadDocument``."""
    parts = [part for path in paths for part in passages_of(documents.load(path).text)]
    return [Probe(part.text, kind, human=True) for part in parts if part.words >= MIN_WORDS]


def _together(lines: Sequence[dict[str, str]]) -> list[str]:
    """Speeches of one episode until there are enough words for a passage."""
    found, words, episode = [], [], None
    for line in lines:
        now = _episode(line)
        if now != episode or count_words(" ".join(words)) >= MIN_WORDS + 15:
            if MIN_WORDS <= count_words(" ".join(words)) <= _LONGEST * 2:
                found.append(normalise(" ".join(words)))
            words, episode = [], now
        words.append(line["line"].strip())
    return found


def _alone(lines: Sequence[dict[str, str]]) -> list[str]:
    return [text for line in lines if MIN_WORDS <= count_words(text := normalise(line["quote"])) <= _LONGEST * 2]


def judged(
    probes: Sequence[Probe], model: RealismModel, stats: Sequence[TokenStats | None], threshold: float
) -> dict[str, Any]:
    """By kind: how many, how many get no score, the share that is called generated, and that among those scored."""
    found: dict[str, Any] = {}
    odds = [_odds(probe.text, model, one) for probe, one in zip(probes, stats, strict=True)]
    for kind in dict.fromkeys(probe.kind for probe in probes):
        here = [value for probe, value in zip(probes, odds, strict=True) if probe.kind == kind]
        kept = [value for value in here if value is not None]
        called = sum(value < threshold for value in kept)
        found[kind] = {
            "called generated": round(called / len(here), 4),
            "of those scored": round(called / len(kept), 4) if kept else None,
            "turned down": len(here) - len(kept),
            "n": len(here),
        }
    return found


def _odds(text: str, model: RealismModel, stats: TokenStats | None) -> float | None:
    """Log odds; None for a text that gets no score."""
    if stats is None or without_model(text) is not None:
        return None
    row = model.row(text, stats)
    if not np.isfinite(row).all() or (model.modern is not None and model.modern.of(text, row) > 0):
        return None
    return model.trees.judge(row)[0]
