"""What a long script costs: reading its lines, following an edit, making its pages, writing a PDF.

    python -m tests.bench.documents [--pages 120] [--edits 500]

Prints JSON, in milliseconds.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.formats.pagination import Paginator
from scriptwriter.services.convert import export
from tests.bench.key_to_paint import figures, long_script


def edits(classifier: LineClassifier, count: int) -> list[float]:
    """A letter typed at the end of a random line, a line broken in two, a note opened and closed."""
    dice, times = random.Random(1), []
    for number in range(count):
        line = dice.randrange(len(classifier.lines))
        text = classifier.lines[line]
        added = [text + "x"] if number % 4 else [text, ""] if number % 8 else [text + " [[why]]"]
        started = time.perf_counter()
        classifier.replace(line, 1, added)
        times.append((time.perf_counter() - started) * 1000)
    return sorted(times)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    work()
    return round((time.perf_counter() - started) * 1000, 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--edits", type=int, default=500)
    options = parser.parse_args()
    text = long_script(options.pages)
    lines = text.split("\n")
    classifier = LineClassifier(lines)
    pages = Paginator(classifier.lines, classifier.kinds).count
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "play.pdf")
        found = {
            "pages": pages,
            "lines": len(lines),
            "classify_all_ms": timed(lambda: LineClassifier(lines)),
            "paginate_all_ms": timed(lambda: Paginator(classifier.lines, classifier.kinds)),
            "pdf_ms": timed(lambda: export(text, target)),
            "edit": figures(edits(classifier, options.edits)),
        }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
