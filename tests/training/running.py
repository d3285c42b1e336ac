"""Runs for the tests: as child processes, and in this one."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from scriptwriter.services.training_job import Evaluated, Event, Failed, Step, from_line, read
from scriptwriter.training.__main__ import guard
from scriptwriter.training.events import Reporter, Stop

ROOT = Path(__file__).parents[2]
ALONE = (sys.executable, "-m", "scriptwriter.training")
#: The same, but it does not step back behind everything else on the machine, where whole runs would starve.
IN_STEP = (
    *(sys.executable, "-c"),
    "import runpy\n"
    "from scriptwriter.engine import children\n"
    "children.step_back = lambda *_: None\n"
    "runpy.run_module('scriptwriter.training', run_name='__main__')",
)


def write_job(folder: Path, job: dict[str, Any]) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "job.json"
    path.write_text(json.dumps(job))
    return path


def run(
    folder: Path,
    job: dict[str, Any],
    watch: Callable[[Event, Any], None] | None = None,
    command: Sequence[str] = ALONE,
) -> tuple[int, list[Event]]:
    """Run a job in a process to its end; ``watch`` sees each event and the process."""
    process = subprocess.Popen(
        [*command, str(write_job(folder, job))], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
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


class _Lines(StringIO):
    """What a run says, event by event, to ``watch`` as well."""

    def __init__(self, watch: Callable[[Event, Stop], None] | None, stop: Stop) -> None:
        super().__init__()
        self.events: list[Event] = []
        self._watch, self._stop = watch, stop

    def write(self, text: str) -> int:
        event = from_line(text)
        assert event is not None, text
        self.events.append(event)
        if self._watch is not None:
            self._watch(event, self._stop)
        return len(text)


def run_here(
    folder: Path, job: dict[str, Any], watch: Callable[[Event, Stop], None] | None = None
) -> tuple[int, list[Event]]:
    """The same without a process of its own, which saves the seconds that torch takes to load."""
    from scriptwriter.training.run import run as train

    stop = Stop()
    lines = _Lines(watch, stop)
    report = Reporter(lines)
    path = write_job(folder, job)
    return guard(lambda: train(read(path), report, stop), report), lines.events


def losses(events: list[Event]) -> list[float]:
    return [event.loss for event in events if isinstance(event, Evaluated)]


def steps(events: list[Event]) -> list[int]:
    return [event.step for event in events if isinstance(event, Step)]


def failed(events: list[Event]) -> str:
    """The one line of a run that failed."""
    assert isinstance(events[-1], Failed), events[-1]
    assert "\n" not in events[-1].message
    return events[-1].message


def made(job: dict[str, Any]) -> dict[str, bytes]:
    """The models that a run has put in their place."""
    return {path.name: path.read_bytes() for path in Path(job["out"]).glob("*.gguf")}
