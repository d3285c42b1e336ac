"""Whole runs as child processes: the loss falls, a kill does not matter, cancelling keeps the best."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scriptwriter.services.training_job import (
    Evaluated,
    Event,
    Failed,
    Finished,
    Saved,
    Step,
    from_line,
)
from tests.training.tiny import fields

ROOT = Path(__file__).parents[2]


def run(
    folder: Path, job: dict[str, Any], watch: Callable[[Event, Any], None] | None = None
) -> tuple[int, list[Event]]:
    """Run a job to its end; ``watch`` sees each event and the process."""
    folder.mkdir(exist_ok=True)
    path = folder / "job.json"
    path.write_text(json.dumps(job))
    process = subprocess.Popen(
        [sys.executable, "-m", "scriptwriter.training", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    events = []
    assert process.stdout is not None
    assert process.stdin is not None
    for line in process.stdout:
        event = from_line(line)
        assert event is not None, line
        events.append(event)
        if watch is not None:
            watch(event, process)
    code = process.wait()
    process.stdin.close()
    process.stdout.close()
    return code, events


def losses(events: list[Event]) -> list[float]:
    return [event.loss for event in events if isinstance(event, Evaluated)]


def test_a_killed_run_goes_on_to_the_same_end(tiny: Path, corpus: Path, tmp_path: Path) -> None:
    job = fields(tmp_path, tiny, corpus, minutes_between_checkpoints=0)
    code, events = run(tmp_path, job)
    assert code == 0, events[-1]
    whole = losses(events)
    assert min(whole) < whole[0] - 0.5
    finished = events[-1]
    assert isinstance(finished, Finished)
    report = json.loads(Path(finished.report).read_text())
    assert report["checks"][0]["same_choice"] > 0.9
    assert {Path(file).suffix for file in finished.files} == {".gguf", ".md", ".json"}

    other = tmp_path / "killed"
    job = fields(other, tiny, corpus, minutes_between_checkpoints=0)

    def kill(event: Event, process: Any) -> None:
        if isinstance(event, Saved) and event.step == 3:
            process.kill()

    code, _ = run(other, job, kill)
    assert code != 0
    assert not (other / "out").exists() or not any((other / "out").iterdir())
    code, events = run(other, {**job, "resume": True})
    assert code == 0
    steps = [event.step for event in events if isinstance(event, Step)]
    assert steps[0] in (4, 5)
    assert losses(events)[-1] == pytest.approx(whole[-1], rel=1e-5)


def test_cancelling_keeps_the_best(tiny: Path, corpus: Path, tmp_path: Path) -> None:
    def cancel(event: Event, process: Any) -> None:
        if isinstance(event, Step) and event.step == 2:
            process.stdin.write("cancel\n")
            process.stdin.flush()

    code, events = run(tmp_path, fields(tmp_path, tiny, corpus, epochs=50), cancel)
    assert code == 0
    assert isinstance(events[-1], Finished)
    assert events[-1].cancelled
    assert max(event.step for event in events if isinstance(event, Step)) < 20


def test_voices_of_a_cast(tiny: Path, corpus: Path, tmp_path: Path) -> None:
    job = fields(tmp_path, tiny, corpus, output="adapter", method="auto", characters=["ANNE", "TOM"], epochs=1)
    code, events = run(tmp_path, {**job, "learning_rate": 0.01})
    assert code == 0, events[-1]
    for voice in ("ANNE", "TOM"):
        own = [event.loss for event in events if isinstance(event, Evaluated) and event.voice == voice]
        assert own[-1] < own[0]
        assert (tmp_path / "out" / f"{voice.lower()}.gguf").exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"base": "/nowhere.gguf"}, "no model file"),
        ({"quantization": "Q1"}, "no quantization"),
        ({"characters": ["NOBODY"], "output": "adapter", "method": "auto"}, "no speech of NOBODY"),
        ({"corpus": "/nowhere"}, "cannot be read"),
    ],
)
def test_bad_jobs_fail_with_one_line(
    change: dict[str, Any], words: str, tiny: Path, corpus: Path, tmp_path: Path
) -> None:
    code, events = run(tmp_path, {**fields(tmp_path, tiny, corpus), **change})
    assert code == 2
    assert isinstance(events[-1], Failed)
    assert words in events[-1].message
    assert not (tmp_path / "out").exists()
