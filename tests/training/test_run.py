"""Whole runs: the loss falls, a kill does not matter, cancelling keeps the best."""

import json
from pathlib import Path
from typing import Any

import pytest

from scriptwriter.services.training_job import Evaluated, Event, Finished, Saved, Stage
from scriptwriter.training.events import Stop
from tests.training.running import IN_STEP, failed, losses, made, run, run_here, steps
from tests.training.tiny import fields


def test_a_killed_run_goes_on_to_the_same_end(tiny: Path, corpus: Path, tmp_path: Path) -> None:
    job = fields(tmp_path, tiny, corpus, minutes_between_checkpoints=0)
    code, events = run_here(tmp_path, job)
    assert code == 0, events[-1]
    whole = losses(events)
    assert min(whole) < whole[0] - 0.5
    finished = events[-1]
    assert isinstance(finished, Finished)
    report = json.loads(Path(finished.report).read_text())
    assert report["checks"][0]["same_choice"] > 0.9
    assert {Path(file).suffix for file in finished.files} == {".gguf", ".md", ".json"}

    other = tmp_path / "killed"
    again = fields(other, tiny, corpus, minutes_between_checkpoints=0)

    def kill(event: Event, process: Any) -> None:
        if isinstance(event, Saved) and event.step == 3:
            process.kill()

    code, _ = run(other, again, kill, IN_STEP)
    assert code == -9
    assert not made(again)

    def kill_late(event: Event, process: Any) -> None:
        if isinstance(event, Stage) and event.name == "quantizing":
            process.kill()

    code, events = run(other, {**again, "resume": True}, kill_late, IN_STEP)
    assert code == -9
    assert steps(events)[0] in (4, 5)
    assert losses(events)[-1] == pytest.approx(whole[-1], rel=1e-5)
    assert not made(again)
    code, events = run_here(other, {**again, "resume": True})
    assert code == 0, events[-1]
    assert not steps(events)
    assert made(again) == made(job)


def test_lora_with_its_dropout_goes_on_to_the_same_end(tiny: Path, corpus: Path, tmp_path: Path) -> None:
    job = fields(tmp_path / "whole", tiny, corpus, method="lora", learning_rate=0.01, minutes_between_checkpoints=0)
    code, events = run_here(tmp_path / "whole", job)
    assert code == 0, events[-1]
    whole = losses(events)
    assert whole[-1] < whole[0]
    report = json.loads((tmp_path / "whole" / "out" / "report.json").read_text())
    assert report["settings"]["method"] == "lora"
    assert report["checks"][0]["same_choice"] > 0.9

    job = {**job, "work": str(tmp_path / "work"), "out": str(tmp_path / "out")}

    def leave(event: Event, stop: Stop) -> None:
        if isinstance(event, Saved) and event.step == 2:
            stop.orphaned = True

    code, events = run_here(tmp_path, job, leave)
    assert code == 1
    assert "can be gone on with" in failed(events)
    code, events = run_here(tmp_path, {**job, "resume": True})
    assert code == 0, events[-1]
    assert steps(events)[0] in (3, 4)
    assert losses(events)[-1] == pytest.approx(whole[-1], rel=1e-4)


def test_cancelling_keeps_the_best(tiny: Path, corpus: Path, tmp_path: Path) -> None:
    def cancel(event: Event, process: Any) -> None:
        if isinstance(event, Evaluated) and event.step == 0:
            process.stdin.write("cancel\n")
            process.stdin.flush()

    code, events = run(tmp_path, fields(tmp_path, tiny, corpus, epochs=10), cancel, IN_STEP)
    assert code == 0
    assert isinstance(events[-1], Finished)
    assert events[-1].cancelled
    assert max(steps(events), default=0) < 10


def test_voices_of_a_cast(tiny: Path, corpus: Path, tmp_path: Path) -> None:
    job = fields(tmp_path, tiny, corpus, output="adapter", method="auto", characters=["ANNE", "TOM"], epochs=1)
    code, events = run_here(tmp_path, {**job, "learning_rate": 0.01})
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
    code, events = run_here(tmp_path, {**fields(tmp_path, tiny, corpus), **change})
    assert code == 2
    assert words in failed(events)
    assert not (tmp_path / "out").exists()
