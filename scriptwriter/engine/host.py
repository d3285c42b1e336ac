"""The engine's own process: reads requests from standard input, writes events to standard output.

    python -m scriptwriter.engine.host

One request is worked on at a time and the newest wins: a ``generate`` cancels whatever runs. Cancelling is
handled by the reading thread, so that it takes effect inside a prefill. When standard input ends, because the
window has gone, however it went, the process ends too.

Messages in:   load {id, options}, generate {id, request}, warm {id, request}, score {id, texts},
               measure {id, request, passages}, cancel {id}, give_way {seconds}
Messages out:  {event: ready} once, then
               {id, event: progress|loaded|begun|chunks|finished|score|likelihood|done|error, …}
"""

import dataclasses
import faulthandler
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from scriptwriter.domain import errors
from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.generation import Chunk, ModelFormat
from scriptwriter.engine.children import step_back
from scriptwriter.engine.protocol import Engine, LoadOptions
from scriptwriter.engine.wire import (
    Message,
    chunks_to_wire,
    event_to_wire,
    read_frame,
    request_from_wire,
    stats_to_wire,
    write_frame,
)

#: Text is sent at once for the first token and then in pieces this far apart: each frame wakes the window's process,
#: which takes a processor from the model for a moment, and thirty changes a second read as a steady stream. While the
#: writer types, the window has better things to do.
_FLUSH_SECONDS = 0.033
_FLUSH_SECONDS_TYPING = 0.2


class _Outbox:
    """Sends messages of one request; several tokens of text share a frame."""

    def __init__(self, stream: BinaryIO, request_id: int, typing: Callable[[], bool]) -> None:
        self._stream = stream
        self._id = request_id
        self._typing = typing
        self._texts: dict[int, list[str]] = {}
        self._begun: set[int] = set()
        self._sent_at = 0.0

    def send(self, message: Message) -> None:
        """Send what waits, then this message."""
        self.flush()
        write_frame(self._stream, {"id": self._id, **message})

    def text(self, chunk: Chunk) -> None:
        """Send a piece of text, soon."""
        self._texts.setdefault(chunk.index, []).append(chunk.text)
        first = chunk.index not in self._begun
        pause = _FLUSH_SECONDS_TYPING if self._typing() else _FLUSH_SECONDS
        if first or time.perf_counter() - self._sent_at >= pause:
            self._begun.add(chunk.index)
            self.flush()

    def flush(self) -> None:
        """Send all text that waits, of all alternatives in one frame."""
        texts, self._texts = self._texts, {}
        if texts:
            chunks = [Chunk(index, "".join(parts)) for index, parts in texts.items()]
            write_frame(self._stream, {"id": self._id, **chunks_to_wire(chunks)})
        self._sent_at = time.perf_counter()


class Host:
    """Serves one engine over a pair of streams."""

    def __init__(self, engine: Engine, incoming: BinaryIO, outgoing: BinaryIO) -> None:
        self._engine = engine
        self._in = incoming
        self._out = outgoing
        self._jobs: queue.SimpleQueue[tuple[Message, CancelToken] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._tokens: dict[int, CancelToken] = {}
        self._typing_until = 0.0

    def serve(self) -> None:
        """Work until the incoming stream ends."""
        threading.Thread(target=self._read, name="reader", daemon=True).start()
        while (job := self._jobs.get()) is not None:
            message, token = job
            try:
                self._work(message, token)
            except (BrokenPipeError, ConnectionError):
                return
            finally:
                with self._lock:
                    self._tokens.pop(message["id"], None)

    def _read(self) -> None:
        try:
            while (message := read_frame(self._in)) is not None:
                self._receive(message)
        except (errors.Failure, OSError, ValueError):
            pass  # a broken stream is the end of the stream
        finally:
            self._cancel_all()
            self._jobs.put(None)

    def _receive(self, message: Message) -> None:
        if message["op"] == "cancel":
            with self._lock:
                token = self._tokens.get(message["id"])
            if token is not None:
                token.set()
            return
        if message["op"] == "give_way":
            self._typing_until = time.monotonic() + message["seconds"]
            self._engine.give_way(message["seconds"])
            return
        if message["op"] not in ("warm", "score"):
            self._cancel_all()
        token = CancelToken()
        with self._lock:
            self._tokens[message["id"]] = token
        self._jobs.put((message, token))

    def _cancel_all(self) -> None:
        with self._lock:
            tokens = list(self._tokens.values())
        for token in tokens:
            token.set()

    def _work(self, message: Message, token: CancelToken) -> None:
        outbox = _Outbox(self._out, message["id"], lambda: time.monotonic() < self._typing_until)
        try:
            getattr(self, f"_do_{message['op']}")(message, token, outbox)
            outbox.send({"event": "done"})
        except errors.ScriptwriterError as error:
            outbox.send({"event": "error", "kind": type(error).__name__, "line": str(error)})
        except MemoryError:
            outbox.send({"event": "error", "kind": "Failure", "line": "The engine ran out of memory."})

    def _do_load(self, message: Message, token: CancelToken, outbox: _Outbox) -> None:
        last = -1

        def progress(fraction: float) -> None:
            nonlocal last
            if int(fraction * 20) > last:
                last = int(fraction * 20)
                outbox.send({"event": "progress", "fraction": fraction})

        info = self._engine.load(options_from_wire(message["options"]), token, progress)
        outbox.send({"event": "loaded", "info": dataclasses.asdict(info)})

    def _do_generate(self, message: Message, token: CancelToken, outbox: _Outbox) -> None:
        for event in self._engine.generate(request_from_wire(message["request"]), token):
            if isinstance(event, Chunk):
                outbox.text(event)
            else:
                outbox.send(event_to_wire(event))

    def _do_warm(self, message: Message, token: CancelToken, _outbox: _Outbox) -> None:
        if not token.is_set():
            self._engine.warm(request_from_wire(message["request"]), token)

    def _do_score(self, message: Message, token: CancelToken, outbox: _Outbox) -> None:
        for text in message["texts"]:
            for stats in self._engine.score([text], token):
                outbox.send({"event": "score", "stats": stats_to_wire(stats)})
            if token.is_set():
                return

    def _do_measure(self, message: Message, token: CancelToken, outbox: _Outbox) -> None:
        for found in self._engine.measure(request_from_wire(message["request"]), message["passages"], token):
            outbox.send({"event": "likelihood", "tokens": found.tokens, "log_p": found.log_p})


def options_to_wire(options: LoadOptions) -> dict[str, Any]:
    """Load options as JSON values."""
    return {**dataclasses.asdict(options), "path": os.fspath(options.path)}


def options_from_wire(fields: dict[str, Any]) -> LoadOptions:
    """The options that ``options_to_wire`` made these values of."""
    kind = fields["format"]
    values: dict[str, Any] = {
        **fields,
        "path": Path(fields["path"]),
        "format": ModelFormat(kind) if kind is not None else None,
    }
    return LoadOptions(**values)


def main() -> None:
    """Serve llama.cpp on this process's standard streams."""
    faulthandler.enable()
    step_back()
    # Whatever a library prints must not end up between the frames.
    outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    from scriptwriter.engine.llama import LlamaEngine

    write_frame(outgoing, {"event": "ready"})
    engine = LlamaEngine()
    try:
        Host(engine, sys.stdin.buffer, outgoing).serve()
    finally:
        engine.close()


if __name__ == "__main__":
    main()
