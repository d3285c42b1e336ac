"""What the model writes while it learns: one passage at each evaluation, always after the same prompt."""

from collections.abc import Callable

import numpy as np
import torch

from scriptwriter.services.training_job import Sample
from scriptwriter.training.base import Base
from scriptwriter.training.cues import IGNORED, Examples
from scriptwriter.training.passage_loss import PassageLoss

_NEW_TOKENS = 60
_PROMPT_CHARS = 200


def sampler(
    base: Base, module: PassageLoss, examples: Examples, index: int, seed: int
) -> Callable[[int], list[Sample]]:
    """A function that writes after the prompt of one held-out passage."""
    ids, labels = examples.make(index, 0)
    prompt = ids[: int(np.flatnonzero(labels != IGNORED)[0]) + 1]
    pieces = [base.vocabulary.piece(int(token)) or base.vocabulary.text_of(int(token)).encode() for token in prompt]
    text = b"".join(pieces).decode("utf-8", "replace")
    before, _, cue = text.partition("<|cue|>")
    wanted = cue.replace("<|go|>", "").replace("<|", " ").replace("|>", ": ").strip()

    def write(step: int) -> list[Sample]:
        module.eval()
        # Numbers drawn here must not be missing in training, or a resumed run would differ.
        with torch.random.fork_rng(devices=[]), torch.no_grad():
            torch.manual_seed(seed)
            device = next(module.parameters()).device
            given = torch.from_numpy(prompt.astype(np.int64))[None].to(device)
            room = min(_NEW_TOKENS, base.context - len(prompt))
            if room < 1:
                return []
            answer = module.inner.generate(
                input_ids=given,
                attention_mask=torch.ones_like(given),
                max_new_tokens=room,
                do_sample=True,
                temperature=0.8,
                top_p=0.95,
                top_k=100,
                use_cache=True,
                eos_token_id=base.stop,
                pad_token_id=base.stop,
            )[0, len(prompt) :]
        written = b"".join(base.vocabulary.piece(int(token)) for token in answer).decode("utf-8", "replace")
        return [Sample(step, wanted, before[-_PROMPT_CHARS:], written)]

    return write
