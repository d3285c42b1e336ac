"""What each quantization of a model costs and gives: size, held-out loss, speed.

    python -m tests.bench.quantizations F16.gguf HELDOUT.jsonl FOLDER [--passages 300] [--types Q8_0 Q6_K …]

The files are made in FOLDER. All read the same passages of people, asked with their cues; the difference to F16 is of
the same tokens, so far smaller ones show than the loss's own spread. Speed is that of whole passages behind the same
short text, best of three turns. Prints a Markdown table; the smallest file within 0.005 of F16 is the one to ship.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Cue
from scriptwriter.domain.generation import UNGUIDED, Chunk, Finished, Request, Sampling
from scriptwriter.engine.protocol import Engine
from scriptwriter.services import evaluation, models
from scriptwriter.services.evaluation import Place
from scriptwriter.training import gguf_file
from scriptwriter.training.verify import MOST_LOSS

TYPES = ("Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M")
_TURNS, _PASSAGES = 3, 8


def loss(engine: Engine, places: Sequence[Place]) -> float:
    """Nats per token of people's passages."""
    log_p = tokens = 0.0
    for place in places:
        request = Request(place.context, Cue(place.genre, place.character, place.keywords), place.form)
        found = engine.measure(request, [place.human], CancelToken())[0]
        log_p, tokens = log_p + found.log_p, tokens + found.tokens
    return -log_p / tokens


def speed(engine: Engine, places: Sequence[Place]) -> float:
    """Tokens a second after the first one, alone on the machine."""
    return max(_turn(engine, places[:_PASSAGES]) for _ in range(_TURNS))


def _turn(engine: Engine, places: Sequence[Place]) -> float:
    tokens, seconds = 0, 0.0
    for number, place in enumerate(places):
        request = Request(
            place.context[-600:], form=place.form, max_words=120, sampling=Sampling(seed=number), guidance=UNGUIDED
        )
        began = 0.0
        for event in engine.generate(request, CancelToken()):
            if isinstance(event, Chunk) and not began:
                began = time.perf_counter()
            elif isinstance(event, Finished) and event.tokens > 1 and began:
                tokens += event.tokens - 1
                seconds += time.perf_counter() - began
    return tokens / seconds


def main() -> None:
    """Make, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("whole", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--passages", type=int, default=300)
    parser.add_argument("--types", nargs="+", default=TYPES)
    options = parser.parse_args()
    places = evaluation.read_places([options.data], options.passages)
    options.folder.mkdir(parents=True, exist_ok=True)
    print("| type | megabytes | matrices | loss | difference to F16 | tokens a second |\n|---|---|---|---|---|---|")
    first, shipped = 0.0, ("F16", options.whole.stat().st_size)
    for kind in ("F16", *options.types):
        path = options.whole if kind == "F16" else options.folder / f"{options.whole.stem}-{kind}.gguf"
        used = {"F16": "all"} if kind == "F16" else gguf_file.quantize(options.whole, path, kind, 2)
        engine, _ = models.open_model(models.catalogue().find(str(path)))
        try:
            found, fast = loss(engine, places), speed(engine, places)
        finally:
            engine.close()
        first = first or found
        size = path.stat().st_size
        matrices = ", ".join(f"{count} {name}" for name, count in used.items())
        print(
            f"| {kind} | {size / 1e6:.1f} | {matrices} | {found:.4f} | {found - first:+.4f} | {fast:.0f} |", flush=True
        )
        if abs(found - first) <= MOST_LOSS and size < shipped[1]:
            shipped = kind, size
    print(f"\nTo ship: {shipped[0]}")


if __name__ == "__main__":
    main()
