"""What is done to the model's logits before a token is drawn: what may not come here, and what should."""

import ctypes
import math

import llama_cpp as lc
import numpy as np

from scriptwriter.engine.keyword_guide import KeywordGuide
from scriptwriter.engine.llama_alternative import Alternative
from scriptwriter.engine.llama_model import Pointer, Vocabulary
from scriptwriter.engine.name_guide import insist

#: A suggestion of nothing is no suggestion: the stop token may not come before so many tokens.
_MIN_PASSAGE_TOKENS = 4


class Steering:
    """For the alternatives of one request.

    ``first_mask`` (bool[vocabulary]) are tokens that may not come first. ``measure``: note how likely each drawn token
    was to the model alone, which costs a pass over all logits for each token.
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
        self._views: dict[int, np.ndarray] = {}

    def draw(self, alternative: Alternative) -> int:
        """Draw the next token of an alternative. The first logits, after the prompt, are left as the model gave them:
        they serve all alternatives."""
        if not self._is_needed(alternative):
            return alternative.chain.sample(self._context, alternative.row)
        logits = self._logits(alternative.row)
        plain = logits.copy() if self._measure or not alternative.tokens else None
        self._steer(alternative, logits)
        token = alternative.chain.sample(self._context, alternative.row)
        if plain is not None:
            logits[:] = plain
            if self._measure:
                alternative.measured(float(plain[token]) - _log_sum_exp(plain))
        return token

    def _logits(self, row: int) -> np.ndarray:
        """float32[vocabulary], llama.cpp's own memory; making such a view costs more than all that is done with it."""
        pointer = lc.llama_get_logits_ith(self._context, row)
        address = ctypes.cast(pointer, ctypes.c_void_p).value or 0
        view = self._views.get(address)
        if view is None:
            view = self._views[address] = np.ctypeslib.as_array(pointer, (self._size,))
        return view

    def _is_needed(self, alternative: Alternative) -> bool:
        few = len(alternative.tokens) < _MIN_PASSAGE_TOKENS
        led = alternative.guide is not None or alternative.names()[0].size > 0
        return few or self._measure or led or bool(alternative.banned_here())

    def _steer(self, alternative: Alternative, logits: np.ndarray) -> None:
        guide = alternative.guide
        if guide is not None:
            self._guide(alternative, guide, logits)
        drawn = len(alternative.tokens)
        if drawn < _MIN_PASSAGE_TOKENS or (guide is not None and guide.missing and alternative.holds):
            logits[self._enders] = -np.inf
        banned = alternative.banned_here()
        if banned:
            logits[list(banned)] = -np.inf
        names, least = alternative.names()
        if names.size:
            insist(logits, names, least)
        if drawn == 0 and self._first_mask is not None:
            logits[self._first_mask] = -np.inf

    def _guide(self, alternative: Alternative, guide: KeywordGuide, logits: np.ndarray) -> None:
        if int(logits.argmax()) in self._enders:
            guide.wanted_to_stop()
        for tokens, bias in alternative.biases():
            logits[tokens] += bias
        if whole := guide.whole:
            logits[self._vocabulary.inside_words()] += whole


def _log_sum_exp(logits: np.ndarray) -> float:
    highest = float(logits.max())
    return highest + math.log(float(np.exp(logits - highest).sum()))
