"""A compiler's hundreds of lines as one: ninja's ``[12/140]`` becomes a progress line."""

import re
import time
from typing import TextIO

_STEP = re.compile(r"^\s*\[(\d+)/(\d+)\]")


class BuildProgress:
    """One line that is rewritten on a terminal; elsewhere a line every ten per cent."""

    def __init__(self, out: TextIO, title: str) -> None:
        self._out = out
        self._title = title
        self._on_terminal = out.isatty()
        self._started = time.monotonic()
        self._told = -1

    def take(self, line: str) -> None:
        """Look at one line of output."""
        match = _STEP.match(line)
        if match is None or int(match[2]) == 0:
            return
        done, total = int(match[1]), int(match[2])
        percent = 100 * done // total
        step = percent if self._on_terminal else percent // 10
        # A build may begin to count anew with another total; then it is told again.
        if step != self._told:
            self._told = step
            self._tell(percent, done, total)

    def close(self) -> None:
        """End the line."""
        if self._on_terminal and self._told >= 0:
            self._out.write("\n")
            self._out.flush()

    def _tell(self, percent: int, done: int, total: int) -> None:
        minutes, seconds = divmod(int(time.monotonic() - self._started), 60)
        text = f"    {self._title}  {percent:3d} %  ({done}/{total})  {minutes}:{seconds:02d}"
        self._out.write(f"\r{text}\033[K" if self._on_terminal else f"{text}\n")
        self._out.flush()
