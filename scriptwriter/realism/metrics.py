"""How good a judge is: ROC, calibration error, intervals. ``human`` is 1 or 0; higher scores mean human."""

from collections.abc import Callable, Sequence

import numpy as np

Metric = Callable[[np.ndarray, np.ndarray], float]


def auroc(scores: np.ndarray, human: np.ndarray) -> float:
    """The chance that a human passage scores above a generated one; ties count half. nan when one is missing."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2)[inverse]
    ours = human.sum()
    others = len(human) - ours
    if not ours or not others:
        return float("nan")
    return float((ranks[human == 1].sum() - ours * (ours + 1) / 2) / (ours * others))


def roc(scores: np.ndarray, human: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """False-positive (human called generated) and true-positive (generated found) rates, for every threshold."""
    order = np.argsort(scores, kind="stable")
    human = human[order]
    wrong = np.concatenate([[0.0], np.cumsum(human) / max(human.sum(), 1)])
    right = np.concatenate([[0.0], np.cumsum(1 - human) / max((1 - human).sum(), 1)])
    return wrong, right


def threshold_at(scores: np.ndarray, human: np.ndarray, false_positives: float) -> float:
    """The score below which that share of the human passages lies."""
    return float(np.quantile(scores[human == 1], false_positives))


def found_at(scores: np.ndarray, human: np.ndarray, false_positives: float = 0.05) -> float:
    """The share of generated passages that is found when that share of human ones is called generated."""
    return float((scores[human == 0] < threshold_at(scores, human, false_positives)).mean())


def balanced_accuracy(called_human: np.ndarray, human: np.ndarray) -> float:
    """The mean of the shares of both classes that are called right."""
    return float((called_human[human == 1].mean() + (1 - called_human[human == 0]).mean()) / 2)


def calibration_error(
    shares: np.ndarray, human: np.ndarray, bins: int = 15, weights: np.ndarray | None = None
) -> float:
    """ECE over bins of equal mass: |mean share − share of human passages|, weighed by the bins' mass."""
    weights = np.ones(len(shares)) if weights is None else weights
    total = 0.0
    for part in equal_mass(shares, bins):
        mass = weights[part].sum()
        gap = np.average(shares[part], weights=weights[part]) - np.average(human[part], weights=weights[part])
        total += mass * abs(gap)
    return float(total / weights.sum())


def equal_mass(values: np.ndarray, bins: int) -> list[np.ndarray]:
    """Indices of equally many values each, from the lowest to the highest."""
    return [part for part in np.array_split(np.argsort(values, kind="stable"), bins) if len(part)]


def interval(
    metric: Metric, scores: np.ndarray, human: np.ndarray, groups: Sequence[str], repeats: int = 300, seed: int = 5
) -> tuple[float, float, float]:
    """A figure and its 95 % interval; whole groups (authors) are drawn again, not passages. nan for a single class."""
    if len(set(human.tolist())) < 2:
        return float("nan"), float("nan"), float("nan")
    names = np.array(groups)
    members = [np.flatnonzero(names == name) for name in np.unique(names)]
    draw = np.random.default_rng(seed)
    values = []
    for _ in range(repeats):
        picked = np.concatenate([members[i] for i in draw.integers(0, len(members), len(members))])
        if 0 < human[picked].sum() < len(picked):
            values.append(metric(scores[picked], human[picked]))
    low, high = np.quantile(values, [0.025, 0.975]) if values else (float("nan"), float("nan"))
    return metric(scores, human), float(low), float(high)
