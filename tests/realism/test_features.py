import math

import numpy as np
import pytest

from scriptwriter.domain.tokens import TokenStats
from scriptwriter.realism import features, usage
from scriptwriter.realism.features import NAMES, curvature, likelihood, lrr, style
from scriptwriter.realism.lexicon import Lexicon, count_authors
from tests.realism.making import prose, stats

NOTHING = Lexicon(np.zeros(0, np.uint32), np.zeros(0, np.uint8))


def of(values: list[float], names: tuple[str, ...], name: str) -> float:
    return values[names.index(name)]


def test_every_feature_has_a_name_and_is_finite():
    text = prose(80)
    row = likelihood(stats(120), 80) + style(text, NOTHING)
    assert len(row) == len(features.LIKELIHOOD) + len(features.STYLE)
    assert len(NAMES) == len(row) + len(usage.FEATURES) + len(features.EVIDENCE) == len(set(NAMES))
    assert np.isfinite(row).all()


def test_curvature_as_fast_detectgpt_defines_it():
    few = TokenStats((0, 2), (-1.0, -2.0), (0, 3), (1.5, 2.5), (1.0, 3.0))
    assert curvature(few) == pytest.approx(((-3.0) - (-4.0)) / 2.0)
    assert lrr(few) == pytest.approx(3.0 / (math.log(1) + math.log(4)))


def test_rank_buckets_sum_to_one():
    few = TokenStats((0, 1, 2, 3), (-1.0,) * 4, (0, 10, 100, 1000), (1.0,) * 4, (1.0,) * 4)
    values = likelihood(few, 4)
    shares = [of(values, features.LIKELIHOOD, n) for n in ("rank_10", "rank_100", "rank_1000", "rank_beyond")]
    assert shares == [0.25] * 4
    assert of(values, features.LIKELIHOOD, "rank_first") == 0.25


def test_no_tokens_no_words():
    nothing = TokenStats((), (), (), (), ())
    assert set(likelihood(nothing, 0)) == {0.0}
    assert np.isfinite(style("", NOTHING)).all()
    assert curvature(nothing) == lrr(nothing) == 0.0


def test_repetition_shows():
    plain, again = style(prose(80), NOTHING), style("The key was in the door of the house. " * 10, NOTHING)
    assert of(again, features.STYLE, "repeated_fours") > of(plain, features.STYLE, "repeated_fours")
    assert of(again, features.STYLE, "type_token") < of(plain, features.STYLE, "type_token")


def test_the_lexicon_counts_authors_and_can_leave_one_out():
    lexicon = count_authors([(0, "A brass key."), (1, "A key and a zither."), (2, "Nothing.")])
    assert lexicon.authors(["key", "zither", "unknown"]).tolist() == [2, 1, 0]
    assert lexicon.authors(["key", "zither"], without=1).tolist() == [1, 0]
    assert lexicon.authors([]).tolist() == []
