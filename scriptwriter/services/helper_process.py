"""A helper that works in a process of its own, so that the window's interpreter has nothing else to do."""

import threading
from typing import Any

from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.engine.children import JsonLineChild


class HelperProcess:
    """Runs a module that answers each line of JSON with one. Started when first asked, from any thread."""

    closed_line = "The helper process has been closed."

    def __init__(self, module: str) -> None:
        self._module = module
        self._child: JsonLineChild | None = None
        self._lock = threading.Lock()
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process's id while there is one."""
        return self._child.pid if self._child is not None else None

    def ask(self, job: Any) -> Any:
        """Its answer. Raises ``Failure`` when the process has died; the next job gets a new one, until ``close``."""
        with self._lock:
            if self._closed:
                raise Failure(self.closed_line)
            try:
                if self._child is None:
                    self._child = JsonLineChild(self._module)
                    self.begin(self._child)
                return self.told(self._child.ask(job))
            except (Failure, BadInput):
                self._stop()
                raise

    def begin(self, child: JsonLineChild) -> None:
        """What a new process is told before anything else; may raise ``BadInput``."""

    def told(self, answer: Any) -> Any:
        """What there is in an answer; may raise ``BadInput``, which ends the process."""
        return answer

    def close(self) -> None:
        """End the process for good. Safe to call twice."""
        with self._lock:
            self._closed = True
            self._stop()

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.close()
