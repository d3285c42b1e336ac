"""Whether the files say what torch said: logits and held-out loss in llama.cpp itself."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import llama_cpp as lc
import numpy as np
import torch

from scriptwriter.domain.errors import BadModel
from scriptwriter.engine.llama_model import start_backend
from scriptwriter.training.cues import IGNORED, Example

#: A quantization that costs more than this, in nats a token, is not taken without being asked for.
MOST_LOSS = 0.005


class Reader:
    """A file in llama.cpp, with an adapter if there is one. Close it afterwards."""

    def __init__(self, path: Path, context: int, threads: int, adapter: Path | None = None) -> None:
        start_backend()
        params = lc.llama_model_default_params()
        params.use_extra_bufts = b"AMX" not in lc.llama_print_system_info()
        params.n_gpu_layers = 0
        self._model: Any = lc.llama_model_load_from_file(os.fsencode(path), params)
        if not self._model:
            raise BadModel(f"llama.cpp cannot open {path.name}.")
        options = lc.llama_context_default_params()
        options.n_ctx = options.n_batch = options.n_ubatch = context
        options.n_threads = options.n_threads_batch = threads
        options.no_perf = True
        self._context: Any = lc.llama_init_from_model(self._model, options)
        if not self._context:
            lc.llama_model_free(self._model)
            raise BadModel(f"There is not enough memory to check {path.name}.")
        self._batch: Any = lc.llama_batch_init(context, 0, 1)
        vocabulary: Any = lc.llama_model_get_vocab(self._model)
        self._vocabulary = lc.llama_vocab_n_tokens(vocabulary)
        if adapter is not None:
            self._adapt(adapter)

    def _adapt(self, path: Path) -> None:
        import ctypes

        adapter = lc.llama_adapter_lora_init(self._model, os.fsencode(path))
        if not adapter:
            self.close()
            raise BadModel(f"llama.cpp cannot open the adapter {path.name}.")
        adapters = (lc.llama_adapter_lora_p_ctypes * 1)(adapter)
        lc.llama_set_adapters_lora(self._context, adapters, 1, (ctypes.c_float * 1)(1.0))

    def logits(self, ids: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        """float32[n, vocabulary] at the ``wanted`` positions (bool[len(ids)]) of one text."""
        memory: Any = lc.llama_get_memory(self._context)
        lc.llama_memory_clear(memory, True)
        batch = self._batch
        for at, token in enumerate(ids):
            batch.token[at], batch.pos[at] = int(token), at
            batch.n_seq_id[at], batch.seq_id[at][0] = 1, 0
            batch.logits[at] = int(wanted[at])
        batch.n_tokens = len(ids)
        if lc.llama_decode(self._context, batch) != 0:
            raise BadModel("llama.cpp could not read a passage with the new model.")
        shape = (int(wanted.sum()), self._vocabulary)
        return np.ctypeslib.as_array(lc.llama_get_logits(self._context), shape).copy()

    def loss(self, examples: list[Example]) -> float:
        """Held-out loss in nats a token."""
        total, count = 0.0, 0
        for ids, labels in examples:
            wanted = labels != IGNORED
            if wanted.any():
                total += nats(self.logits(ids, wanted), labels[wanted])
                count += int(wanted.sum())
        return total / max(count, 1)

    def close(self) -> None:
        """Free everything; adapters go with their model."""
        lc.llama_batch_free(self._batch)
        lc.llama_free(self._context)
        lc.llama_model_free(self._model)


def nats(logits: np.ndarray, labels: np.ndarray) -> float:
    """Minus the log probability of the labels, summed."""
    top = logits.max(axis=1)
    total = np.log(np.exp(logits - top[:, None]).sum(axis=1, dtype=np.float64)) + top
    return float((total - logits[np.arange(len(labels)), labels]).sum())


@dataclass(frozen=True, slots=True)
class Agreement:
    """A file beside torch on some passages: largest and mean difference of logits, share of equal first choices."""

    largest: float
    mean: float
    same_choice: float
    tokens: int


def torch_logits(model: Any, ids: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """What torch says for one text, in float32."""
    model.eval()
    with torch.no_grad():
        answer = model(input_ids=torch.from_numpy(ids.astype(np.int64))[None]).logits[0]
    return answer.float().numpy()[wanted]


def torch_loss(model: Any, examples: list[Example]) -> float:
    """Held-out loss of the same examples in torch."""
    total, count = 0.0, 0
    for ids, labels in examples:
        wanted = labels != IGNORED
        if wanted.any():
            total += nats(torch_logits(model, ids, wanted), labels[wanted])
            count += int(wanted.sum())
    return total / max(count, 1)


def compare(reader: Reader, model: Any, examples: list[Example]) -> Agreement:
    """Logits of a file and of torch on the same examples."""
    largest, sums, same, tokens, values = 0.0, 0.0, 0, 0, 0
    for ids, labels in examples:
        wanted = labels != IGNORED
        if not wanted.any():
            continue
        ours, theirs = torch_logits(model, ids, wanted), reader.logits(ids, wanted)
        difference = np.abs(ours - theirs)
        largest = max(largest, float(difference.max()))
        sums += float(difference.sum())
        values += difference.size
        same += int((ours.argmax(axis=1) == theirs.argmax(axis=1)).sum())
        tokens += len(ours)
    return Agreement(largest, sums / max(values, 1), same / max(tokens, 1), tokens)
