"""Whether a passage is written in the language of today, of which the score has learnt nothing.

Its words, and its style beside that of writing from before 1931; both as weights, learnt by ``fit_modern``.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from scriptwriter.realism import usage
from scriptwriter.realism.evidence import SIZE, weighed, word_slots
from scriptwriter.realism.features import LIKELIHOOD, STYLE

_COLUMNS = slice(len(LIKELIHOOD), len(LIKELIHOOD) + len(STYLE) + len(usage.FEATURES))


@dataclass(frozen=True, slots=True)
class Modern:
    """``words`` float[SIZE], for hashed words and pairs; ``style`` float[features of style and usage]."""

    words: np.ndarray
    style: np.ndarray
    constant: float

    def of(self, text: str, row: np.ndarray) -> float:
        """Above 0: as writing of today. ``row``: the normalised text's features, in the order of ``features.NAMES``."""
        which, values = weighed(word_slots(text))
        return float(self.words[which] @ values + self.style @ style_of(row)) + self.constant

    def arrays(self) -> dict[str, Any]:
        """What is shipped."""
        return {
            "modern_words": self.words.astype(np.float16),
            "modern_style": self.style,
            "modern_constant": np.array(self.constant),
        }


def style_of(rows: np.ndarray) -> np.ndarray:
    """Of features in the order of ``features.NAMES``, float[…, features], those that are looked at here."""
    return rows[..., _COLUMNS]


def read_modern(arrays: Any) -> Modern | None:
    """What ``Modern.arrays`` gave; None where it is left out. Raises ``ValueError`` for other arrays."""
    if "modern_words" not in arrays:
        return None
    words, style = arrays["modern_words"].astype(float), arrays["modern_style"]
    if words.shape != (SIZE,) or style.shape != (_COLUMNS.stop - _COLUMNS.start,):
        raise ValueError("the weights of modern writing are damaged")
    return Modern(words, style, float(arrays["modern_constant"]))
