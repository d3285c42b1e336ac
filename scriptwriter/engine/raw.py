"""A bare ``llama_decode`` loop, the yardstick of the benchmarks: same model, sampler chain, tokens, machine.

    python -m scriptwriter.engine.raw

It has nothing that the program adds: no cache, no text, no stop, no cancelling. Reads one JSON job a line
(``{"model"}`` first, then ``{"tokens", "counts", "sampling"}``) and answers with seconds, one line each.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import llama_cpp as lc

from scriptwriter.domain.generation import Sampling
from scriptwriter.engine.llama_batch import Batch
from scriptwriter.engine.llama_model import BATCH_TOKENS, LoadedModel, Pointer, load_model
from scriptwriter.engine.llama_sampling import SamplerChains, seeds
from scriptwriter.engine.protocol import LoadOptions


def run_loop(loaded: LoadedModel, tokens: list[int], counts: list[int], sampling: Sampling) -> float:
    """Seconds for drawing ``counts`` tokens in sequences that share the prefix ``tokens``, from the first token on.

    Sequences leave the batch when they have their number of tokens, as alternatives do.
    """
    context = loaded.context_handle
    memory: Pointer = lc.llama_get_memory(context)
    lc.llama_memory_clear(memory, True)
    batch = Batch(context)
    for start in range(0, len(tokens), BATCH_TOKENS):
        part = tokens[start : start + BATCH_TOKENS]
        batch.prefill(part, start, start + len(part) == len(tokens))
    maker = SamplerChains(loaded.vocabulary)
    chains = [maker.make(sampling, seed) for seed in seeds(sampling, len(counts))]
    for sequence in range(1, len(counts)):
        lc.llama_memory_seq_cp(memory, 0, sequence, 0, len(tokens))
    drawn = [(chain.sample(context, -1), sequence, len(tokens)) for sequence, chain in enumerate(chains)]
    started = time.perf_counter()
    for step in range(1, max(counts)):
        drawn = [entry for entry in drawn if counts[entry[1]] > step]
        batch.advance(drawn)
        drawn = [
            (chains[sequence].sample(context, row), sequence, position + 1)
            for row, (_, sequence, position) in enumerate(drawn)
        ]
    seconds = time.perf_counter() - started
    for chain in chains:
        chain.close()
    maker.close()
    batch.close()
    return seconds


def main() -> None:
    """Serve jobs from standard input."""
    loaded: LoadedModel | None = None
    for line in sys.stdin:
        job: dict[str, Any] = json.loads(line)
        if loaded is None:
            loaded = load_model(LoadOptions("raw", Path(job["model"]), threads=job["threads"]))
            answer: Any = loaded.info.threads
        elif "text" in job:
            answer = loaded.vocabulary.tokenize(job["text"], control=True)
        else:
            answer = run_loop(loaded, job["tokens"], job["counts"], Sampling(**job["sampling"]))
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
