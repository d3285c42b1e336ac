"""Calls of ``llama_decode``: the batch that is handed in, the threads it gets, and the flag that stops it."""

import ctypes
import sys
import time

import llama_cpp as lc

from scriptwriter.engine.llama_model import BATCH_TOKENS, Pointer

#: llama_decode's answer when the abort flag was set.
ABORTED = 2


class AbortFlag:
    """Stops ``llama_decode`` from another thread without Python being asked.

    llama.cpp calls the abort callback before each of the hundreds of nodes of a pass. A Python callback would
    take the GIL each time and cost a fifth of the speed of a small model. libc's ``strlen`` over a two-byte
    buffer is the same question answered in C: 0 while the buffer is empty, 1 when it is not.
    """

    def __init__(self, context: Pointer) -> None:
        self._buffer = ctypes.create_string_buffer(2)
        libc = ctypes.cdll.msvcrt if sys.platform == "win32" else ctypes.CDLL(None)
        self._callback = ctypes.cast(libc.strlen, lc.ggml_abort_callback)
        address = ctypes.cast(self._buffer, ctypes.c_void_p)
        lc.llama_set_abort_callback(context, self._callback, address)

    def set(self) -> None:
        """Stop the pass that runs, and every one after it, until cleared."""
        self._buffer[0] = b"x"

    def clear(self) -> None:
        """Let passes run again."""
        self._buffer[0] = b"\0"


class Threads:
    """How many threads a context computes with: all of its own, or one fewer while the writer types.

    With a thread on every processor a key press waits for its turn, several milliseconds of it on Linux, however low
    the priority of the others is. ``give_way`` may be called from any thread; it takes effect with the next pass.
    """

    def __init__(self, context: Pointer, count: int) -> None:
        self._context = context
        self._count = self._used = count
        self._until = 0.0

    def give_way(self, seconds: float) -> None:
        """Leave a processor alone for so long."""
        self._until = time.monotonic() + seconds

    def settle(self) -> None:
        """Tell llama.cpp the number for the next pass."""
        wanted = max(self._count - 1, 1) if time.monotonic() < self._until else self._count
        if wanted != self._used:
            self._used = wanted
            lc.llama_set_n_threads(self._context, wanted, wanted)


class Batch:
    """llama.cpp's batch, allocated once."""

    def __init__(self, context: Pointer, threads: Threads | None = None) -> None:
        self._context = context
        self._threads = threads
        self._batch = lc.llama_batch_init(BATCH_TOKENS, 0, 1)
        for index in range(BATCH_TOKENS):
            self._batch.n_seq_id[index] = 1

    def prefill(self, tokens: list[int], start: int, want_logits: bool, all_logits: bool = False) -> int:
        """Decode ``tokens`` in sequence 0 from position ``start``; logits of the last one, or of all, if wanted."""
        batch = self._batch
        token, pos, seq_id, logits = batch.token, batch.pos, batch.seq_id, batch.logits
        for index, value in enumerate(tokens):
            token[index] = value
            pos[index] = start + index
            seq_id[index][0] = 0
            logits[index] = 1 if all_logits else 0
        logits[len(tokens) - 1] = 1 if want_logits or all_logits else 0
        batch.n_tokens = len(tokens)
        return self._decode()

    def advance(self, inputs: list[tuple[int, int, int]]) -> int:
        """Decode one token of each (token, sequence, position), with logits."""
        batch = self._batch
        for index, (token, sequence, position) in enumerate(inputs):
            batch.token[index] = token
            batch.pos[index] = position
            batch.seq_id[index][0] = sequence
            batch.logits[index] = 1
        batch.n_tokens = len(inputs)
        return self._decode()

    def _decode(self) -> int:
        if self._threads is not None:
            self._threads.settle()
        return lc.llama_decode(self._context, self._batch)

    def close(self) -> None:
        """Free the batch. Not to be used afterwards."""
        lc.llama_batch_free(self._batch)
