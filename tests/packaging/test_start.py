"""What is loaded before anybody has asked for anything: a start is waited for."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: Heavy, or needed for some commands and dialogs only.
LATER = (
    "numpy",
    "torch",
    "yake",
    "docx",
    "pypdf",
    "reportlab",
    "scriptwriter.services.corpus",
    "scriptwriter.training",
)


@pytest.mark.parametrize("module", ["scriptwriter.ui.main_window", "scriptwriter.cli.app"])
def test_nothing_is_loaded_that_only_some_need(module: str) -> None:
    code = f"import json, sys, {module}; print(json.dumps(sorted(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    loaded = set(json.loads(done.stdout))
    assert module in loaded
    assert not loaded.intersection(LATER)
