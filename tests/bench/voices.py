"""Does a character's voice prefer that character's own held-out lines to the others'?

    python -m tests.bench.voices CORPUS... --model NAME [--lines 60]

The corpus is the one that the voices were trained on, divided in the same way. For each voice: pairs of one of its own
held-out lines and one of another voice's; it prefers the one that it finds likelier than the model alone does by more.
"""

import argparse
import itertools
import json
import random
import tempfile
from collections import defaultdict
from pathlib import Path

from scriptwriter.domain.corpus import Split
from scriptwriter.services import models
from scriptwriter.services.corpus import store
from scriptwriter.services.likeness import LEAST_WORDS, gains
from scriptwriter.services.passage_metrics import interval


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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--model", default="")
    parser.add_argument("--lines", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    entry = models.catalogue().find(options.model)
    voices = dict(entry.voices)
    lines = held_out_lines(options.corpus, set(voices), options.seed)
    # Every voice reads every line after the same name, its own: only the line differs.
    engine, _ = models.open_model(entry)
    results = {}
    try:
        for name, voice in voices.items():
            own = lines[name][: options.lines]
            others = [line for other in voices if other != name for line in lines[other][: options.lines]]
            found = gains(engine, voice, name, [*own, *others])
            pairs = [float(a > b) for a, b in itertools.product(found[: len(own)], found[len(own) :])]
            by_line = [
                sum(a > b for b in found[len(own) :]) / max(len(others), 1) for a in found[: len(own)]
            ]  # fmt: skip
            results[name] = {"lines": len(own), "others": len(others), "preferred": round(sum(pairs) / len(pairs), 4),
                             "interval": [round(edge, 3) for edge in interval(by_line)]}  # fmt: skip
    finally:
        engine.close()
    mean = sum(one["preferred"] for one in results.values()) / len(results)
    print(json.dumps({"model": entry.name, "preferred": round(mean, 4), "voices": results}, indent=1))


if __name__ == "__main__":
    main()
