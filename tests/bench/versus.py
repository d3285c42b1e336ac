"""Beside another writing program, on the same machine in one run: start, open, type, memory.

    python -m tests.bench.versus --novelwriter PYTHON [--words 100000] [--keys 300] [--rounds 3]

``PYTHON`` is the interpreter of an environment in which novelWriter is installed. Both programs run offscreen with the
same text of so many words, one document, in turns. Prints JSON: the median of the rounds for each figure.

Each program is driven by the same steps in its own process: start to a window that answers, open the document to the
end of its first paint, type keys at eight a second in the middle of it (key press to the end of the paint), and the
resident memory afterwards without child processes.
"""

import argparse
import compileall
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_SENTENCE = "She came slowly down the stairs and looked about her for the letter that he had left there. "
_RATE = 8.0


def story(words: int) -> str:
    """Paragraphs of a hundred words or so."""
    per_paragraph = 6
    count = words // (per_paragraph * len(_SENTENCE.split()))
    return "\n\n".join([(_SENTENCE * per_paragraph).strip()] * count)


def main() -> None:
    """Measure both and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--novelwriter", metavar="PYTHON", required=True)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--keys", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    # Installed programs are compiled; a checkout may not be, where Python is told to write no bytecode.
    compileall.compile_dir(Path(__file__).parents[2] / "scriptwriter", quiet=1)
    runs: dict[str, list[dict[str, float]]] = {"scriptwriter": [], "novelwriter": []}
    for _ in range(options.rounds):
        for name, python in (("scriptwriter", sys.executable), ("novelwriter", options.novelwriter)):
            runs[name].append(_run(python, name, options.words, options.keys))
    figures = {
        name: {key: round(statistics.median(run[key] for run in found), 2) for key in found[0]}
        for name, found in runs.items()
    }
    print(json.dumps({"words": options.words, "keys": options.keys, "rounds": options.rounds, **figures}, indent=1))


def _run(python: str, name: str, words: int, keys: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": folder, "XDG_RUNTIME_DIR": folder}
        environment["PYTHONPATH"] = str(Path(__file__).parents[2]) if name == "scriptwriter" else ""
        text = Path(folder) / "story.md"
        text.write_text(story(words), encoding="utf-8")
        started = time.time()
        done = subprocess.run(
            [python, str(Path(__file__).with_name("versus_driver.py")), name, str(text), str(keys), str(started)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{name}: {done.stderr[-2000:]}")
        return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
