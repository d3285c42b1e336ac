"""Other judges to compare the score with, and to look at a generator from the other side. Need scikit-learn.

The random forest is what the seed projects judged with; its features were fixed before anything was measured. With
style alone it finds LSTM text in too few cases to be a judge, so it has more to go by where it is to be one: chosen by
how well it tells LSTM text, before it saw anything that the program wrote.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from scriptwriter.domain.tokens import TokenStats
from scriptwriter.realism import usage
from scriptwriter.realism.features import LIKELIHOOD, NAMES, STYLE, curvature, mean_log_rank
from scriptwriter.realism.fit import Example, Table, balance
from scriptwriter.realism.normal import normalise

#: Hand-made features only: nothing that was counted in a corpus.
FOREST_FEATURES = tuple(
    name for name in STYLE if name not in ("unknown_words", "rare_words", "word_spread", "unknown_names")
)

JUDGE_FEATURES = FOREST_FEATURES + usage.FEATURES + LIKELIHOOD


class Judge(Protocol):
    """Gives higher numbers to what looks human."""

    def scores(self, table: Table) -> np.ndarray:
        """float[n]."""
        ...


class Forest:
    """The seed's judge: a random forest, of hand-made features of style unless it is given others."""

    def __init__(self, table: Table, names: Sequence[str] = FOREST_FEATURES) -> None:
        from sklearn.ensemble import RandomForestClassifier

        self._columns = [NAMES.index(name) for name in names]
        self._model: Any = RandomForestClassifier(300, min_samples_leaf=3, random_state=5, n_jobs=1)
        self._model.fit(table.rows[:, self._columns], table.human, sample_weight=_weights(table))

    def scores(self, table: Table) -> np.ndarray:
        """The share of trees that call it human."""
        return self._model.predict_proba(table.rows[:, self._columns])[:, 1]


class TfIdf:
    """Words and pairs of words, weighed by how rare they are, in a logistic regression."""

    def __init__(self, table: Table) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        self._words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, max_features=60_000)
        matrix = self._words.fit_transform(_texts(table.examples))
        self._model: Any = LogisticRegression(C=3.0, max_iter=300)
        self._model.fit(matrix, table.human, sample_weight=_weights(table))

    def scores(self, table: Table) -> np.ndarray:
        """Log odds."""
        return self._model.decision_function(self._words.transform(_texts(table.examples)))


class Single:
    """One number of the language model alone; which way it points is learnt from the training passages."""

    def __init__(self, table: Table, name: str) -> None:
        from scriptwriter.realism.metrics import auroc

        self._measure = {"curvature": curvature, "log_rank": mean_log_rank}[name]
        self._sign = 1.0 if auroc(self._raw(table), table.human) >= 0.5 else -1.0

    def _raw(self, table: Table) -> np.ndarray:
        nothing = TokenStats((), (), (), (), ())
        return np.array([self._measure(one.stats or nothing) for one in table.examples])

    def scores(self, table: Table) -> np.ndarray:
        """The number, turned so that more means human."""
        return self._sign * self._raw(table)


def others(table: Table) -> dict[str, Judge]:
    """All of them, taught with the same passages as the score."""
    return {
        "random forest (seed)": Forest(table),
        "TF-IDF + logistic": TfIdf(table),
        "curvature alone": Single(table, "curvature"),
        "log-rank alone": Single(table, "log_rank"),
    }


def _texts(examples: Sequence[Example]) -> list[str]:
    return [normalise(one.text) for one in examples]


def _weights(table: Table) -> np.ndarray:
    return balance(table.human, table.words, [one.form for one in table.examples])
