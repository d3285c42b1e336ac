"""Words of a passage that stand word for word in what a model was trained on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Copied:
    """So many words that stand in the training text, from ``start`` to before ``end`` in the passage's characters."""

    start: int
    end: int
    words: int
