"""``python -m scriptwriter.training JOB.json``: one run in a process of its own."""

import logging
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.engine.children import PATIENT, step_back
from scriptwriter.services.training_job import Failed, read
from scriptwriter.training.events import Reporter, Stop, take_stdout


def _go_offline() -> None:
    """Nothing is fetched, nothing is told to anybody; before any of the libraries is imported."""
    os.environ |= {
        "HF_HUB_OFFLINE": "1",
        "HF_DATASETS_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "DO_NOT_TRACK": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        # Threads that spin while they wait take the processor from those that work when others are busy, too.
        "OMP_WAIT_POLICY": "passive",
        "GOMP_SPINCOUNT": "0",
    }


def main(arguments: list[str]) -> int:
    """Run a job; the exit code."""
    if len(arguments) != 1:
        print("usage: python -m scriptwriter.training JOB.json", file=sys.stderr)
        return 2
    _go_offline()
    step_back(PATIENT)
    report = Reporter(take_stdout(), quiet=os.environ.get("RANK", "0") != "0")

    def work() -> None:
        job = read(Path(arguments[0]))
        folder = Path(job.work)
        folder.mkdir(parents=True, exist_ok=True)
        _log_to(folder / "log.txt")
        stop = Stop()
        if not report.quiet:
            stop.listen(sys.stdin)
        from scriptwriter.training.run import run

        run(job, report, stop)

    return guard(work, report)


def guard(work: Callable[[], None], report: Reporter) -> int:
    """Do the work; whatever goes wrong becomes one line. The exit code."""
    try:
        work()
    except ScriptwriterError as error:
        report(Failed(str(error), error.exit_code))
        return error.exit_code
    except OSError as error:
        traceback.print_exc()
        where = f" ({error.filename})" if error.filename else ""
        report(Failed(f"The training could not write or read its files: {error.strerror or error}{where}."))
        return 1
    except MemoryError:
        traceback.print_exc()
        report(Failed("There was not enough memory for the training."))
        return 1
    except Exception as error:  # noqa: BLE001 - the parent gets one line whatever happens; the log has the rest
        traceback.print_exc()
        reason = str(error).strip().splitlines() or [type(error).__name__]
        report(Failed(f"The training stopped unexpectedly: {reason[0][:200]} (the log in its folder says more)."))
        return 1
    return 0


def _log_to(path: Path) -> None:
    """Everything that libraries say goes into a file: a parent that does not read a pipe would stop the run."""
    with path.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    sys.exit(code)
