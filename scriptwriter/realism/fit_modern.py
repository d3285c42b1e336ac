"""Learns to tell writing of today from older writing, to turn it down. Needs scikit-learn."""

from collections.abc import Sequence

import numpy as np

from scriptwriter.realism import evidence as ev
from scriptwriter.realism.fit import Table, slot_matrix
from scriptwriter.realism.modern import Modern, style_of

#: So many of the human passages from before 1931, of authors that it did not learn from, are taken for modern. Nobody
#: writes as they did any more, so it costs writers of today little; at 0.02 it found three quarters of what it had not
#: learnt from, instead of nine tenths.
TURNED_DOWN = 0.05
#: How strongly weights are held back, the inverse in scikit-learn's manner.
_WORDS_C, _STYLE_C = 30.0, 1.0


def fit_modern(old: Table, new: Table, border: Table) -> Modern:
    """Words and style, each in a logistic regression, each as far apart on older writing as the other.

    ``old`` and ``border`` hold human passages from before 1931: to learn from, and to find the border by. Of ``new``,
    what each generator (a corpus) gives weighs alike; of ``old``, plays and prose: else speech would be modern.
    """
    from sklearn.linear_model import LogisticRegression

    answers = np.repeat([1, 0], [len(new.examples), len(old.examples)])
    sides = [one.generator for one in new.examples], [one.form for one in old.examples]
    weights = len(old.examples) * np.concatenate([_alike(names) for names in sides])
    texts = [one.text for one in (*new.examples, *old.examples)]
    style = np.concatenate([style_of(new.rows), style_of(old.rows)])
    middle, spread = style_of(old.rows).mean(0), style_of(old.rows).std(0) + 1e-9
    by_words = LogisticRegression(
        C=_WORDS_C, solver="liblinear", dual=True, max_iter=200, tol=1e-2, random_state=5
    ).fit(slot_matrix([ev.word_slots(text) for text in texts]), answers, sample_weight=weights)
    by_style = LogisticRegression(C=_STYLE_C, max_iter=1000).fit(
        (style - middle) / spread, answers, sample_weight=weights
    )
    slopes = by_style.coef_[0] / spread
    words_odds = by_words.decision_function(slot_matrix([ev.word_slots(one.text) for one in border.examples]))
    words_scale = 1 / max(float(np.std(words_odds)), 1e-9)
    style_scale = 1 / max(float(np.std(style_of(border.rows) @ slopes)), 1e-9)
    found = Modern(by_words.coef_[0] * words_scale, slopes * style_scale, 0.0)
    odds = [found.of(one.text, row) for one, row in zip(border.examples, border.rows, strict=True)]
    return Modern(found.words, found.style, -float(np.quantile(odds, 1 - TURNED_DOWN)))


def _alike(names: Sequence[str]) -> np.ndarray:
    """float[n] weights with which every name counts alike; they add up to 1."""
    _, inverse, counts = np.unique(np.array(names), return_inverse=True, return_counts=True)
    return 1 / counts[inverse] / len(counts)
