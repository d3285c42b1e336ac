"""Keyword proposals from a process of their own.

    python -m scriptwriter.services.keyword_process

YAKE takes a third of a second to import and works in Python alone: in a thread of the window it would hold the
interpreter just when the writer goes on typing. So the window asks this process, line by line in JSON.
"""

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterable

from scriptwriter.domain.errors import Failure
from scriptwriter.engine.children import child_environment, module_command
from scriptwriter.services import keywords

_STOP_SECONDS = 2.0


class KeywordProcess:
    """``propose`` as in ``services.keywords``, elsewhere. Started when first asked; for one thread at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    def propose(self, text: str, top: int, exclude: Iterable[str] = ()) -> list[str]:
        """The proposed keywords, the most telling first. Raises ``Failure`` when the process has died."""
        job = json.dumps({"text": text, "top": top, "exclude": list(exclude)})
        with self._lock:
            process = self._running()
            try:
                process.stdin.write(job + "\n")  # type: ignore[union-attr]
                process.stdin.flush()  # type: ignore[union-attr]
                line = process.stdout.readline()  # type: ignore[union-attr]
            except (OSError, ValueError):
                line = ""
            if not line:
                self._stop()
                raise Failure("The keyword process stopped; it is started again at the next pause.")
        return json.loads(line)

    def close(self) -> None:
        """End the process. Safe to call twice."""
        with self._lock:
            self._stop()

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                module_command("scriptwriter.services.keyword_process"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                env=child_environment(),
            )
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.stdin.close()  # type: ignore[union-attr]
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()  # type: ignore[union-attr]


def main() -> None:
    """Answer jobs from standard input until it ends."""
    for line in sys.stdin:
        job = json.loads(line)
        found = keywords.propose(job["text"], job["top"], job["exclude"])
        print(json.dumps([word.text for word in found]), flush=True)


if __name__ == "__main__":
    main()
