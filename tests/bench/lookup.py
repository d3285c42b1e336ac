"""Would drafting by prompt lookup make writing faster? Counted on what the model writes, with this machine's own times.

    python -m tests.bench.lookup [--model NAME] [--passages 20] [--json]

Prompt lookup (draft-free speculative decoding, as llama.cpp's ``lookup`` example does it): the last N tokens are looked
for in what stands before; what followed them there is the draft, which the model reads in one batch together with the
newest token. Drafted tokens that are the drawn ones save a step each, the others cost their part of the batch. Seeds
are fixed, so what would be accepted can be counted exactly from passages that were written without it.
"""

import argparse
import json
import statistics
import time
from collections.abc import Sequence

import llama_cpp as lc

from scriptwriter.domain.cue import Form
from scriptwriter.domain.generation import Request, Sampling
from scriptwriter.engine.compose import compose
from scriptwriter.engine.llama_batch import Batch
from scriptwriter.engine.llama_model import BATCH_TOKENS, LoadedModel, Pointer, load_model
from scriptwriter.engine.llama_sampling import SamplerChains
from scriptwriter.engine.opening import load_options
from scriptwriter.services import models, samples

_TOKENS = 120
_WIDTHS = range(1, 9)


def prompts(loaded: LoadedModel, count: int) -> list[list[int]]:
    """Places all over the sample script."""
    text = samples.script_text()
    found = []
    for number in range(1, count + 1):
        cut = text[: text.rfind("\n\n", 0, len(text) * number // count)]
        asked = compose(Request(cut[-1800:], form=Form.SCRIPT), loaded.info.format)
        ids = loaded.vocabulary.tokenize(asked.text)
        for segment in asked.last:
            ids += loaded.vocabulary.tokenize(segment.text, control=segment.control)
        found.append(ids[-(loaded.info.context - _TOKENS - 16) :])
    return found


def written(loaded: LoadedModel, prompt: Sequence[int], seed: int) -> list[int]:
    """What the model writes there, by the program's own sampler."""
    memory: Pointer = lc.llama_get_memory(loaded.context_handle)
    lc.llama_memory_clear(memory, True)
    batch, maker = Batch(loaded.context_handle), SamplerChains(loaded.vocabulary)
    for start in range(0, len(prompt), BATCH_TOKENS):
        part = list(prompt[start : start + BATCH_TOKENS])
        batch.prefill(part, start, start + len(part) == len(prompt))
    chain = maker.make(Sampling(), seed)
    tokens = [chain.sample(loaded.context_handle, -1)]
    while len(tokens) < _TOKENS and tokens[-1] not in loaded.vocabulary.enders:
        batch.advance([(tokens[-1], 0, len(prompt) + len(tokens) - 1)])
        tokens.append(chain.sample(loaded.context_handle, 0))
    chain.close()
    maker.close()
    batch.close()
    return tokens


def seconds_by_width(loaded: LoadedModel, prompt: Sequence[int]) -> dict[int, float]:
    """Median seconds of reading so many tokens behind a prompt, all logits wanted."""
    memory: Pointer = lc.llama_get_memory(loaded.context_handle)
    found: dict[int, float] = {}
    lc.llama_memory_clear(memory, True)
    batch = Batch(loaded.context_handle)
    for start in range(0, len(prompt), BATCH_TOKENS):
        part = list(prompt[start : start + BATCH_TOKENS])
        batch.prefill(part, start, start + len(part) == len(prompt))
    for width in _WIDTHS:
        times = []
        for _ in range(40):
            started = time.perf_counter()
            batch.advance([(prompt[at], 0, len(prompt) + at) for at in range(width)])
            times.append(time.perf_counter() - started)
            lc.llama_memory_seq_rm(memory, 0, len(prompt), -1)
        found[width] = statistics.median(times)
    batch.close()
    return found


def draft(tokens: Sequence[int], size: int, most: int) -> list[int]:
    """What followed the last ``size`` tokens when they stood there before, the latest time."""
    key = list(tokens[-size:])
    for at in range(len(tokens) - size - 1, -1, -1):
        if list(tokens[at : at + size]) == key:
            return list(tokens[at + size : at + size + most])
    return []


def steps(prompt: Sequence[int], tokens: Sequence[int], size: int, most: int) -> list[tuple[int, int]]:
    """(tokens read, tokens gained) of each step with drafts."""
    found, at = [], 1  # the first token comes from the prefill
    while at < len(tokens):
        guess = draft([*prompt, *tokens[:at]], size, most)
        right = 0
        while right < len(guess) and at + right < len(tokens) and guess[right] == tokens[at + right]:
            right += 1
        gained = min(right + 1, len(tokens) - at)
        found.append((1 + len(guess), gained))
        at += gained
    return found


def main() -> None:
    """Count, time, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="")
    parser.add_argument("--passages", type=int, default=20)
    options = parser.parse_args()
    entry = models.catalogue().find(options.model)
    loaded = load_model(load_options(entry, 4096, 0))
    places = prompts(loaded, options.passages)
    texts = [written(loaded, place, seed) for seed, place in enumerate(places)]
    cost = seconds_by_width(loaded, places[-1])
    rows = []
    for size in (2, 3, 4):
        for most in (2, 4, 7):
            made = [step for place, text in zip(places, texts, strict=True) for step in steps(place, text, size, most)]
            plain = sum(gained for _, gained in made) * cost[1]
            with_drafts = sum(cost[read] for read, _ in made)
            drafted = sum(read - 1 for read, _ in made)
            accepted = sum(gained - 1 for _, gained in made)
            rows.append(
                {
                    "n": size,
                    "draft": most,
                    "drafted": drafted,
                    "accepted": round(accepted / max(drafted, 1), 3),
                    "tokens_a_step": round(sum(gained for _, gained in made) / len(made), 3),
                    "speed": round(plain / with_drafts, 3),
                }
            )
    print(
        json.dumps(
            {
                "model": entry.name,
                "threads": loaded.info.threads,
                "tokens": sum(map(len, texts)),
                "cost_of_width": {width: round(seconds / cost[1], 2) for width, seconds in cost.items()},
                "lookup": rows,
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
