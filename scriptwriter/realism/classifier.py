"""The classifier: boosted trees as plain arrays, and which feature moved a passage how far."""

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np

_LEAF = -1


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees of one depth limit; all arrays are [trees, nodes].

    ``feature``: what a node asks for, -1 in a leaf; ``threshold``: values up to it go to ``left``, others to
    ``right``; ``value``: the mean of the leaves below, in nats of log odds, which is what reasons are made of (Saabas'
    attribution: what a step down the tree changed belongs to the feature that was asked for).
    """

    feature: np.ndarray
    threshold: np.ndarray
    left: np.ndarray
    right: np.ndarray
    value: np.ndarray
    base: float

    def judge(self, row: np.ndarray) -> tuple[float, np.ndarray]:
        """float[features] to the log odds of human writing and each feature's part in them, float[features]."""
        trees = np.arange(len(self.feature))
        node = np.zeros(len(trees), dtype=int)
        effects = np.zeros(len(row))
        while True:
            asked = self.feature[trees, node]
            open_ = asked != _LEAF
            if not open_.any():
                break
            goes_left = row[np.maximum(asked, 0)] <= self.threshold[trees, node]
            below = np.where(goes_left, self.left[trees, node], self.right[trees, node])
            after = np.where(open_, below, node)
            change = self.value[trees, after] - self.value[trees, node]
            np.add.at(effects, asked[open_], change[open_])
            node = after
        return self.base + float(self.value[trees, node].sum()), effects

    def log_odds(self, rows: np.ndarray) -> np.ndarray:
        """float[n, features] to float[n]."""
        return np.array([self.judge(row)[0] for row in rows])

    @property
    def fingerprint(self) -> str:
        """Tells these trees from others: log odds of one classifier mean nothing beside another's."""
        digest = hashlib.sha256()
        for values in self.arrays().values():
            digest.update(values.tobytes())
        return digest.hexdigest()[:16]

    def arrays(self) -> dict[str, Any]:
        """What is shipped, in the smallest types that hold it."""
        return {
            "tree_feature": self.feature.astype(np.int8),
            "tree_threshold": self.threshold.astype(np.float32),
            "tree_left": self.left.astype(np.int16),
            "tree_right": self.right.astype(np.int16),
            "tree_value": self.value.astype(np.float32),
            "tree_base": np.array(self.base, dtype=np.float64),
        }


def read_trees(arrays: Any) -> Trees:
    """What ``Trees.arrays`` gave. Raises ``KeyError`` or ``ValueError`` for other arrays."""
    trees = Trees(
        arrays["tree_feature"].astype(int),
        arrays["tree_threshold"].astype(float),
        arrays["tree_left"].astype(int),
        arrays["tree_right"].astype(int),
        arrays["tree_value"].astype(float),
        float(arrays["tree_base"]),
    )
    nodes = trees.feature.shape[1]
    inner = trees.feature != _LEAF
    below = np.stack([trees.left, trees.right])[:, inner]
    # A child always stands behind its parent: a damaged file cannot lead round in a circle.
    parents = np.broadcast_to(np.arange(nodes), trees.feature.shape)[inner]
    if (below <= parents).any() or (below >= nodes).any():
        raise ValueError("the trees are damaged")
    return trees
