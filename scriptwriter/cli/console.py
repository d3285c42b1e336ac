"""How every command talks: results on standard output, everything else on standard error.

Errors are one line: exit code 2 for bad input, 1 for failures, never a traceback.
"""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import ScriptwriterError

_SHELL_INTERRUPTED = 130


def say(line: str) -> None:
    """One line on standard error."""
    print(line, file=sys.stderr, flush=True)


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2), flush=True)


def print_json_line(value: Any) -> None:
    """One JSON object on a line of its own."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def run(command: Callable[[], int | None]) -> int:
    """Run a command; its exit code. Known errors become a line, interruptions end quietly."""
    try:
        return command() or 0
    except ScriptwriterError as error:
        say(f"scriptwriter: {' '.join(str(error).split())}")
        return error.exit_code
    except KeyboardInterrupt:
        return _SHELL_INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe went away (`| head`): not an error, but Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


@contextmanager
def cancelling() -> Iterator[CancelToken]:
    """A token that the first Ctrl+C sets; the second one ends the program as usual."""
    token = CancelToken()
    if threading.current_thread() is not threading.main_thread():
        yield token
        return

    def interrupt(_signal: int, _frame: object) -> None:
        if token.is_set():
            raise KeyboardInterrupt
        token.set()

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield token
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[float], None]]:
    """Reports from 0 to 1 as a bar on standard error when that is a terminal, as nothing otherwise."""
    if not sys.stderr.isatty():
        yield lambda _fraction: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=1.0)
        yield lambda fraction: progress.update(task, completed=fraction)


@contextmanager
def transfer_bar(title: str) -> Iterator[Callable[[Any], None]]:
    """Reports of a download (``services.part.Progress``) as a bar with bytes, speed and time; see ``progress_bar``."""
    if not sys.stderr.isatty():
        yield lambda _progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    doing = {"checking": "Checking what is there of", "downloading": "Downloading", "opening": "Opening"}
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)

        def tell(progress: Any) -> None:
            words = f"{doing[progress.stage]} {title}"
            bar.update(task, description=words, completed=progress.done, total=progress.total)

        yield tell
