"""Plain measures of passages, the same for people's and for generated ones."""

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier, character_name

_WORD = re.compile(r"\w+")


def opens_with(before: str, text: str, character: str) -> bool:
    """Whether the first block is a speech of this character, whose name may have been typed already."""
    last = before.rstrip().split("\n")[-1]
    whole = f"{last}\n{text.lstrip()}" if last.upper() == character.upper() else text.strip("\n")
    lines = ["", *whole.split("\n"), ""]
    kinds = LineClassifier(lines).kinds
    return kinds[1] is ElementKind.CHARACTER and character_name(lines[1]).upper() == character.upper()


def known_speakers(before: str, text: str, character: str | None) -> list[bool]:
    """For each speech of a passage, whether its speaker has spoken before or is the asked one."""
    known = set(_speakers(before)) | {(character or "").upper()}
    return [speaker in known for speaker in _speakers(text)]


def _speakers(text: str) -> list[str]:
    lines = ["", *text.strip("\n").split("\n"), ""]
    kinds = LineClassifier(lines).kinds
    named = (line for line, kind in zip(lines, kinds, strict=True) if kind is ElementKind.CHARACTER)
    return [character_name(line).upper() for line in named]


def distinct(texts: Iterable[str], size: int = 2, limit: int = 50) -> float | None:
    """Distinct-n (Li et al. 2016) of the first ``limit`` words of each text, averaged: lengths would decide else."""
    shares = []
    for text in texts:
        words = [word.lower() for word in _WORD.findall(text)][:limit]
        grams = Counter(zip(*(words[at:] for at in range(size)), strict=False))
        if grams:
            shares.append(len(grams) / sum(grams.values()))
    return round(statistics.fmean(shares), 4) if shares else None


def interval(
    values: Sequence[float], weights: Sequence[float] | None = None, rounds: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """A 95 % bootstrap interval of the mean; with ``weights``, of the weighted one."""
    data = np.asarray(values, dtype=float)
    weight = np.ones(len(data)) if weights is None else np.asarray(weights, dtype=float)
    drawn = np.random.default_rng(seed).integers(len(data), size=(rounds, len(data)))
    means = (data * weight)[drawn].sum(axis=1) / weight[drawn].sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)
