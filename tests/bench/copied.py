"""How many copied runs of words the memorisation index of a bundled model finds, and how often it is wrong.

    python -m tests.bench.copied HELDOUT.jsonl TOKENS.bin.xz… --tokenizer tokenizer.json [--model NAME] [--samples 500]

The tokens are those that the index was made from (``packaging/dev/memorisation_index.py``), HELDOUT has passages of
works that are not among them. A run of N training words, from a random place, is put into the middle of a held-out
passage; it is found when a span covers most of it. Wrong are spans in held-out passages without any twelve words in
a row that stand in a training text, checked against the texts themselves.
"""

import argparse
import importlib.util
import itertools
import json
import random
from pathlib import Path

from scriptwriter.services import models
from scriptwriter.services.copied import copied_spans, indexes_for
from scriptwriter.services.copied_words import words_of

LENGTHS = (12, 13, 14, 15, 16, 20)
_MAKER = Path(__file__).parents[2] / "packaging" / "dev" / "memorisation_index.py"


def training_texts(files: list[Path], tokenizer: Path) -> list[str]:
    """The texts as the index's maker reads them."""
    spec = importlib.util.spec_from_file_location("memorisation_index", _MAKER)
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    return list(maker.texts(files, maker.spellings(tokenizer), print))


def _stands(words: list[str], corpus: str) -> bool:
    runs = (words[at : at + LENGTHS[0]] for at in range(max(len(words) - LENGTHS[0], 0) + 1))
    return any(" ".join(run) in corpus for run in runs)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("held_out", type=Path)
    parser.add_argument("tokens", type=Path, nargs="+")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--model", default="")
    parser.add_argument("--samples", type=int, default=500)
    options = parser.parse_args()
    indexes = indexes_for(models.catalogue().find(options.model))
    hosts = [json.loads(line)["passage"] for line in options.held_out.read_text(encoding="utf-8").splitlines()]
    texts = training_texts(options.tokens, options.tokenizer)
    draw, sizes = random.Random(1), list(itertools.accumulate(map(len, texts)))
    found = {}
    for length in LENGTHS:
        hits, told = 0, []
        for _ in range(options.samples):
            words = draw.choices(texts, cum_weights=sizes)[0].split()
            at = draw.randrange(max(len(words) - length, 1))
            run = " ".join(words[at : at + length])
            host = draw.choice(hosts).split()
            before = " ".join(host[: len(host) // 2]) + " "
            spans = copied_spans(f"{before}{run} {' '.join(host[len(host) // 2 :])}", indexes)
            inside = [span for span in spans if span.start < len(before) + len(run) / 2 < span.end]
            hits += bool(inside)
            told += [span.words - len(words_of(run)) for span in inside]
        found[length] = {"found": round(hits / options.samples, 3),
                         "words_too_many": round(sum(told) / max(len(told), 1), 2)}  # fmt: skip
    spans = [
        " ".join(words_of(host[span.start : span.end]))
        for host in hosts
        for span in copied_spans(host, indexes)
    ]  # fmt: skip
    corpus = "\n".join(" ".join(words_of(text)) for text in texts)
    wrong = sum(not _stands(span.split(), corpus) for span in spans)
    print(json.dumps({"found": found, "passages": len(hosts), "spans": len(spans), "in_no_text": wrong}, indent=1))


if __name__ == "__main__":
    main()
