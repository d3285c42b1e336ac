"""From log odds to a number that means what it says: of the passages with a score of 70, seven in ten are human.

One curve for each band of length (Platt 1999 with few examples, isotonic regression with many), and a likely range
from curves that were fitted to the calibration authors drawn again (a bootstrap by author and generator).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

#: Words; the last band holds everything longer.
BANDS = ((50, 74), (75, 124), (125, 199), (200, 300))
#: From so many examples on, a curve without an assumed shape is the better one.
ISOTONIC_FROM = 1000
#: Where curves are written down, in nats of log odds.
GRID = np.linspace(-10.0, 10.0, 161)
_FLOOR = 0.01
_REPEATS = 200
_FEWEST = 15
_RANGE = (0.05, 0.95)

Curve = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True, slots=True)
class Calibration:
    """float[bands, grid] each: the share of human passages, and the ends of its likely range."""

    share: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def of(self, log_odds: float, words: int) -> tuple[float, float, float]:
        """The share of human passages at these log odds, from 0 to 1, and its range."""
        band = band_of(words)
        share, low, high = (float(np.interp(log_odds, GRID, c[band])) for c in (self.share, self.low, self.high))
        return share, min(low, share), max(high, share)

    def arrays(self) -> dict[str, Any]:
        """What is shipped."""
        return {"curve_share": self.share, "curve_low": self.low, "curve_high": self.high}


def read_calibration(arrays: Any) -> Calibration:
    """What ``Calibration.arrays`` gave. Raises ``KeyError`` or ``ValueError`` for other arrays."""
    found = [np.asarray(arrays[name], dtype=float) for name in ("curve_share", "curve_low", "curve_high")]
    if any(curve.shape != (len(BANDS), len(GRID)) or not np.isfinite(curve).all() for curve in found):
        raise ValueError("the calibration is damaged")
    return Calibration(*found)


def band_of(words: int) -> int:
    """The number of the band of length."""
    return next((index for index, (_, last) in enumerate(BANDS) if words <= last), len(BANDS) - 1)


def calibrate(
    log_odds: np.ndarray, human: np.ndarray, words: np.ndarray, groups: Sequence[str], seed: int = 5
) -> Calibration:
    """Fit all curves. ``human`` is 1 or 0; ``groups`` says what is drawn together: an author, a place.

    Both classes count alike in each band, whatever their numbers. A band with too few passages gets the curve of all.
    """
    bands = np.array([band_of(int(count)) for count in words])
    names = np.array(groups)
    curves = []
    for band in range(len(BANDS)):
        here = bands == band
        if min((human[here] == 1).sum(), (human[here] == 0).sum()) < _FEWEST:
            here = np.ones(len(human), bool)
        curves.append(_band(log_odds[here], human[here], names[here], seed))
    return Calibration(*(np.stack(part) for part in zip(*curves, strict=True)))


def _band(x: np.ndarray, y: np.ndarray, groups: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    curve = fit_curve(x, y)(GRID)
    draw = np.random.default_rng(seed)
    members = {name: np.flatnonzero(groups == name) for name in np.unique(groups)}
    names = list(members)
    drawn = []
    for _ in range(_REPEATS):
        picked = np.concatenate([members[names[i]] for i in draw.integers(0, len(names), len(names))])
        if len(np.unique(y[picked])) == 2:
            drawn.append(fit_curve(x[picked], y[picked])(GRID))
    if not drawn:
        return curve, np.full_like(curve, _FLOOR), np.full_like(curve, 1 - _FLOOR)
    low, high = np.quantile(np.stack(drawn), _RANGE, axis=0)
    return curve, np.minimum(low, curve), np.maximum(high, curve)


def fit_curve(x: np.ndarray, y: np.ndarray) -> Curve:
    """Log odds to shares of human passages, never quite 0 or 1, never falling."""
    weights = np.where(y == 1, 0.5 / max(y.sum(), 1), 0.5 / max((1 - y).sum(), 1))
    fitted = isotonic(x, y, weights) if len(x) >= ISOTONIC_FROM else platt(x, y, weights)
    return lambda values: np.clip(fitted(values), _FLOOR, 1 - _FLOOR)


def platt(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> Curve:
    """A logistic curve with slope and place, by Newton's method; the slope is not negative."""
    slope, place = 1.0, 0.0
    weights = weights / weights.sum() * len(x)
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-np.clip(slope * x + place, -30, 30)))
        error, curve = weights * (p - y), weights * p * (1 - p)
        gradient = np.array([(error * x).sum() + 1e-3 * slope, error.sum()])
        hessian = np.array([[(curve * x * x).sum() + 1e-3, (curve * x).sum()], [(curve * x).sum(), curve.sum() + 1e-6]])
        step = np.linalg.solve(hessian, gradient)
        slope, place = slope - step[0], place - step[1]
        if np.abs(step).max() < 1e-7:
            break
    slope = max(slope, 0.0)
    return lambda values: 1.0 / (1.0 + np.exp(-np.clip(slope * values + place, -30, 30)))


def isotonic(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> Curve:
    """The rising steps closest to the answers (pool adjacent violators), joined by straight lines."""
    order = np.argsort(x, kind="stable")
    blocks: list[list[float]] = []  # mean, weight, weighted place
    for at, answer, weight in zip(x[order], y[order], weights[order], strict=True):
        blocks.append([float(answer), float(weight), float(at * weight)])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            mean, weight_, place = blocks.pop()
            before = blocks[-1]
            before[0] = (before[0] * before[1] + mean * weight_) / (before[1] + weight_)
            before[1] += weight_
            before[2] += place
    places = np.array([place / weight for _, weight, place in blocks])
    means = np.array([mean for mean, _, _ in blocks])
    return lambda values: np.interp(values, places, means)
