"""Two processes that train together learn what one learns."""

import sys
from pathlib import Path
from typing import Any

import pytest

from scriptwriter.services.training_job import Event, Finished, Saved
from tests.training.running import losses, run, run_here, steps
from tests.training.tiny import fields

TOGETHER = (
    *(sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", "2", "--master-port", "29611"),
    *("-m", "scriptwriter.training"),
)
#: As it is done on graphics cards; where there are none, the processes find the processor by themselves.
ACCELERATE = (
    *(sys.executable, "-m", "accelerate.commands.launch", "--multi_gpu", "--num_processes", "2", "--num_machines", "1"),
    *("--mixed_precision", "no", "--dynamo_backend", "no", "--main_process_port", "29612", "-m"),
    "scriptwriter.training",
)


@pytest.mark.soak
@pytest.mark.timeout(600)
@pytest.mark.parametrize("command", [TOGETHER, ACCELERATE], ids=["torchrun", "accelerate"])
def test_two_processes_learn_what_one_learns(
    tiny: Path, corpus: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    code, events = run_here(tmp_path / "one", fields(tmp_path / "one", tiny, corpus))
    assert code == 0, events[-1]
    alone, count = losses(events), max(steps(events))
    code, events = run(tmp_path / "two", fields(tmp_path / "two", tiny, corpus), command=command)
    assert code == 0, events[-1]
    assert isinstance(events[-1], Finished)
    assert max(steps(events)) == count
    assert len(steps(events)) == count
    assert losses(events) == pytest.approx(alone, rel=0.01)


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_two_processes_stop_together(tiny: Path, corpus: Path, tmp_path: Path) -> None:
    def cancel(event: Event, process: Any) -> None:
        if isinstance(event, Saved) and event.step == 2:
            process.stdin.write("cancel\n")
            process.stdin.flush()

    job = fields(tmp_path, tiny, corpus, epochs=10, minutes_between_checkpoints=0)
    code, events = run(tmp_path, job, cancel, command=TOGETHER)
    assert code == 0, events[-1]
    assert isinstance(events[-1], Finished)
    assert events[-1].cancelled
    assert max(steps(events)) < 10
