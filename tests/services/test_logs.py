import logging
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scriptwriter.services import logs, paths

SECRET = "the butler did it"


@pytest.fixture
def log_file() -> Iterator[Path]:
    handler = logs.start_logging()
    yield paths.logs_dir() / "scriptwriter.log"
    logs.stop_logging(handler)


def test_messages_reach_a_private_file(log_file: Path) -> None:
    logging.getLogger("scriptwriter.ui").info("the window is open")
    assert "scriptwriter.ui: the window is open" in log_file.read_text()
    assert stat.S_IMODE(log_file.stat().st_mode) == 0o600


def test_exceptions_are_told_without_their_words(log_file: Path) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("scriptwriter").exception("something went wrong")
    text = log_file.read_text()
    assert "ValueError" in text
    assert "test_exceptions_are_told_without_their_words" in text
    assert SECRET not in text


def test_exceptions_that_followed_another_keep_quiet_too(log_file: Path) -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError:
        logging.getLogger("scriptwriter").exception("something went wrong")
    assert SECRET not in log_file.read_text()


def test_nowhere_to_log_is_no_reason_to_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    monkeypatch.setenv("SCRIPTWRITER_HOME", str(in_the_way))
    assert logs.start_logging() is None
    logs.stop_logging(None)
    assert logs.start_fault_log() is None


CRASH = """
from scriptwriter.services import logs
import ctypes
log = logs.start_fault_log()
print(bool(log.previous))
{end}
"""


def run(end: str) -> subprocess.CompletedProcess[str]:
    code = CRASH.format(end=end)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_crash_is_told_at_the_next_start_and_a_clean_end_is_not() -> None:
    crashed = run("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    assert crashed.returncode != 0
    assert "Segmentation fault" in (paths.logs_dir() / "faults.log").read_text()
    assert run("log.close()").stdout.strip() == "True"
    assert run("log.close()").stdout.strip() == "False"
