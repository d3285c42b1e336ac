import numpy as np
import pytest

from scriptwriter.realism import metrics


def test_auroc():
    human = np.array([1, 1, 0, 0])
    assert metrics.auroc(np.array([4.0, 3.0, 2.0, 1.0]), human) == 1.0
    assert metrics.auroc(np.array([1.0, 2.0, 3.0, 4.0]), human) == 0.0
    assert metrics.auroc(np.ones(4), human) == 0.5
    assert np.isnan(metrics.auroc(np.ones(2), np.ones(2)))


def test_found_at_a_false_positive_rate():
    scores = np.concatenate([np.linspace(0, 1, 101), np.full(50, 0.01), np.full(50, 0.9)])
    human = np.concatenate([np.ones(101), np.zeros(100)])
    assert metrics.found_at(scores, human, 0.05) == 0.5
    wrong, right = metrics.roc(scores, human)
    assert (wrong[0], right[0], wrong[-1], right[-1]) == (0, 0, 1, 1)


def test_calibration_error():
    shares = np.repeat([0.2, 0.8], 500)
    human = np.concatenate([np.arange(500) % 5 == 0, np.arange(500) % 5 != 0]).astype(int)
    assert metrics.calibration_error(shares, human, 2) == pytest.approx(0.0, abs=1e-9)
    assert metrics.calibration_error(1 - shares, human, 2) == pytest.approx(0.6)


def test_intervals_hold_the_figure():
    draw = np.random.default_rng(1)
    human = draw.integers(0, 2, 400)
    scores = human + draw.normal(0, 1, 400)
    value, low, high = metrics.interval(metrics.auroc, scores, human, [str(i % 15) for i in range(400)])
    assert low < value < high


def test_balanced_accuracy():
    assert metrics.balanced_accuracy(np.array([1, 0, 0, 0]), np.array([1, 1, 0, 0])) == 0.75
