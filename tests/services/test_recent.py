import json
from pathlib import Path

import pytest

from scriptwriter.services import paths, recent


def make(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).touch()
    return [folder / name for name in names]


def test_newest_first_and_each_once(tmp_path: Path) -> None:
    one, two, three = make(tmp_path, "one", "two", "three")
    for path in (one, two, three, one):
        recent.add(path)
    assert recent.files() == [one, three, two]
    assert recent.files(limit=2) == [one, three]


def test_missing_files_drop_out(tmp_path: Path) -> None:
    one, two = make(tmp_path, "one", "two")
    recent.add(one)
    recent.add(two)
    one.unlink()
    assert recent.files() == [two]
    recent.add(two)
    assert json.loads(paths.recent_file().read_text()) == [str(two)]


def test_remove_and_clear(tmp_path: Path) -> None:
    one, two = make(tmp_path, "one", "two")
    recent.add(one)
    recent.add(two)
    recent.remove(two)
    assert recent.files() == [one]
    recent.clear()
    assert recent.files() == []


def test_list_is_bounded(tmp_path: Path) -> None:
    for path in make(tmp_path, *(f"{number}.txt" for number in range(recent.MAX_FILES + 3))):
        recent.add(path)
    assert len(recent.files(limit=1000)) == recent.MAX_FILES


@pytest.mark.parametrize("content", [b"", b"{", b'{"a": 1}', b'[1, null, "", "a\\u0000b"]', b"\xff\xff"])
def test_damaged_list_counts_as_empty(content: bytes, tmp_path: Path) -> None:
    paths.recent_file().write_bytes(content)
    assert recent.files() == []
    (one,) = make(tmp_path, "one")
    recent.add(one)
    assert recent.files() == [one]


def test_nowhere_to_keep_it_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = make(tmp_path, "one")
    monkeypatch.setenv("SCRIPTWRITER_HOME", str(one))
    recent.add(one)
    assert recent.files() == []
