"""Keyword proposals from a process of their own.

    python -m scriptwriter.services.keyword_process

YAKE takes a third of a second to import and works in Python alone: in a thread of the window it would hold the
interpreter just when the writer goes on typing. So the window asks this process, line by line in JSON.
"""

import json
import sys
import threading
from collections.abc import Iterable

from scriptwriter.domain.errors import Failure
from scriptwriter.engine.children import JsonLineChild, step_back
from scriptwriter.services import keywords


class KeywordProcess:
    """``propose`` as in ``services.keywords``, elsewhere. Started when first asked, from any thread."""

    def __init__(self) -> None:
        self._child: JsonLineChild | None = None
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """The process's id while there is one."""
        return self._child.pid if self._child is not None else None

    def propose(self, text: str, top: int, exclude: Iterable[str] = ()) -> list[str]:
        """The proposed keywords, the most telling first. Raises ``Failure`` when the process has died."""
        with self._lock:
            if self._child is None:
                self._child = JsonLineChild("scriptwriter.services.keyword_process")
            try:
                return self._child.ask({"text": text, "top": top, "exclude": list(exclude)})
            except Failure:
                self._stop()
                raise

    def close(self) -> None:
        """End the process. Safe to call twice."""
        with self._lock:
            self._stop()

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.close()


def main() -> None:
    """Answer jobs from standard input until it ends."""
    step_back()
    for line in sys.stdin:
        job = json.loads(line)
        found = keywords.propose(job["text"], job["top"], job["exclude"])
        print(json.dumps([word.text for word in found]), flush=True)


if __name__ == "__main__":
    main()
