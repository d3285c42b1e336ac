"""How far generated text is from people's, as a whole: MAUVE's divergence frontier with a fixed embedder.

MAUVE (Pillutla et al. 2021, arXiv 2102.01454) embeds both sets of texts, quantizes them together and asks how much of
each distribution the other one covers. Its embedder is a large language model; ours is fixed and needs no download:
hashed counts of letters' and words' n-grams, weighed by how rare they are in the human set, and projected. It sees
vocabulary, spelling, rhythm and punctuation, not meaning; its values compare models with each other on the same
places, never with values from papers.
"""

import itertools
import re
import zlib
from collections import Counter
from collections.abc import Sequence

import numpy as np

_BUCKETS = 4096
_DIMENSIONS = 64
_LETTERS = (2, 3, 4)
_WORD = re.compile(r"\w+|[^\w\s]")
#: MAUVE's scaling constant and its points on the frontier.
_SCALE, _POINTS = 5.0, 25
_ROUNDS, _TRIES = 30, 3
_TEXTS_A_CLUSTER = 10
_SMOOTHING = 0.5


def embed(texts: Sequence[str], reference: Sequence[str]) -> np.ndarray:
    """float64[n, 64], each of length 1. ``reference``: the texts that say how rare an n-gram is."""
    counts, known = _counts(texts), _counts(reference)
    weight = np.log((1 + len(reference)) / (1 + (known > 0).sum(axis=0)))
    random = np.random.default_rng(0).standard_normal((_BUCKETS, _DIMENSIONS)) / np.sqrt(_DIMENSIONS)
    found = (np.log1p(counts) * weight) @ random
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)


def _counts(texts: Sequence[str]) -> np.ndarray:
    counts = np.zeros((len(texts), _BUCKETS), dtype=np.float32)
    for row, text in enumerate(texts):
        for gram, times in Counter(_grams(text)).items():
            counts[row, zlib.crc32(gram.encode()) % _BUCKETS] += times
    return counts


def _grams(text: str) -> list[str]:
    words = [word.lower() for word in _WORD.findall(text)]
    letters = " ".join(words)
    grams = [letters[at : at + size] for size in _LETTERS for at in range(len(letters) - size + 1)]
    return grams + words + [f"{a} {b}" for a, b in itertools.pairwise(words)]


def divergence(people: Sequence[str], generated: Sequence[str], seed: int = 0) -> float:
    """MAUVE-style closeness from 0 to 1; the higher, the more alike. At least 20 texts a side are needed.

    Raises ``ValueError`` for fewer.
    """
    if min(len(people), len(generated)) < 2 * _TEXTS_A_CLUSTER:
        raise ValueError(f"at least {2 * _TEXTS_A_CLUSTER} texts a side are needed")
    both = np.concatenate([embed(people, people), embed(generated, people)])
    count = max(len(both) // (2 * _TEXTS_A_CLUSTER), 2)
    areas = []
    for number in range(_TRIES):
        clusters = _k_means(both, count, seed + number)
        p = _histogram(clusters[: len(people)], count)
        q = _histogram(clusters[len(people) :], count)
        areas.append(frontier_area(p, q))
    return float(np.mean(areas))


def _histogram(clusters: np.ndarray, count: int) -> np.ndarray:
    found = np.bincount(clusters, minlength=count) + _SMOOTHING
    return found / found.sum()


def frontier_area(p: np.ndarray, q: np.ndarray) -> float:
    """The area under the frontier of exp(-c KL(p|r)), exp(-c KL(q|r)) over mixtures r; 1 for equal distributions."""
    weights = np.linspace(1e-6, 1 - 1e-6, _POINTS)
    mixtures = [w * p + (1 - w) * q for w in weights]
    x = np.array([np.exp(-_SCALE * _kl(q, r)) for r in mixtures])
    y = np.array([np.exp(-_SCALE * _kl(p, r)) for r in mixtures])
    order = np.argsort(x)
    xs, ys = np.concatenate([[0.0], x[order], [1.0]]), np.concatenate([[1.0], y[order], [0.0]])
    return float(np.trapezoid(ys, xs))


def _kl(p: np.ndarray, q: np.ndarray) -> float:
    return float((p * np.log(p / q)).sum())


def _k_means(points: np.ndarray, count: int, seed: int) -> np.ndarray:
    """int[n]: the cluster of each point (Lloyd's algorithm, begun as k-means++)."""
    draw = np.random.default_rng(seed)
    centres = [points[draw.integers(len(points))]]
    for _ in range(count - 1):
        distance = np.min([((points - centre) ** 2).sum(axis=1) for centre in centres], axis=0)
        total = distance.sum()
        chances = distance / total if total > 0 else np.full(len(points), 1 / len(points))
        centres.append(points[draw.choice(len(points), p=chances)])
    middle = np.stack(centres)
    clusters = np.zeros(len(points), dtype=int)
    for _ in range(_ROUNDS):
        distances = (points**2).sum(axis=1)[:, None] - 2 * points @ middle.T + (middle**2).sum(axis=1)
        clusters = distances.argmin(axis=1)
        moved = np.stack(
            [points[clusters == k].mean(axis=0) if (clusters == k).any() else middle[k] for k in range(count)]
        )
        if np.allclose(moved, middle):
            break
        middle = moved
    return clusters
