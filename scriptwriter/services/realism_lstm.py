"""Passages of a word LSTM for the realism score's training data. The network learns and writes in its own process."""

import importlib.util
import json
import random
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import Failure, NotHere
from scriptwriter.engine.children import child_environment, module_command
from scriptwriter.realism.normal import count_words
from scriptwriter.services import realism_places
from scriptwriter.services.realism_data import Generated, stable_seed
from scriptwriter.services.realism_places import Place

MODULE = "scriptwriter.lab"
NAME = "lstm"
TEMPERATURES = (0.7, 1.0)


def lstm_passages(
    rows: Sequence[dict[str, Any]], places: Sequence[Place], counts: dict[str, int], cancel: CancelToken,
    progress: Callable[[float], None],
) -> list[Generated]:  # fmt: skip
    """``counts[split]`` passages at each temperature, as long as the human ones at their places.

    The network learns the works that the detector is trained on. Empty when cancelled. Raises ``NotHere`` where there
    is no torch, ``Failure``.
    """
    if importlib.util.find_spec("torch") is None:
        raise NotHere("torch is needed for the word LSTM: pip install 'scriptwriter[train]'.")
    chosen = [_places(rows, places, counts, f"{NAME} {temperature}") for temperature in TEMPERATURES]
    job = {
        "texts": realism_places.learnt_texts(rows),
        "passages": [
            (temperature, [place.words for place in here])
            for temperature, here in zip(TEMPERATURES, chosen, strict=True)
        ],
    }
    answer = _run(job, cancel, progress)
    if answer is None:
        return []
    return [
        Generated(place.row, place.start, NAME, NAME, f"{NAME}-t{temperature}", False, False, 0, text)
        for temperature, here, texts in zip(TEMPERATURES, chosen, answer["passages"], strict=True)
        for place, text in zip(here, texts, strict=True)
        if count_words(text) >= realism_places.MIN_WORDS
    ]


def _places(rows: Sequence[dict[str, Any]], places: Sequence[Place], counts: dict[str, int], seed: str) -> list[Place]:
    draw = random.Random(stable_seed(seed))
    found: list[Place] = []
    for split, count in counts.items():
        here = realism_places.of_split(rows, places, split)
        found += draw.sample(here, min(count, len(here)))
    return found


def _run(job: dict[str, Any], cancel: CancelToken, progress: Callable[[float], None]) -> dict[str, Any] | None:
    """The process's answer; None when it was cancelled."""
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryFile() as said:
        path, out = Path(name) / "job.json", Path(name) / "answer.json"
        path.write_text(json.dumps(job | {"out": str(out)}, ensure_ascii=False), encoding="utf-8")
        with subprocess.Popen(
            module_command(MODULE, str(path)), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, text=True,
            env=child_environment(),
        ) as child:  # fmt: skip
            cancel.listen(child.terminate)
            try:
                for line in child.stdout or ():
                    progress(float(line))
            finally:
                cancel.forget(child.terminate)
        if cancel.is_set():
            return None
        if child.returncode:
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").strip().splitlines()
            raise Failure(f"The word LSTM could not be trained: {lines[-1] if lines else child.returncode}.")
        return json.loads(out.read_text(encoding="utf-8"))
