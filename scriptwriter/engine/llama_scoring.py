"""What the model makes of a text: one pass without a cue, in a context of its own.

The document's prefix stays where it is, in the context that continues. A pass is made in parts, so that it can be
given up within a few milliseconds when a continuation is asked for.
"""

from collections.abc import Sequence
from typing import Any

import llama_cpp as lc
import numpy as np

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import Failure
from scriptwriter.domain.tokens import TokenStats
from scriptwriter.engine.llama_batch import ABORTED, AbortFlag, Threads
from scriptwriter.engine.llama_model import LoadedModel, Pointer

#: Logits of all rows of a part stand in memory at once.
LOGITS_BYTES = 32 << 20
_MAX_ROWS = 256
_MAX_CONTEXT = 1024
#: A text is scored up to here, a few hundred pages.
MAX_CHARS = 1_000_000


class Scorer:
    """Scores texts with a loaded model. Close it before the model."""

    def __init__(self, loaded: LoadedModel) -> None:
        vocabulary = loaded.vocabulary
        self._vocabulary = vocabulary
        self._rows = min(max(LOGITS_BYTES // (4 * vocabulary.size), 16), _MAX_ROWS)
        self._size = min(loaded.info.context, _MAX_CONTEXT)
        params = lc.llama_context_default_params()
        params.n_ctx = self._size
        params.n_batch = params.n_ubatch = self._rows
        params.n_threads = params.n_threads_batch = loaded.info.threads
        params.no_perf = True
        self._context: Pointer = lc.llama_init_from_model(loaded.model, params)
        if not self._context:
            raise Failure("There is not enough memory to score a text with this model.")
        self._memory: Pointer = lc.llama_get_memory(self._context)
        self._flag = AbortFlag(self._context)
        #: As many as there are, one fewer while the writer types.
        self.threads = Threads(self._context, loaded.info.threads)
        self._batch: Any = lc.llama_batch_init(self._rows, 0, 1)
        # What stands before a text: the mark of a document's beginning, or, in models without one, a line break.
        self._before = vocabulary.bos if vocabulary.bos >= 0 else (vocabulary.tokenize("\n") or [0])[0]

    def close(self) -> None:
        """Free everything."""
        lc.llama_batch_free(self._batch)
        lc.llama_free(self._context)

    def score(self, text: str, cancel: CancelToken) -> TokenStats | None:
        """One text; None when it was cancelled on the way."""
        text = text[:MAX_CHARS]
        tokens = self._vocabulary.tokenize(text)
        if not tokens:
            return TokenStats((), (), (), (), ())
        parts: list[np.ndarray] = []
        self._flag.clear()
        cancel.listen(self._flag.set)
        try:
            for first, last in windows(len(tokens), self._size - 1):
                part = self._window(tokens, first, last, cancel)
                if part is None:
                    return None
                # Of a later window only what the one before did not reach counts: it has seen more context.
                parts.append(part[sum(map(len, parts)) - first :])
        finally:
            cancel.forget(self._flag.set)
            self._flag.clear()
        values = np.concatenate(parts)
        log_p, rank, entropy, variance = (values[:, column] for column in range(4))
        return TokenStats(
            tuple(starts_of(text, [self._vocabulary.piece(token) for token in tokens])),
            tuple(np.round(log_p, 4).tolist()),
            tuple(rank.astype(int).tolist()),
            tuple(np.round(entropy, 4).tolist()),
            tuple(np.round(variance, 4).tolist()),
        )

    def _window(self, tokens: list[int], first: int, last: int, cancel: CancelToken) -> np.ndarray | None:
        """float64[last - first, 4] for the tokens of one window."""
        lc.llama_memory_clear(self._memory, False)
        before = tokens[first - 1] if first else self._before
        inputs = [before, *tokens[first : last - 1]]
        found = []
        for start in range(0, len(inputs), self._rows):
            part = inputs[start : start + self._rows]
            if cancel.is_set() or not self._decode(part, start):
                return None
            logits = np.ctypeslib.as_array(lc.llama_get_logits(self._context), (len(part), self._vocabulary.size))
            drawn = np.array(tokens[first + start : first + start + len(part)])
            found.append(statistics_of(logits, drawn))
        return np.concatenate(found)

    def _decode(self, part: list[int], start: int) -> bool:
        batch = self._batch
        for index, token in enumerate(part):
            batch.token[index] = token
            batch.pos[index] = start + index
            batch.n_seq_id[index] = 1
            batch.seq_id[index][0] = 0
            batch.logits[index] = 1
        batch.n_tokens = len(part)
        self.threads.settle()
        answer = lc.llama_decode(self._context, batch)
        if answer not in (0, ABORTED):
            raise Failure(f"The model could not read the text (llama_decode answered {answer}).")
        return answer == 0


def statistics_of(logits: np.ndarray, tokens: np.ndarray) -> np.ndarray:
    """float32[n, vocabulary] and int[n] to float64[n, 4]: log probability, rank, entropy, variance (nats, nats²)."""
    rows = np.arange(len(tokens))
    chosen = logits[rows, tokens]
    shifted = logits - logits.max(axis=1, keepdims=True)
    weights = np.exp(shifted)
    total = weights.sum(axis=1)
    weights /= total[:, None]
    mean = np.einsum("ij,ij->i", weights, shifted)
    square = np.einsum("ij,ij,ij->i", weights, shifted, shifted)
    log_total = np.log(total)
    log_p = shifted[rows, tokens] - log_total
    rank = (logits > chosen[:, None]).sum(axis=1)
    return np.stack([log_p, rank, log_total - mean, np.maximum(square - mean**2, 0.0)], axis=1).astype(np.float64)


def windows(count: int, size: int) -> list[tuple[int, int]]:
    """First and last token of each window over ``count`` tokens; each but the first repeats half of the one before."""
    if count <= size:
        return [(0, count)]
    half = size // 2
    found = [(0, size)]
    while found[-1][1] < count:
        last = min(found[-1][1] + half, count)
        found.append((last - size, last))
    return found


def starts_of(text: str, pieces: Sequence[bytes]) -> list[int]:
    """Where each token begins in the text, in characters; a token inside of a character begins with it."""
    data = text.encode("utf-8", "replace")
    # Some tokenizers put a space before the text.
    at = -1 if pieces and b"".join(pieces[:2])[:1] == b" " and not data.startswith(b" ") else 0
    is_start = (np.frombuffer(data, dtype=np.uint8) & 0xC0) != 0x80
    character_of = np.cumsum(is_start) - 1
    found = []
    for piece in pieces:
        found.append(int(character_of[min(max(at, 0), len(data) - 1)]))
        at += len(piece)
    return found
