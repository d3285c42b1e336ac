"""``python -m scriptwriter.lab JOB.json``: passages by a word LSTM that learns the job's texts first.

The job (``services.realism_lstm``): ``texts``, normalised; ``out``, the file that the answer is written to: a JSON
array of texts; ``passages``, for each temperature how many words each passage has. Prints the share done, a line each.
"""

import json
import os
import sys
from pathlib import Path

from scriptwriter.engine.children import PATIENT, step_back


def main(arguments: list[str]) -> int:
    """Do one job; the exit code."""
    if len(arguments) != 1:
        print("usage: python -m scriptwriter.lab JOB.json", file=sys.stderr)
        return 2
    # Threads that spin while they wait take the processor from those that work when others are busy, too.
    os.environ |= {"OMP_WAIT_POLICY": "passive", "GOMP_SPINCOUNT": "0"}
    step_back(PATIENT)
    from scriptwriter.lab.lstm import train, write

    job = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    try:
        trained = train(job["texts"], lambda done: print(0.9 * done, flush=True))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    found = []
    for number, (temperature, words) in enumerate(job["passages"]):
        found.append(write(trained, words, temperature, lambda _: None, seed=number))
        print(0.9 + 0.1 * (number + 1) / len(job["passages"]), flush=True)
    answer = {"losses": trained.losses, "passages": found}
    Path(job["out"]).write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
