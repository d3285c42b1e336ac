"""The two lines to the parent: events out on what was standard output, ``cancel`` in on standard input.

Libraries print where they like. So the real standard output is put aside before any of them is loaded, and file
descriptor 1 leads to the log in the run's folder from then on.
"""

import os
import sys
import threading
from pathlib import Path
from typing import TextIO

from scriptwriter.services.training_job import Event, to_line


class Reporter:
    """Prints events, one JSON line each. ``quiet``: says nothing (all ranks but the first)."""

    def __init__(self, stream: TextIO, quiet: bool = False) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self.quiet = quiet

    def __call__(self, event: Event) -> None:
        """Print one event. A parent that is gone is no reason to lose the run."""
        if self.quiet:
            return
        try:
            with self._lock:
                self._stream.write(to_line(event) + "\n")
                self._stream.flush()
        except (BrokenPipeError, ValueError):
            self.quiet = True


class Stop:
    """Whether the run has to end: ``cancelled`` by the writer, or ``orphaned`` because the parent is gone."""

    def __init__(self) -> None:
        self.cancelled = False
        self.orphaned = False

    def __bool__(self) -> bool:
        return self.cancelled or self.orphaned

    def listen(self, stream: TextIO) -> None:
        """Watch a stream from a thread of its own."""
        threading.Thread(target=self._watch, args=(stream,), daemon=True).start()

    def _watch(self, stream: TextIO) -> None:
        try:
            for line in stream:
                if line.strip() == "cancel":
                    self.cancelled = True
                    return
        except (OSError, ValueError):
            pass
        self.orphaned = True


def take_stdout(log: Path | None = None) -> TextIO:
    """The real standard output, for events alone; everything else that is printed goes to ``log`` or to stderr."""
    sys.stdout.flush()
    events = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    if log is None:
        os.dup2(2, 1)
    else:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as file:
            os.dup2(file.fileno(), 1)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
    return events
