"""The engine as the rest of the program sees it: an ``Engine`` whose work happens in another process.

If that process dies, because a file was malformed or memory ran out, the request that ran gets one clear
line, the next one starts a new process with the same model, and nothing of the writer's was in it.
"""

import contextlib
import itertools
import queue
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from typing import IO, Any

from scriptwriter.domain import errors
from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.generation import Event, ModelInfo, Request
from scriptwriter.domain.tokens import Likelihood, TokenStats
from scriptwriter.engine.children import STOP_SECONDS, child_environment, module_command
from scriptwriter.engine.host import options_to_wire
from scriptwriter.engine.protocol import LoadOptions, Progress
from scriptwriter.engine.wire import (
    Message,
    events_from_wire,
    info_from_wire,
    read_frame,
    request_to_wire,
    stats_from_wire,
    write_frame,
)

#: So often somebody looks whether a request that takes its time has been cancelled, and for so long a cancelled one
#: may go on: prefill and drawing stop within milliseconds, so whatever lasts longer is stuck.
_LOOK_SECONDS = 0.5
_PATIENCE_SECONDS = 5.0
_GONE: Message = {"event": "gone"}


class _Process:
    """One life of the host process: its pipes, a reading thread, and a mailbox for each request."""

    def __init__(self) -> None:
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._popen = subprocess.Popen(
            module_command("scriptwriter.engine.host"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            env=child_environment(),
        )
        self._in: IO[bytes] = self._popen.stdin  # type: ignore[assignment]
        self._out: IO[bytes] = self._popen.stdout  # type: ignore[assignment]
        self._lock = threading.Lock()
        self._mail: dict[int, queue.SimpleQueue[Message]] = {}
        self._alive = True
        self._greeted = False  # whether it has said anything: then its libraries are in order
        self._reader = threading.Thread(target=self._read, name="engine-reader", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._popen.pid

    def alive(self) -> bool:
        return self._alive and self._popen.poll() is None

    def ask(self, request_id: int, message: Message) -> "queue.SimpleQueue[Message]":
        """Send a request; its answers come into the queue, ``_GONE`` when the process dies."""
        box: queue.SimpleQueue[Message] = queue.SimpleQueue()
        with self._lock:
            self._mail[request_id] = box
            alive = self._alive
        if not alive:
            box.put(_GONE)
        else:
            self.send({"id": request_id, **message})
        return box

    def send(self, message: Message) -> None:
        """Send a message; a process that has gone is noticed by the reader."""
        with self._lock, contextlib.suppress(OSError, ValueError):
            write_frame(self._in, message)  # type: ignore[arg-type]

    def forget(self, request_id: int) -> None:
        """Late answers of this request are dropped from now on."""
        with self._lock:
            self._mail.pop(request_id, None)

    def _read(self) -> None:
        with contextlib.suppress(errors.Failure, OSError, ValueError):
            while (message := read_frame(self._out)) is not None:  # type: ignore[arg-type]
                self._greeted = True
                with self._lock:
                    box = self._mail.get(message.get("id", -1))
                if box is not None:
                    box.put(message)
        with self._lock:
            self._alive = False
            boxes = list(self._mail.values())
        for box in boxes:
            box.put(_GONE)

    def death_while_opening(self, name: str) -> errors.ScriptwriterError:
        """What to say when the process ended before a model was open: the file's fault, or an installation's."""
        how = self.obituary()
        if not self._greeted:
            return errors.Failure(
                f"The engine cannot be started ({how}): {self._last_words()} Try `scriptwriter doctor`."
            )
        return errors.BadModel(f"{name} made the engine stop while it was opened ({how}); the file is damaged.")

    def _last_words(self) -> str:
        self._stderr.seek(0)
        lines = self._stderr.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1][:160].rstrip(".") + "." if lines else "it said nothing."

    def obituary(self) -> str:
        """How the process ended, in a few words."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(STOP_SECONDS)
        code = self._popen.returncode
        if code is None:
            return "it no longer answers"
        if code < 0:
            with contextlib.suppress(ValueError):
                return f"it was ended by {signal.Signals(-code).name}"
        return f"it ended with code {code}"

    def kill(self) -> None:
        """End the process at once."""
        self._popen.kill()

    def stop(self) -> None:
        """End the process: closing its input asks it to; after two seconds it is killed."""
        with self._lock, contextlib.suppress(OSError):
            self._in.close()
        try:
            self._popen.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()
        self._reader.join(STOP_SECONDS)
        self._out.close()
        self._stderr.close()


class HostEngine:
    """``engine.protocol.Engine`` over the host process. One request at a time, from one worker thread."""

    def __init__(self) -> None:
        self._process: _Process | None = None
        self._ids = itertools.count(1)
        self._options: LoadOptions | None = None
        self._has_model: _Process | None = None
        self._tell_again_at = 0.0

    def start(self) -> None:
        """Start the process ahead of its first use; it takes a quarter of a second."""
        self._running()

    @property
    def pid(self) -> int | None:
        """The host process's id while it lives."""
        return self._process.pid if self._process is not None and self._process.alive() else None

    def load(
        self, options: LoadOptions, cancel: CancelToken | None = None, progress: Progress | None = None
    ) -> ModelInfo:
        """See ``Engine.load``. A file that kills the process is a bad model."""
        self._options = None
        info = self._load(options, cancel or CancelToken(), progress)
        self._options = options
        return info

    def generate(self, request: Request, cancel: CancelToken) -> Iterator[Event]:
        """See ``Engine.generate``. Raises ``EngineDied`` when the process ends in the middle."""
        for message in self._converse({"op": "generate", "request": request_to_wire(request)}, cancel):
            yield from events_from_wire(message)

    def warm(self, request: Request, cancel: CancelToken) -> None:
        """See ``Engine.warm``."""
        for _ in self._converse({"op": "warm", "request": request_to_wire(request)}, cancel):
            pass

    def score(self, texts: Sequence[str], cancel: CancelToken) -> list[TokenStats]:
        """See ``Engine.score``."""
        answers = self._converse({"op": "score", "texts": list(texts)}, cancel)
        return [stats_from_wire(answer["stats"]) for answer in answers]

    def measure(self, request: Request, passages: Sequence[str], cancel: CancelToken) -> list[Likelihood]:
        """See ``Engine.measure``."""
        message = {"op": "measure", "request": request_to_wire(request), "passages": list(passages)}
        return [Likelihood(answer["tokens"], answer["log_p"]) for answer in self._converse(message, cancel)]

    def give_way(self, seconds: float) -> None:
        """See ``Engine.give_way``. Told again only when half of the time is over: it may be asked at every key."""
        process, now = self._process, time.monotonic()
        if process is not None and now >= self._tell_again_at:
            self._tell_again_at = now + seconds / 2
            process.send({"op": "give_way", "seconds": seconds})

    def close(self) -> None:
        """See ``Engine.close``."""
        process, self._process = self._process, None
        self._options = self._has_model = None
        if process is not None:
            process.stop()

    def _running(self) -> _Process:
        if self._process is not None and not self._process.alive():
            self._process.stop()
            self._process = None
        if self._process is None:
            self._process = _Process()
        return self._process

    def _load(self, options: LoadOptions, cancel: CancelToken, progress: Progress | None) -> ModelInfo:
        process = self._running()
        info: ModelInfo | None = None
        for message in _answers(process, next(self._ids), {"op": "load", "options": options_to_wire(options)}, cancel):
            if message["event"] == "loaded":
                info = info_from_wire(message["info"])
            elif message["event"] == "progress" and progress is not None:
                progress(message["fraction"])
            elif message["event"] == "gone":
                raise process.death_while_opening(options.path.name)
        if info is None:
            raise errors.Failure(f"{options.path.name} was not opened.")
        self._has_model = process
        return info

    def _converse(self, message: Message, cancel: CancelToken) -> Iterator[Message]:
        if self._options is None:
            raise errors.Failure("No model is loaded.")
        process = self._running()
        if process is not self._has_model:
            self._load(self._options, cancel, None)
        for answer in _answers(process, next(self._ids), message, cancel):
            if answer["event"] == "gone":
                raise errors.EngineDied(
                    f"The engine stopped in the middle of its work ({process.obituary()}). "
                    "Your text is untouched; the next request starts it again."
                )
            yield answer


def _answers(process: _Process, request_id: int, message: Message, cancel: CancelToken) -> Iterator[Message]:
    """The answers to one request. Leaving early cancels it; an error answer is raised."""

    def send_cancel() -> None:
        process.send({"op": "cancel", "id": request_id})

    box = process.ask(request_id, message)
    cancel.listen(send_cancel)
    finished = False
    try:
        while True:
            answer = _next_answer(process, box, cancel)
            if answer["event"] == "done":
                finished = True
                return
            if answer["event"] == "error":
                finished = True
                raise _error(answer)
            if answer["event"] == "gone":
                finished = True
            yield answer
            if finished:
                return
    finally:
        cancel.forget(send_cancel)
        if not finished:
            send_cancel()
        process.forget(request_id)


def _next_answer(process: _Process, box: "queue.SimpleQueue[Message]", cancel: CancelToken) -> Message:
    """Wait for an answer. A process that does not even react to a cancellation is ended by force, and is then gone."""
    ignored = 0
    while True:
        try:
            return box.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            ignored += cancel.is_set()
            if ignored * _LOOK_SECONDS >= _PATIENCE_SECONDS:
                process.kill()


def _error(answer: dict[str, Any]) -> errors.ScriptwriterError:
    kind = getattr(errors, str(answer["kind"]), errors.Failure)
    if not (isinstance(kind, type) and issubclass(kind, errors.ScriptwriterError)):
        kind = errors.Failure
    return kind(str(answer["line"]))


def resident_bytes(pid: int) -> int:
    """The memory that a process holds at present, in bytes. Raises ``Failure`` when it is gone."""
    import psutil

    try:
        return psutil.Process(pid).memory_info().rss
    except psutil.Error as error:
        raise errors.Failure(f"Process {pid} is gone.") from error
