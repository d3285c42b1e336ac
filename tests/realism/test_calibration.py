import numpy as np
import pytest

from scriptwriter.realism import metrics
from scriptwriter.realism.calibration import (
    BANDS,
    Calibration,
    band_of,
    calibrate,
    fit_curve,
    isotonic,
    platt,
    read_calibration,
)


def sample(count: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Log odds that are twice too sure."""
    draw = np.random.default_rng(seed)
    true = draw.normal(0, 1.5, count)
    return 2 * true, (draw.random(count) < 1 / (1 + np.exp(-true))).astype(int)


def test_bands():
    assert [band_of(n) for n in (50, 74, 75, 124, 125, 199, 200, 900)] == [0, 0, 1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize("count", [400, 4000])
def test_what_is_too_sure_becomes_right(count: int):
    x, y = sample(count)
    fresh, answers = sample(4000, 2)
    curve = fit_curve(x, y)
    assert (
        metrics.calibration_error(curve(fresh), answers)
        < 0.05
        < metrics.calibration_error(1 / (1 + np.exp(-fresh)), answers)
    )


def test_curves_never_fall_and_never_say_never():
    x, y = sample(3000)
    grid = np.linspace(-20, 20, 200)
    for curve in (fit_curve(x, y), fit_curve(x[:300], y[:300])):
        values = curve(grid)
        assert (np.diff(values) >= -1e-12).all()
        assert values.min() >= 0.01
        assert values.max() <= 0.99


def test_isotonic_joins_what_falls():
    curve = isotonic(np.array([1.0, 2.0, 3.0]), np.array([0.0, 1.0, 0.0]), np.ones(3))
    assert curve(np.array([2.5]))[0] == pytest.approx(0.5)


def test_platt_does_not_turn_round():
    x = np.linspace(-1, 1, 50)
    curve = platt(x, (x < 0).astype(float), np.ones(50))
    assert curve(np.array([-5.0]))[0] == pytest.approx(curve(np.array([5.0]))[0])


def test_ranges_hold_the_score_and_survive_a_file():
    x, y = sample(600)
    words = np.full(600, 60)
    words[300:] = 150
    words[:8], words[8:16] = 100, 250
    made = calibrate(x, y, words, [str(i % 20) for i in range(600)])
    again = read_calibration(made.arrays())
    for odds in (-6.0, 0.0, 6.0):
        for first, _ in BANDS:
            share, low, high = again.of(odds, first)
            assert 0 <= low <= share <= high <= 1


def test_damaged_curves():
    with pytest.raises(ValueError, match="damaged"):
        read_calibration({name: np.zeros((2, 3)) for name in ("curve_share", "curve_low", "curve_high")})
    bad = Calibration(*(np.full((len(BANDS), 161), np.nan) for _ in range(3)))
    with pytest.raises(ValueError, match="damaged"):
        read_calibration(bad.arrays())
