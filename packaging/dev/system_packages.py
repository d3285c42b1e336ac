"""The system's libraries and tools that pip cannot bring: found, installed by apt for root, or asked for."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

#: Shared library -> Debian's package. What Qt's own libraries and its X11 plugin are linked against.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
#: llama.cpp shares its work among processors with it.
ENGINE_LIBRARIES = {"libgomp.so.1": "libgomp1"}
#: Programs with which the window is tried on a screen of its own.
TEST_TOOLS = {"Xvfb": "xvfb", "xdotool": "xdotool"}
COMPILERS = {"gcc": "gcc", "g++": "g++"}

Say = Callable[[str], None]


class Missing(Exception):
    """Something is missing that only the user can install; the text is the exact line to type."""


def ensure(kind: str, say: Say) -> None:
    """See to what ``run`` or ``dev`` needs. Raises ``Missing`` when it is needed and cannot be installed."""
    if not sys.platform.startswith("linux"):
        return
    needed = missing_libraries(ENGINE_LIBRARIES) + missing_python()
    window = missing_libraries(QT_LIBRARIES)
    if kind == "dev" or has_screen():
        needed += window
        wanted = missing_programs(TEST_TOOLS) if kind == "dev" else []
    else:
        # Without a screen the program works in the terminal, where Qt is not asked.
        wanted = window
    if needed or wanted:
        provide(needed, wanted, say)


def ensure_compiler(say: Say) -> None:
    """See to a C++ compiler, which is only needed to build llama.cpp. Raises ``Missing``."""
    if sys.platform == "darwin" and not shutil.which("c++"):
        raise Missing("A C++ compiler is missing. Type:  xcode-select --install")
    if sys.platform.startswith("linux") and not shutil.which("c++"):
        provide(missing_programs(COMPILERS), [], say)


def provide(needed: list[str], wanted: list[str], say: Say) -> None:
    """Install packages where that is possible. Raises ``Missing`` when ``needed`` ones stay missing."""
    if can_install():
        say(f"Installing system packages: {' '.join(needed + wanted)}")
        if install(needed + wanted):
            return
    if needed:
        raise Missing(f"System packages are missing. Type:  {install_line(needed + wanted)}")
    say(f"Not needed here, but good to have:  {install_line(wanted)}")


def has_screen() -> bool:
    """Whether there is a screen for a window."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_libraries(libraries: dict[str, str]) -> list[str]:
    """Packages of the shared libraries that the system's linker does not know."""
    known = known_libraries()
    return [package for library, package in libraries.items() if known and library not in known]


def known_libraries() -> str:
    """What the system's linker knows; empty where it cannot be asked."""
    ldconfig = shutil.which("ldconfig") or shutil.which("ldconfig", path="/sbin:/usr/sbin")
    if ldconfig is None:
        return ""
    return subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout


def missing_programs(programs: dict[str, str]) -> list[str]:
    """Packages of the programs that are not on the path."""
    return [package for program, package in programs.items() if shutil.which(program) is None]


def missing_python() -> list[str]:
    """Debian splits Python: without its venv package no virtual environment can be made."""
    return [] if importlib.util.find_spec("ensurepip") else ["python3-venv"]


def can_install() -> bool:
    """Whether this is root on a system with apt."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]) -> bool:
    """Install by apt; whether that went well."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        # apt's chatter goes where the rest of the set-up talks, not into the program's output.
        if subprocess.run(["apt-get", *command], stdout=sys.stderr, env=environment, check=False).returncode != 0:
            return False
    return True


def install_line(packages: list[str]) -> str:
    """The exact line for the user to type."""
    names = " ".join(packages)
    if shutil.which("apt-get"):
        return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"
    return f"the packages that Debian calls {names}, with your system's package manager"
