"""How this program starts parts of itself as child processes, from a checkout, a wheel or an installer."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from scriptwriter.domain.errors import Failure

#: In an installer's build there is no Python to call with -m; the program itself takes this argument.
MODULE_FLAG = "--run-module"
#: The only modules that may be started that way.
CHILD_MODULES = (
    "scriptwriter.engine.host",
    "scriptwriter.engine.template",
    "scriptwriter.engine.raw",
    "scriptwriter.lab",
    "scriptwriter.services.judging_process",
    "scriptwriter.services.keyword_process",
    "scriptwriter.services.spelling",
    "scriptwriter.training",
)

#: Threads of llama.cpp wait for each other some 300 times a token. Waiting by spinning for long starves
#: the window when other programs are busy (129 tokens/s fell to 5); not spinning at all costs four fifths
#: on an idle machine. A short spin keeps 85 % idle and is the fastest of all under load.
SPIN_COUNT = "1000"

#: A process that was told to stop and does not within this time is ended by force.
STOP_SECONDS = 2.0

#: Leaves the children their share on a busy machine; what takes hours goes behind what the writer waits for.
_NICENESS, PATIENT = 10, 19


def module_command(module: str, *arguments: str) -> list[str]:
    """The command that runs one of ``CHILD_MODULES``."""
    if getattr(sys, "frozen", False):
        return [sys.executable, MODULE_FLAG, module, *arguments]
    # -P: a llama_cpp.py that lies beside the script being written must not be imported.
    return [sys.executable, "-P", "-m", module, *arguments]


def child_environment() -> dict[str, str]:
    """The environment for child processes: this very package first, and short spins."""
    environment = dict(os.environ)
    package_parent = str(Path(__file__).resolve().parents[2])
    known = environment.get("PYTHONPATH")
    environment["PYTHONPATH"] = package_parent + (os.pathsep + known if known else "")
    environment.setdefault("GOMP_SPINCOUNT", SPIN_COUNT)
    environment["PYTHONUTF8"] = "1"
    return environment


def step_back(niceness: int = _NICENESS) -> None:
    """Let the window go first: where all processors are busy, a key press would have to wait for its turn.

    For the beginning of a child process. Costs nothing on an idle machine.
    """
    with contextlib.suppress(AttributeError, OSError):  # no such thing on Windows
        os.nice(niceness)


class JsonLineChild:
    """A child process that answers each line of JSON with one. Not thread-safe; close it after use."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._process = subprocess.Popen(
            module_command(module),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=child_environment(),
        )

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def ask(self, job: Any) -> Any:
        """The answer to a job. Raises ``Failure`` when the process has ended."""
        stdin, stdout = self._process.stdin, self._process.stdout
        line = ""
        if stdin is not None and stdout is not None:
            with contextlib.suppress(OSError, ValueError):
                stdin.write(json.dumps(job) + "\n")
                stdin.flush()
                line = stdout.readline()
        if not line:
            raise Failure(f"A helper process ({self._module}) stopped in the middle of its work.")
        return json.loads(line)

    def close(self) -> None:
        """End the process: closing its input asks it to; after two seconds it is killed. Safe to call twice."""
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
