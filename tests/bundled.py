"""The model that comes with the program and is taken when none is named, as the manifest has it."""

import tomllib
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[1] / "models"
_ENTRY = next(
    entry
    for entry in tomllib.loads((_FOLDER / "manifest.toml").read_text(encoding="utf-8"))["model"]
    if entry.get("default")
)
NAME: str = _ENTRY["name"]
TITLE: str = _ENTRY["title"]
FILE = _FOLDER / _ENTRY["file"]
CONTEXT: int = _ENTRY["context"]
