"""A voice learns what sets its character apart, and not only how everybody in the script speaks.

Beside the passages that any training has (``training.cues``), a voice gets rows of bare speeches: the character's own
and as many of other characters, all read after the character's name, as ``services.likeness`` reads them. The adapter
is to gain more on its own ones. The loss is that of direct preference optimization (Rafailov et al. 2023,
https://arxiv.org/abs/2305.18290), the model without the adapter being the reference; in nats a token, so that a
speech's length says nothing; and over all pairs of a row, which is a smooth area under the ROC curve.
"""

import numpy as np
import torch
from torch.nn import functional

from scriptwriter.services.likeness import LEAST_WORDS
from scriptwriter.training.cues import OWN, RIVAL, Examples
from scriptwriter.training.examples import Table, evenly
from scriptwriter.training.packing import pack

#: So many of other characters' speeches are enough.
_MOST_RIVALS = 5_000
#: How often each speech is read in an epoch, each time beside others.
_DRAWS = 2
#: Nats a token of the pairs' loss for each nat of the passages', and how steep it is: gains are tenths of a nat.
WEIGHT, SHARPNESS = 1.0, 10.0


def rivals(table: Table, voice: str) -> np.ndarray:
    """Indices of other characters' speeches, none of them held out."""
    speakers = np.array(table.rows["speaker"])
    return evenly(np.flatnonzero(~table.held_out & (speakers != "") & (speakers != voice)), _MOST_RIVALS)


def telling(examples: Examples, indices: np.ndarray) -> np.ndarray:
    """Those of the speeches that are long enough to be told apart."""
    return np.array([index for index in indices if examples.spoken_words(int(index)) >= LEAST_WORDS], dtype=np.int64)


def plan_pairs(examples: Examples, own: np.ndarray, others: np.ndarray, epoch: int, seed: int) -> list[np.ndarray]:
    """Rows of one epoch, int64[n, 2]: (speech, ``OWN`` or ``RIVAL``), as many of each. None without others."""
    if not len(own) or not len(others):
        return []
    dice = np.random.default_rng([seed, epoch, 77])
    own = np.concatenate([dice.permutation(own) for _ in range(_DRAWS)])
    pairs = np.stack([own, dice.choice(others, len(own))], axis=1)
    lengths = [sum(len(examples.make(int(index), epoch, OWN)[0]) for index in pair) for pair in pairs]
    rows = [pairs[np.array(row)] for row in pack(lengths, examples.room)]
    sides = np.array([[OWN, RIVAL]])
    return [np.stack([row, np.repeat(sides, len(row), 0)], axis=2).reshape(-1, 2) for row in rows]


def pair_loss(gains: torch.Tensor, sides: torch.Tensor, rows: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Each row's mean over its pairs of an own speech and a rival's, times the row's weight, summed.

    ``gains`` float[n] in nats a token; ``sides`` [n], above 0 for own ones; ``rows`` int[n], where each stands;
    ``weights`` float[rows].
    """
    own, other = sides > 0, sides < 0
    same = (rows[own][:, None] == rows[other][None]).float()
    count = torch.zeros_like(weights).index_add(0, rows[own], same.sum(1))
    share = same * (weights / count.clamp(min=1))[rows[own]][:, None]
    return (functional.softplus(-SHARPNESS * (gains[own][:, None] - gains[other][None])) * share).sum()
