"""The contracts of import-linter notice what they are there for."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: What somebody might add, and what the contracts say to it.
STRAYS = {
    "cli/stray.py": ("import PySide6.QtCore", "scriptwriter.cli.stray -> PySide6"),
    "services/stray.py": ("import torch", "scriptwriter.services.stray -> torch"),
    "engine/stray.py": (
        "import scriptwriter.services.paths",
        "scriptwriter.engine.stray -> scriptwriter.services.paths",
    ),
    "domain/stray.py": ("import scriptwriter.cli", "scriptwriter.domain.stray -> scriptwriter.cli"),
    "shed/__init__.py": ("", "not listed as layers"),
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the package and its configuration."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "scriptwriter", tmp_path / "scriptwriter", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(checkout: Path) -> subprocess.CompletedProcess[str]:
    # The copy must be found before the installed package, so its folder stands first on the path.
    code = "import sys; sys.path.insert(0, ''); from importlinter import cli; cli.lint_imports_command()"
    command = [sys.executable, "-c", code, "--no-cache"]
    return subprocess.run(command, capture_output=True, text=True, cwd=checkout, check=False)


def test_every_kind_of_stray_import_is_noticed(checkout: Path) -> None:
    for name, (line, _) in STRAYS.items():
        path = checkout / "scriptwriter" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{line}\n")
    done = lint(checkout)
    assert done.returncode == 1, done.stderr
    for _, words in STRAYS.values():
        assert words in done.stdout


def test_the_package_as_it_is_keeps_to_them(checkout: Path) -> None:
    done = lint(checkout)
    assert done.returncode == 0, done.stdout + done.stderr
