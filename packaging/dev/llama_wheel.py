"""llama.cpp, built once with flags of our own and kept as a wheel in the user's cache.

pip's own cache does not look at CMAKE_ARGS: it would hand out a wheel that was built with other flags. And a
build takes minutes, which no fresh environment should have to pay again.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path

import system_packages
from build_progress import BuildProgress

#: Instruction set -> llama.cpp's switch. Every x86 processor since about 2015 has them.
X86_FEATURES = {
    "avx": "GGML_AVX",
    "avx2": "GGML_AVX2",
    "fma": "GGML_FMA",
    "f16c": "GGML_F16C",
    "bmi2": "GGML_BMI2",
}
_LAST_LINES = 25


class BuildFailed(Exception):
    """llama.cpp could not be built; the text says where its log is."""


def flags() -> str:
    """CMake's arguments. Never GGML_NATIVE: the build then takes AMX where it finds it, and that crashes."""
    arguments = ["-DGGML_NATIVE=OFF"]
    if platform.machine().lower() in ("x86_64", "amd64"):
        has = processor_features()
        arguments += [
            f"-D{switch}={'ON' if has is None or name in has else 'OFF'}" for name, switch in X86_FEATURES.items()
        ]
        arguments.append("-DLLAVA_BUILD=OFF")
    return " ".join(arguments)


def processor_features() -> set[str] | None:
    """The instruction sets of this processor; None where they cannot be asked for."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return None
    found = next((line for line in lines if line.startswith("flags")), None)
    return set(found.split()) if found else None


def key(version: str) -> str:
    """Names a build: the same key, the same wheel."""
    parts = (
        version,
        flags(),
        f"{sys.version_info[0]}.{sys.version_info[1]}",
        platform.machine(),
        sys.platform,
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def cache_folder(version: str) -> Path:
    """Where the wheel of this build is kept."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "scriptwriter" / "wheels" / key(version)


def cached(version: str) -> Path | None:
    """The wheel, when it was built before."""
    return next(iter(sorted(cache_folder(version).glob("*.whl"))), None)


def ensure(version: str, tools: Path, say: Callable[[str], None]) -> Path:
    """The wheel, built now when it is not there yet; ``tools`` pins what it is built with.

    Raises ``BuildFailed``, and ``system_packages.Missing`` without a compiler.
    """
    found = cached(version)
    if found is not None:
        return found
    system_packages.ensure_compiler(say)
    folder = cache_folder(version)
    folder.mkdir(parents=True, exist_ok=True)
    say("Building llama.cpp; only the first time, some minutes on two processors …")
    with tempfile.TemporaryDirectory(prefix="build-", dir=folder) as work:
        wheel = build(version, tools, Path(work), folder / "build.log")
        # In one step, so that an interrupted copy never looks like a wheel.
        return Path(shutil.move(wheel, folder / wheel.name))


def build(version: str, tools: Path, work: Path, log: Path) -> Path:
    """Build the wheel below ``work``. Raises ``BuildFailed``."""
    environment = work / "environment"
    venv.create(environment, with_pip=True)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(programs / "python"), "-m", "pip"]
    run_logged([*pip, "install", "--quiet", "-r", str(tools)], dict(os.environ), log, "a")
    variables = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
        "CMAKE_ARGS": flags(),
        "CMAKE_GENERATOR": "Ninja",
    }
    command = [*pip, "wheel", f"llama-cpp-python=={version}", "--no-binary", "llama-cpp-python", "--no-deps"]
    options = ["--no-build-isolation", "--no-cache-dir", "-v", "-w", str(work / "wheels")]
    run_logged([*command, *options], variables, log, "a")
    return next((work / "wheels").glob("*.whl"))


def run_logged(command: list[str], environment: dict[str, str], log: Path, mode: str) -> None:
    """Run a command with its output in ``log`` and its progress on the screen. Raises ``BuildFailed``."""
    progress = BuildProgress(sys.stderr, "llama.cpp")
    with log.open(mode, encoding="utf-8") as file:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            text=True,
            errors="replace",
        )
        with process:
            for line in process.stdout or ():
                file.write(line)
                progress.take(line)
        progress.close()
    if process.returncode != 0:
        last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:]
        print("\n".join(last), file=sys.stderr)
        raise BuildFailed(f"llama.cpp could not be built; everything it said is in {log}")
