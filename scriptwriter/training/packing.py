"""Several examples in one row, each blind to the others: rows are as long as the context and mostly full.

The mask is given outright (True where a token may look) and positions begin anew with each example, so nothing depends
on how a library guesses where one example ends (``transformers.masking_utils`` guesses from the positions).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from scriptwriter.training.cues import IGNORED, OWN, RIVAL, Examples

#: Examples that are sorted into rows together; more would fill rows better and mix the order less.
_TOGETHER = 512
#: Ids, labels, and whose a bare speech is: 1 the voice's own, -1 a rival's, 0 no bare speech.
Part = tuple[np.ndarray, np.ndarray, int]
_SIDES = {OWN: 1, RIVAL: -1}


def pack(lengths: Sequence[int], size: int) -> list[list[int]]:
    """First fit, longest first: indices into ``lengths``, in rows of at most ``size`` tokens."""
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    rows: list[list[int]] = []
    left: list[int] = []
    for index in order:
        need = lengths[index]
        for row, room in enumerate(left):
            if need <= room:
                rows[row].append(index)
                left[row] -= need
                break
        else:
            rows.append([index])
            left.append(size - need)
    return rows


@dataclass(slots=True)
class Plan:
    """Which examples stand in which row, for all epochs. ``rows[i]``: int64[n, 2] (passage, since), see
    ``Examples.windows``; ``epochs[i]``: the epoch of row i; ``total``: how many."""

    rows: list[np.ndarray]
    epochs: list[int]
    total: float = 1.0


def plan_epoch(
    examples: Examples, indices: np.ndarray, epoch: int, seed: int, shuffle: bool = True
) -> list[np.ndarray]:
    """Rows of one epoch. Not shuffled, for held-out text: every passage is asked for, and nothing else is learned."""
    windows = examples.windows(indices, epoch) if shuffle else np.stack([indices, np.full(len(indices), -1)], axis=1)
    order = np.random.default_rng([seed, epoch]).permutation(windows) if shuffle else windows
    found: list[np.ndarray] = []
    for start in range(0, len(order), _TOGETHER):
        part = order[start : start + _TOGETHER]
        lengths = [len(examples.make(int(index), epoch, int(since))[0]) for index, since in part]
        rows = [part[np.array(row)] for row in pack(lengths, examples.room)]
        # The longest come first out of the packing; batches should be alike.
        dice = np.random.default_rng([seed, epoch, start])
        found += [rows[at] for at in (dice.permutation(len(rows)) if shuffle else range(len(rows)))]
    return found


class Rows(torch.utils.data.Dataset):
    """Rows of a whole run, all epochs one after the other; an item is what ``collate`` takes."""

    def __init__(self, examples: Examples, plan: Plan) -> None:
        self._examples = examples
        self._plan = plan

    def __len__(self) -> int:
        return len(self._plan.rows)

    def __getitem__(self, number: int) -> list[Part]:
        epoch = self._plan.epochs[number]
        return [
            (*self._examples.make(int(index), epoch, int(since)), _SIDES.get(int(since), 0))
            for index, since in self._plan.rows[number]
        ]


def collate(rows: Iterable[Sequence[Part]]) -> dict[str, Any]:
    """A batch: input_ids, position_ids, labels int64[b, t]; attention_mask bool[b, 1, t, t].

    ``labels`` are shifted already: the token that comes next. With bare speeches in it also rival_labels (a rival's
    tokens are compared, not learned) and speech int64[b, t]: each speech's number from 1, below 0 for a rival's.
    """
    rows = list(rows)
    size = max(sum(len(ids) for ids, *_ in row) for row in rows)
    shape = (len(rows), size)
    batch = {"input_ids": np.zeros(shape, np.int64), "position_ids": np.zeros(shape, np.int64)}
    batch["labels"] = np.full(shape, IGNORED, np.int64)
    batch["rival_labels"] = np.full(shape, IGNORED, np.int64)
    batch["speech"] = np.zeros(shape, np.int64)
    speeches = 0
    # Padding is a last example, which looks at itself: a row of the mask without a True makes NaN.
    belongs = np.full(shape, -1, np.int64)
    for number, row in enumerate(rows):
        at = 0
        for part, (ids, labels, side) in enumerate(row):
            end = at + len(ids)
            batch["input_ids"][number, at:end] = ids
            batch["rival_labels" if side < 0 else "labels"][number, at:end] = labels
            speeches += abs(side)
            batch["speech"][number, at:end] = side * speeches
            batch["position_ids"][number, at:end] = np.arange(len(ids))
            belongs[number, at:end] = part
            at = end
    if not speeches:
        del batch["rival_labels"], batch["speech"]
    ready: dict[str, Any] = {name: torch.from_numpy(values) for name, values in batch.items()}
    owner = torch.from_numpy(belongs)
    same = owner[:, :, None] == owner[:, None, :]
    ready["attention_mask"] = same.tril()[:, None]
    return ready
