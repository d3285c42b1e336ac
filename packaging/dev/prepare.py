"""Make everything ready to run (``prepare.py run``) or to work on (``prepare.py dev``) the program.

System libraries, a virtual environment in .venv, the pinned packages and llama.cpp. Only the standard library
is used here. What is ready is skipped, so that the second time takes a moment.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import llama_wheel
import system_packages

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
LOCKS = ROOT / "packaging" / "lock"
PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / ("python.exe" if os.name == "nt" else "python")
KINDS = ("run", "dev")


def say(line: str) -> None:
    """One line about what is going on, apart from the program's own output."""
    print(f"==> {line}", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    """Prepare; 0 when everything is ready, 1 with a line that says what is missing."""
    if len(arguments) != 1 or arguments[0] not in KINDS:
        print(f"usage: prepare.py {'|'.join(KINDS)}", file=sys.stderr)
        return 2
    kind = arguments[0]
    try:
        system_packages.ensure(kind, say)
        if not is_ready(kind):
            prepare(kind)
    except system_packages.Missing as error:
        print(error, file=sys.stderr)
        return 1
    except (subprocess.CalledProcessError, llama_wheel.BuildFailed, OSError) as error:
        print(f"The set-up could not be finished: {error}", file=sys.stderr)
        return 1
    return 0


def fingerprint(kind: str) -> str:
    """Changes whenever the environment has to be made anew."""
    digest = hashlib.sha256(f"{kind} {ROOT}".encode())
    for path in (ROOT / "pyproject.toml", LOCKS / f"{kind}.txt"):
        digest.update(path.read_bytes())
    digest.update(llama_wheel.key(llama_version()).encode())
    return digest.hexdigest()


def stamp(kind: str) -> Path:
    """The file that remembers for what the environment was made."""
    return VENV / f".ready-{kind}"


def is_ready(kind: str) -> bool:
    """Whether .venv works and holds what ``kind`` needs."""
    try:
        return stamp(kind).read_text() == fingerprint(kind) and python_works()
    except OSError:
        return False


def python_works() -> bool:
    """Whether .venv has a Python that starts and is new enough; it breaks when the system's Python goes."""
    test = "import sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([PYTHON, "-c", test], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def prepare(kind: str) -> None:
    """Make .venv and install what is pinned."""
    if not python_works():
        make_environment()
    for other in KINDS:
        stamp(other).unlink(missing_ok=True)
    wheel = llama_wheel.ensure(llama_version(), LOCKS / "build.txt", say)
    say("Installing the pinned packages; the window toolkit alone is 80 MB …")
    install_llama(wheel)
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", *quietly()]
    subprocess.run([*command, "-c", LOCKS / f"{kind}.txt", *requirements(kind)], check=True)
    make_importable()
    stamp(kind).write_text(fingerprint(kind))
    if kind == "dev":
        stamp("run").write_text(fingerprint("run"))
    say("Ready.")


def make_environment() -> None:
    """A fresh virtual environment in .venv, whatever was left there before."""
    say(f"Making a virtual environment in {VENV} …")
    shutil.rmtree(VENV, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)


def install_llama(wheel: Path) -> None:
    """Put our own build there, also in place of another build of the same version."""
    mark = VENV / ".llama"
    if mark.exists() and mark.read_text() == str(wheel):
        return
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--no-deps"]
    subprocess.run([*command, "--force-reinstall", wheel], check=True)
    mark.write_text(str(wheel))


def requirements(kind: str) -> list[str]:
    """What pyproject.toml asks for; for work on the program, its tools and what training needs as well."""
    wanted = list(project()["dependencies"])
    if kind == "dev":
        extras = project()["optional-dependencies"]
        wanted += extras["dev"] + extras["train"]
    return wanted


def project() -> dict:
    """The [project] table of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def llama_version() -> str:
    """The pinned version of llama-cpp-python."""
    pin = next(line for line in project()["dependencies"] if line.startswith("llama-cpp-python=="))
    return pin.partition("==")[2]


def quietly() -> list[str]:
    """pip's own progress bars on a terminal; elsewhere they would be noise."""
    return [] if sys.stderr.isatty() else ["--quiet"]


def make_importable() -> None:
    """Let .venv's Python find the checkout from any folder, as an editable install would."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    (Path(packages) / "scriptwriter-checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
