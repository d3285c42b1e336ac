"""Held-out loss by character: of the passages that each of them opens, before and after the training."""

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from scriptwriter.training.base import Base
from scriptwriter.training.cues import Example
from scriptwriter.training.examples import evenly
from scriptwriter.training.verify import Reader

#: The characters with most passages, and what each is judged on; fewer passages would say little.
_CHARACTERS, _LEAST, _MOST = 8, 10, 24


def cast(speakers: list[str], held_out: np.ndarray) -> dict[str, np.ndarray]:
    """Held-out passages of each character who opens enough of them, the most frequent first.

    ``speakers``: of every passage, empty where nobody speaks; ``held_out``: indices into it.
    """
    spoken = [speakers[int(index)] for index in held_out]
    found = {}
    for name, count in Counter(filter(None, spoken)).most_common(_CHARACTERS):
        if count >= _LEAST:
            own = held_out[[speaker == name for speaker in spoken]]
            found[name] = evenly(own, _MOST)
    return found


def measure(base: Base, made: Path, passages: dict[str, list[Example]], threads: int) -> list[dict[str, Any]]:
    """Nats a token of each character's passages in llama.cpp: ``before`` with the base, ``after`` with the new file."""
    losses = {}
    for key, path in (("before", base.template), ("after", made)):
        reader = Reader(path, base.context, threads)
        try:
            losses[key] = {name: reader.loss(examples) for name, examples in passages.items()}
        finally:
            reader.close()
    return [
        {"name": name, "passages": len(examples), "before": losses["before"][name], "after": losses["after"][name]}
        for name, examples in passages.items()
    ]
