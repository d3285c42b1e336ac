"""Does a character's voice prefer that character's own held-out lines to the others'?

    python -m tests.bench.voices CORPUS... --model NAME [--lines 120]

The corpus is the one that the voices were trained on, divided in the same way. For each voice: pairs of one of its own
held-out lines and one of another voice's; it prefers the one for which its evidence is greater: how much likelier it
finds the line than the model alone does (alone), or than the other voices do on the average (compared), which is how
the cast panel ranks. Evidence is the logarithm of the ratio, in nats for the whole line; "a token" is the same in nats
a token.
"""

import argparse
import json
import random
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from scriptwriter.domain.corpus import Split
from scriptwriter.domain.generation import Voice
from scriptwriter.engine.protocol import Engine
from scriptwriter.services import models
from scriptwriter.services.corpus import store
from scriptwriter.services.likeness import LEAST_WORDS, gains
from scriptwriter.services.passage_metrics import interval

_LONG = 20


def held_out_lines(sources: list[Path], names: set[str], seed: int) -> dict[str, list[str]]:
    """Speeches of each character in works that nobody learned."""
    found: dict[str, list[str]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        store.prepare(sources, None, Path(folder) / "corpus")
        for row in store.documents(Path(folder) / "corpus", Split.HELD_OUT):
            for block in row["text"].split("\n\n"):
                name, _, line = block.partition("\n")
                if name.upper() in names and len(line.split()) >= LEAST_WORDS:
                    found[name.upper()].append(line)
    for lines in found.values():
        random.Random(seed).shuffle(lines)
    return found


def matrix(engine: Engine, voices: dict[str, Voice], lines: list[str]) -> np.ndarray:
    """float64[2, voices, lines]: each voice's gain on each line in nats, and its tokens. Every voice reads every line
    after its own name: only the line differs."""
    found = [gains(engine, voice, name, lines) for name, voice in voices.items()]
    return np.array([[[one.log_p for one in row] for row in found], [[one.tokens for one in row] for row in found]])


def compared(gained: np.ndarray) -> np.ndarray:
    """Above what the other voices find: what is common to all voices is the corpus's manner, not a character's."""
    return gained - (gained.sum(axis=0) - gained) / max(len(gained) - 1, 1)


def preferred(found: np.ndarray, speaker: np.ndarray) -> dict[str, Any]:
    """How often each voice has a greater value for one of its own lines than for one of another's."""
    shares, edges = [], []
    for voice in range(len(found)):
        own, others = found[voice][speaker == voice], found[voice][speaker != voice]
        by_line = (own[:, None] > others).mean(axis=1)
        shares.append(float(by_line.mean()))
        edges.append([round(edge, 3) for edge in interval(by_line.tolist())])
    return {
        "mean": round(float(np.mean(shares)), 3),
        "each": [round(share, 3) for share in shares],
        "intervals": edges,
    }


def two_by_two(gained: np.ndarray, speaker: np.ndarray) -> dict[str, Any]:
    """The same where a line of one character and a line of another one are judged by the voices of these two alone."""
    voices = range(len(gained))
    shares = [
        np.mean(
            [
                ((gained[a] - gained[b])[speaker == a][:, None] > (gained[a] - gained[b])[speaker == b]).mean()
                for b in voices
                if b != a
            ]
        )
        for a in voices
    ]
    return {"mean": round(float(np.mean(shares)), 3), "each": [round(float(share), 3) for share in shares]}


def together(found: np.ndarray, speaker: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The evidence of so many lines of one character at once; and whose they are."""
    groups = [
        np.flatnonzero(speaker == voice)[: (speaker == voice).sum() // size * size].reshape(-1, size)
        for voice in range(len(found))
    ]
    values = [found[:, group].sum(axis=1) for kind in groups for group in kind]
    return np.array(values).T, np.repeat(np.arange(len(found)), [len(kind) for kind in groups])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--model", default="")
    parser.add_argument("--lines", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    entry = models.catalogue().find(options.model)
    voices = dict(entry.voices)
    by_name = held_out_lines(options.corpus, set(voices), options.seed)
    lines = [line for name in voices for line in by_name[name][: options.lines]]
    speaker = np.repeat(np.arange(len(voices)), [len(by_name[name][: options.lines]) for name in voices])
    words = np.array([len(line.split()) for line in lines])
    engine, _ = models.open_model(entry)
    try:
        alone, tokens = matrix(engine, voices, lines)
    finally:
        engine.close()
    beside = compared(alone)
    long = words >= _LONG
    answer = {
        "model": entry.name,
        "voices": list(voices),
        "lines": len(lines),
        "alone": preferred(alone, speaker),
        "alone, a token": preferred(alone / tokens, speaker),
        "compared": preferred(beside, speaker),
        "compared, a token": preferred(compared(alone / tokens), speaker),
        "compared, the two characters' voices": two_by_two(alone, speaker),
        f"compared, {_LONG} words or more": preferred(beside[:, long], speaker[long]),
        **{f"compared, {size} lines": preferred(*together(beside, speaker, size)) for size in (5, 10)},
    }
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
