"""From a passage to its score, or to why there is none."""

import numpy as np

from scriptwriter.domain.score import Reason, Score, Verdict
from scriptwriter.domain.tokens import TokenStats
from scriptwriter.realism.features import NAMES
from scriptwriter.realism.model import RealismModel
from scriptwriter.realism.normal import count_words
from scriptwriter.realism.suitable import MODERN

_REASONS = 6
_LEAST_EFFECT = 0.02


def score(text: str, stats: TokenStats, model: RealismModel, calibrated: bool = True) -> Score:
    """Judge a normalised text that ``without_model`` had nothing to say about.

    ``calibrated`` False: the statistics come from a language model that the score was not calibrated with.
    """
    if not calibrated:
        return Score(Verdict.NOT_CALIBRATED, note="not calibrated for this model")
    row = model.row(text, stats)
    if not len(stats) or not np.isfinite(row).all():
        return Score(Verdict.UNSUITABLE, note="the model cannot read it")
    if model.modern is not None and model.modern.of(text, row) > 0:
        return Score(Verdict.UNSUITABLE, note=MODERN)
    log_odds, effects = model.trees.judge(row)
    share, low, high = model.calibration.of(log_odds, count_words(text))
    return Score(Verdict.SCORED, round(100 * share), round(100 * low), round(100 * high), _reasons(row, effects))


def _reasons(row: np.ndarray, effects: np.ndarray) -> tuple[Reason, ...]:
    strongest = np.argsort(-np.abs(effects))[:_REASONS]
    return tuple(
        Reason(NAMES[index], round(float(row[index]), 4), round(float(effects[index]), 3))
        for index in strongest
        if abs(effects[index]) >= _LEAST_EFFECT
    )
