"""How this program starts parts of itself as child processes, from a checkout, a wheel or an installer."""

import os
import sys
from pathlib import Path

#: In an installer's build there is no Python to call with -m; the program itself takes this argument.
MODULE_FLAG = "--run-module"
#: The only modules that may be started that way.
CHILD_MODULES = (
    "scriptwriter.engine.host",
    "scriptwriter.engine.template",
    "scriptwriter.engine.raw",
    "scriptwriter.services.keyword_process",
)

#: Threads of llama.cpp wait for each other some 300 times a token. Waiting by spinning for long starves
#: the window when other programs are busy (129 tokens/s fell to 5); not spinning at all costs four fifths
#: on an idle machine. A short spin keeps 85 % idle and is the fastest of all under load.
SPIN_COUNT = "1000"


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
