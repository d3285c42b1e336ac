"""The whole way from examples to a model. Skipped where scikit-learn is not installed: using a score needs none."""

import numpy as np
import pytest

from scriptwriter.realism import metrics
from scriptwriter.realism.score import score
from tests.realism.making import examples, prose

pytest.importorskip("sklearn")
from scriptwriter.realism import fit, judges
from scriptwriter.realism.lexicon import count_authors
from scriptwriter.realism.usage import count_usage


@pytest.fixture(scope="module")
def fitted() -> fit.Fitted:
    lexicon = count_authors([(0, examples(2)[0].text)])
    return fit.fit(examples(), lexicon, count_usage([prose(2000)], 2, 2), {"author 0": 0}, ["known"])


def test_it_learns_what_differs(fitted: fit.Fitted):
    test = fitted.tables["test"]
    odds = fitted.model.trees.log_odds(test.rows)
    assert metrics.auroc(odds, test.human) > 0.9


def test_exported_trees_add_up(fitted: fit.Fitted):
    row = fitted.tables["test"].rows[0]
    odds, effects = fitted.model.trees.judge(row)
    start = fitted.model.trees.base + fitted.model.trees.value[:, 0].sum()
    assert odds == pytest.approx(start + effects.sum())


def test_one_text_is_scored_as_in_the_tables(fitted: fit.Fitted):
    one = fitted.tables["test"].examples[0]
    assert one.stats is not None
    assert np.allclose(fitted.model.row(one.text, one.stats), fitted.tables["test"].rows[0])
    assert score(one.text, one.stats, fitted.model).value is not None


def test_both_classes_weigh_alike_at_each_length():
    human, words = np.array([1] * 90 + [0] * 30), np.array([60] * 120)
    weights = fit.balance(human, words, ["prose"] * 120)
    assert weights[human == 1].sum() == pytest.approx(weights[human == 0].sum())


def test_other_judges(fitted: fit.Fitted):
    for judge in judges.others(fitted.tables["train"]).values():
        assert np.isfinite(judge.scores(fitted.tables["test"])).all()
