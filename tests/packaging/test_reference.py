"""The reference pages say what the program declares."""

from tests.packaging import dev_scripts


def test_keys_and_settings_pages_are_up_to_date():
    for file, text in dev_scripts.load("reference").pages().items():
        assert file.read_text(encoding="utf-8") == text, f"run packaging/dev/reference.py for {file.name}"
