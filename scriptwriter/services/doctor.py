"""What works on this machine, and how to mend what does not."""

import ctypes.util
import importlib
import importlib.metadata
import os
import platform
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.engine.catalogue import total_memory
from scriptwriter.services import models, paths

_NEEDED_MB = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """``ok`` None: not needed for writing, only said. ``mend`` is what to do when it is not well."""

    name: str
    ok: bool | None
    detail: str
    mend: str = ""


def examine() -> list[Finding]:
    """Look at everything that the program rests on."""
    checks: tuple[Callable[[], Finding], ...] = (
        _python,
        _machine,
        _qt,
        _screen,
        _llama,
        _models,
        _writing,
        _folders,
        _disk,
        _training,
    )
    return [check() for check in checks]


def _python() -> Finding:
    version = platform.python_version()
    return Finding("python", sys.version_info >= (3, 11), version, "Install Python 3.11 or newer.")


def _machine() -> Finding:
    memory = total_memory() / 1e9
    return Finding(
        "machine",
        memory >= 1,
        f"{platform.machine()}, {os.cpu_count()} processors, {memory:.1f} GB of memory",
        "At least 1 GB of memory is needed.",
    )


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _qt() -> Finding:
    version = _version("PySide6-Essentials") or _version("PySide6")
    libraries = ("EGL", "GL", "xkbcommon", "fontconfig", "dbus-1")
    missing = [name for name in libraries if sys.platform == "linux" and not ctypes.util.find_library(name)]
    if version is None:
        return Finding("window toolkit", False, "PySide6 is not installed", "pip install PySide6-Essentials==6.11.0")
    if missing:
        names = ", ".join(f"lib{name}" for name in missing)
        return Finding(
            "window toolkit",
            False,
            f"PySide6 {version}; missing system libraries: {names}",
            "sudo apt-get install libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libfontconfig1 libdbus-1-3",
        )
    return Finding("window toolkit", True, f"PySide6 {version}")


def _screen() -> Finding:
    if sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return Finding("screen", True, "there is one")
    return Finding("screen", None, "none here: the command line works, the window does not")


def _llama() -> Finding:
    version = _version("llama-cpp-python")
    if version is None:
        return Finding("llama.cpp", False, "llama-cpp-python is not installed", "pip install llama-cpp-python==0.3.36")
    return Finding("llama.cpp", True, f"llama-cpp-python {version}")


def _models() -> Finding:
    try:
        catalogue = models.catalogue()
        entry = catalogue.default()
        catalogue.verify(entry)
        return Finding("models", True, f"{len(catalogue.entries())}; {entry.name} is the file that it should be")
    except ScriptwriterError as error:
        return Finding(
            "models",
            False,
            str(error),
            "Reinstall the program, or add a model with `scriptwriter models add`.",
        )


def _writing() -> Finding:
    """The one test that counts: does the engine open the model in its own process?"""
    try:
        info = models.inspect(models.catalogue().default())
        return Finding(
            "engine",
            True,
            f"opens {info.name} ({info.parameters / 1e6:.0f}M parameters, {info.threads} threads)",
        )
    except ScriptwriterError as error:
        return Finding("engine", False, str(error), "Reinstall llama-cpp-python as the README says.")


def _folders() -> Finding:
    try:
        folder = paths.data_dir()
        writable = os.access(folder, os.W_OK)
        return Finding("user folder", writable, str(folder), f"Make {folder} writable.")
    except (ScriptwriterError, OSError) as error:
        return Finding("user folder", False, str(error), "Set SCRIPTWRITER_HOME to a folder that you may write to.")


def _disk() -> Finding:
    try:
        free = shutil.disk_usage(paths.data_dir()).free / 1e6
    except (ScriptwriterError, OSError) as error:
        return Finding("disk", False, str(error), "Set SCRIPTWRITER_HOME to a folder that you may write to.")
    return Finding("disk", free > _NEEDED_MB, f"{free / 1000:.1f} GB free", "Make room: saving needs some.")


def _training() -> Finding:
    versions = {name: _version(name) for name in ("torch", "transformers", "peft")}
    missing = [name for name, version in versions.items() if version is None]
    if missing:
        return Finding("training", None, f"not installed: {', '.join(missing)}; only needed for training models")
    return Finding("training", True, ", ".join(f"{name} {version}" for name, version in versions.items()))
