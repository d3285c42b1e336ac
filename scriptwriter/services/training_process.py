"""The process that trains: torch, a crash or a full memory never touch the program that asked for it."""

import contextlib
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import Failure
from scriptwriter.engine.children import child_environment, module_command
from scriptwriter.services.training_job import Event, Failed, Finished, from_line

MODULE = "scriptwriter.training"


class TrainingProcess:
    """One run of ``python -m scriptwriter.training``. Leave the ``with`` and it ends, a checkpoint kept.

    ``cancel`` asks it to finish with the best so far, ``end`` ends it at once; its last checkpoint stays.
    """

    def __init__(self, job: Path, cancel: CancelToken, end: CancelToken) -> None:
        self._cancel, self._end = cancel, end
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._popen = subprocess.Popen(
            module_command(MODULE, str(job)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=child_environment(),
        )
        self._in: IO[str] = self._popen.stdin  # type: ignore[assignment]
        self._out: IO[str] = self._popen.stdout  # type: ignore[assignment]

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._popen.pid

    def __enter__(self) -> "TrainingProcess":
        self._cancel.listen(self._ask_to_stop)
        self._end.listen(self._popen.terminate)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cancel.forget(self._ask_to_stop)
        self._end.forget(self._popen.terminate)
        self.end()

    def events(self) -> Iterator[Event]:
        """What the run tells, until it ends. Raises ``Failure`` when it ends without a last word."""
        ended = False
        for line in self._out:
            event = from_line(line)
            if event is not None:
                ended = isinstance(event, (Finished, Failed))
                yield event
        if not ended:
            raise Failure(self._obituary())

    def end(self) -> None:
        """Close its input, which tells it that nobody waits any more; kill it if that does not help."""
        with contextlib.suppress(OSError):
            self._in.close()
        if self._popen.poll() is None:
            # It is somewhere between two checkpoints: what is lost is taken up again from the last one.
            self._popen.terminate()
            try:
                self._popen.wait(10)
            except subprocess.TimeoutExpired:
                self._popen.kill()
                self._popen.wait()
        self._out.close()
        self._stderr.close()

    def _ask_to_stop(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._in.write("cancel\n")
            self._in.flush()

    def _obituary(self) -> str:
        code = self._popen.wait()
        self._stderr.seek(0)
        said = self._stderr.read().decode("utf-8", "replace").strip().splitlines()
        if code == -9:
            return "The training was ended by force, most likely for want of memory; it can be gone on with (--resume)."
        last = f": {said[-1][:160].rstrip('.')}" if said else ""
        return f"The training ended with code {code}{last}. It can be gone on with (--resume)."
