"""What is done to the model's logits before a token is drawn: what may not come here, and what should."""

import math

import llama_cpp as lc
import numpy as np

from scriptwriter.engine.llama_alternative import Alternative
from scriptwriter.engine.llama_model import Pointer, Vocabulary

#: A suggestion of nothing is no suggestion: the stop token may not come before so many tokens.
_MIN_PASSAGE_TOKENS = 4


class Steering:
    """For the alternatives of one request.

    ``first_mask`` (bool[vocabulary]) are tokens that may not come first. ``measure``: note how likely each drawn token
    was to the model alone; passages that are guided are always measured.
    """

    def __init__(
        self,
        context: Pointer,
        vocabulary: Vocabulary,
        enders: frozenset[int],
        first_mask: np.ndarray | None,
        measure: bool,
    ) -> None:
        self._context = context
        self._size = vocabulary.size
        self._vocabulary = vocabulary
        self._enders = list(enders)
        self._first_mask = first_mask
        self._measure = measure

    def draw(self, alternative: Alternative) -> int:
        """Draw the next token of an alternative. The logits are left as the model gave them: the first ones, after
        the prompt, serve all alternatives."""
        if not self._is_needed(alternative):
            return alternative.chain.sample(self._context, alternative.row)
        pointer = lc.llama_get_logits_ith(self._context, alternative.row)
        logits = np.ctypeslib.as_array(pointer, (self._size,))
        plain = logits.copy()
        measured = self._measure or alternative.is_guided
        total = _log_sum_exp(plain) if measured else 0.0
        if measured and alternative.guide is not None and self._enders:
            alternative.guide.wanted_to_stop(float(np.exp(plain[self._enders] - total).sum()))
        self._steer(alternative, logits)
        token = alternative.chain.sample(self._context, alternative.row)
        logits[:] = plain
        if measured:
            alternative.measured(float(plain[token]) - total)
        return token

    def _is_needed(self, alternative: Alternative) -> bool:
        steered = alternative.is_guided or bool(alternative.banned_here())
        return self._measure or steered or len(alternative.tokens) < _MIN_PASSAGE_TOKENS

    def _steer(self, alternative: Alternative, logits: np.ndarray) -> None:
        drawn, guide = len(alternative.tokens), alternative.guide
        biases = alternative.biases() if guide is not None else {}
        if biases:
            logits[list(biases)] += np.fromiter(biases.values(), dtype=np.float32, count=len(biases))
        if alternative.is_guided and (whole := alternative.whole):
            logits[self._vocabulary.inside_words()] += whole
        if drawn < _MIN_PASSAGE_TOKENS or (guide is not None and alternative.holds):
            logits[self._enders] = -np.inf
        if banned := alternative.banned_here():
            logits[list(banned)] = -np.inf
        if drawn == 0 and self._first_mask is not None:
            logits[self._first_mask] = -np.inf


def _log_sum_exp(logits: np.ndarray) -> float:
    highest = float(logits.max())
    return highest + math.log(float(np.exp(logits - highest).sum()))
