"""The reference pages say what the program declares."""

import importlib.util
from pathlib import Path


def test_keys_and_settings_pages_are_up_to_date():
    path = Path(__file__).parents[2] / "packaging" / "dev" / "reference.py"
    spec = importlib.util.spec_from_file_location("reference", path)
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    for file, text in reference.pages().items():
        assert file.read_text(encoding="utf-8") == text, f"run packaging/dev/reference.py for {file.name}"
