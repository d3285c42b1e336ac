"""llama.cpp's sampler chains, built from ``Sampling``, one for each alternative."""

import ctypes
import secrets
from collections.abc import Sequence

import llama_cpp as lc

from scriptwriter.domain.generation import Sampling
from scriptwriter.engine.llama_model import Pointer, Vocabulary

#: DRY must not punish what scripts repeat by nature: line breaks, speakers' colons, quotes.
_DRY_BREAKERS = (b"\n", b":", b'"', b"*")


class SamplerChain:
    """Draws tokens from logits. ``remembered`` is the text that stands already. Close it after use.

    The order is llama.cpp's own: bias, repetition penalty, DRY, top-k, typical, top-p, min-p, XTC,
    temperature, then the draw.
    """

    def __init__(self, samplers: Sequence[Pointer], remembered: Sequence[int] = ()) -> None:
        self._chain: Pointer = lc.llama_sampler_chain_init(lc.llama_sampler_chain_default_params())
        for sampler in samplers:
            lc.llama_sampler_chain_add(self._chain, sampler)
        self._remembered = remembered
        self._accept(remembered)

    def sample(self, context: Pointer, index: int) -> int:
        """The next token, from the logits of batch row ``index``."""
        return lc.llama_sampler_sample(self._chain, context, index)

    def rewind(self, drawn: Sequence[int]) -> None:
        """Forget all tokens but the text that stood before and these."""
        lc.llama_sampler_reset(self._chain)
        self._accept(self._remembered)
        self._accept(drawn)

    def close(self) -> None:
        """Free the chain. Safe to call twice."""
        if self._chain is not None:
            lc.llama_sampler_free(self._chain)
            self._chain = None

    def _accept(self, tokens: Sequence[int]) -> None:
        for token in tokens:
            lc.llama_sampler_accept(self._chain, token)


class SamplerChains:
    """Makes the chains for one model; to be closed before the model.

    DRY looks through the whole vocabulary for its breakers when it is made (5 ms for a small one, far more for a
    large one, for each alternative), so it is made once and copied.
    """

    def __init__(self, vocabulary: Vocabulary, banned: Sequence[int] = ()) -> None:
        self._vocabulary = vocabulary
        self._banned = banned
        self._dry: dict[tuple[float, float, int, int], Pointer] = {}

    def make(self, sampling: Sampling, seed: int, remembered: Sequence[int] = ()) -> SamplerChain:
        """A chain that never draws the banned tokens; its repetition samplers know ``remembered``."""
        return SamplerChain(self._samplers(sampling, seed), remembered)

    def close(self) -> None:
        """Free what was kept for copying."""
        for sampler in self._dry.values():
            lc.llama_sampler_free(sampler)
        self._dry.clear()

    def _samplers(self, s: Sampling, seed: int) -> list[Pointer]:
        size = self._vocabulary.size
        chain: list[Pointer] = []
        if self._banned:
            chain.append(_ban(size, self._banned))
        if s.repeat_penalty != 1.0:
            chain.append(lc.llama_sampler_init_penalties(size, s.repeat_last_n, s.repeat_penalty, 0.0, 0.0))
        if s.dry_multiplier > 0:
            chain.append(lc.llama_sampler_clone(self._dry_for(s)))
        return chain + _drawing(s, seed)

    def _dry_for(self, s: Sampling) -> Pointer:
        key = (s.dry_multiplier, s.dry_base, s.dry_allowed_length, s.repeat_last_n)
        if key not in self._dry:
            self._dry[key] = _new_dry(self._vocabulary, s)
        return self._dry[key]


def seeds(sampling: Sampling, count: int) -> list[int]:
    """One 32-bit seed for each alternative: fixed ones when the writer gave a seed."""
    first = secrets.randbits(32) if sampling.seed is None else sampling.seed
    return [(first + index) % 2**32 for index in range(count)]


def _drawing(s: Sampling, seed: int) -> list[Pointer]:
    """The samplers that choose one of the tokens that are left."""
    if s.temperature <= 0:
        return [lc.llama_sampler_init_greedy()]
    chain: list[Pointer] = []
    if s.top_k > 0:
        chain.append(lc.llama_sampler_init_top_k(s.top_k))
    if s.typical_p < 1:
        chain.append(lc.llama_sampler_init_typical(s.typical_p, 1))
    if s.top_p < 1:
        chain.append(lc.llama_sampler_init_top_p(s.top_p, 1))
    if s.min_p > 0:
        chain.append(lc.llama_sampler_init_min_p(s.min_p, 1))
    if s.xtc_probability > 0:
        chain.append(lc.llama_sampler_init_xtc(s.xtc_probability, s.xtc_threshold, 1, seed))
    return [*chain, lc.llama_sampler_init_temp(s.temperature), lc.llama_sampler_init_dist(seed)]


def _ban(vocabulary_size: int, banned: Sequence[int]) -> Pointer:
    biases = (lc.llama_logit_bias * len(banned))()
    for entry, token in zip(biases, banned, strict=True):
        entry.token = token
        entry.bias = float("-inf")
    return lc.llama_sampler_init_logit_bias(vocabulary_size, len(banned), biases)


def _new_dry(vocabulary: Vocabulary, s: Sampling) -> Pointer:
    breakers = (ctypes.c_char_p * len(_DRY_BREAKERS))(*_DRY_BREAKERS)
    return lc.llama_sampler_init_dry(
        vocabulary.handle,
        s.dry_multiplier,
        s.dry_base,
        s.dry_allowed_length,
        s.repeat_last_n,
        breakers,
        len(_DRY_BREAKERS),
    )
