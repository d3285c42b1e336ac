"""The journal: what it holds is what was typed, whatever happens to the process."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptwriter.domain.errors import Failure
from scriptwriter.services import documents, journal
from scriptwriter.services.journal import Journal, left_behind

_LINES = st.lists(st.text(alphabet="ab é😀", max_size=4), max_size=5)


def _crash(kept: Journal) -> None:
    """Let go of the journal as a dying process does: without tidying up."""
    if kept._database is not None and kept._alive is not None:
        kept._database.close()
        kept._alive.release()


def test_typed_text_comes_back(tmp_path: Path):
    kept = Journal(tmp_path)
    kept.begin(["One", ""], "play", tmp_path / "play.fountain")
    for word in ("T", "Tw", "Two"):
        kept.edit(1, 1, [word])
        kept.flush()
    kept.edit(1, 1, ["Two", "Three"])
    kept.flush()
    _crash(kept)
    (found,) = left_behind(tmp_path)
    assert (found.text, found.saved, found.name) == ("One\nTwo\nThree", "One\n", "play")
    assert found.path == tmp_path / "play.fountain"


@settings(max_examples=60, deadline=None)
@given(_LINES, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4), _LINES, st.booleans()), max_size=12))
def test_any_edits_are_replayed(tmp_path_factory, begin, edits):
    folder = tmp_path_factory.mktemp("journals")
    kept = Journal(folder)
    lines = begin or [""]
    kept.begin(lines, "x", None)
    lines = list(lines)
    for wanted_start, wanted_removed, added, flush in edits:
        start = min(wanted_start, len(lines) - 1)
        removed = min(wanted_removed, len(lines) - start)
        if len(lines) - removed + len(added) < 1:
            continue
        kept.edit(start, removed, added)
        lines[start : start + removed] = added
        if flush:
            kept.flush()
    kept.flush()
    file = kept.file
    if file is not None:
        found = journal.read(file)
        assert found is not None
        assert found.text == "\n".join(lines)
    kept.discard()
    assert not list(folder.iterdir())


def test_many_edits_are_made_one(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(journal, "_COMPACT_EDITS", 10)
    kept = Journal(tmp_path)
    kept.begin(["start"], "x", None)
    for number in range(35):
        kept.edit(0, 0, [f"line {number}"])
        kept.flush()
    assert kept.file is not None
    found = journal.read(kept.file)
    assert found is not None
    assert found.saved == "start"
    assert found.text.split("\n") == [f"line {n}" for n in reversed(range(35))] + ["start"]
    with sqlite3.connect(kept.file) as connection:
        assert connection.execute("SELECT count(*) FROM edits").fetchone()[0] <= 11
    kept.discard()


def test_saving_begins_anew_and_leaves_nothing_to_recover(tmp_path: Path):
    kept = Journal(tmp_path)
    kept.begin(["One"], "x", None)
    kept.edit(0, 1, ["Two"])
    kept.flush()
    kept.begin(["Two"], "x", tmp_path / "x.fountain")
    assert kept.dirty()
    kept.flush()
    _crash(kept)
    assert left_behind(tmp_path) == []
    assert not list(tmp_path.glob("*.journal"))


def test_a_crash_between_save_and_journal_asks_nothing(tmp_path: Path):
    folder = tmp_path / "journals"
    folder.mkdir()
    kept = Journal(folder)
    file = tmp_path / "x.fountain"
    kept.begin([""], "x", file)
    kept.edit(0, 1, ["Saved already."])
    kept.flush()
    documents.save_as(documents.Document(), "Saved already.", file)
    _crash(kept)
    assert left_behind(folder) == []


def test_a_living_window_keeps_its_journal(tmp_path: Path):
    kept = Journal(tmp_path)
    kept.begin([""], "x", None)
    kept.edit(0, 1, ["mine"])
    kept.flush()
    code = (
        "import sys; from pathlib import Path; from scriptwriter.services.journal import left_behind\n"
        "print(len(left_behind(Path(sys.argv[1]))))"
    )
    run = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"
    _crash(kept)
    assert len(left_behind(tmp_path)) == 1


def test_what_could_not_be_written_is_written_later(tmp_path: Path, monkeypatch):
    kept = Journal(tmp_path)
    kept.begin(["a"], "x", None)
    kept.edit(0, 1, ["ab"])
    kept.flush()
    real = Journal._write
    monkeypatch.setattr(Journal, "_write", lambda *_: (_ for _ in ()).throw(Failure("the disk is full")))
    kept.edit(0, 1, ["abc"])
    with pytest.raises(Failure):
        kept.flush()
    kept.edit(0, 1, ["abcd"])
    assert kept.dirty()
    monkeypatch.setattr(Journal, "_write", real)
    kept.flush()
    assert kept.file is not None
    found = journal.read(kept.file)
    assert found is not None
    assert found.text == "abcd"
    kept.discard()


def test_a_damaged_journal_stays_where_it_is(tmp_path: Path):
    file = tmp_path / "x.journal"
    file.write_bytes(b"SQLite format 3\0" + b"rubbish" * 100)
    assert left_behind(tmp_path) == []
    assert [one.name for one in tmp_path.iterdir() if one.suffix != ".lock"]


def test_half_a_letter_can_be_kept(tmp_path: Path):
    kept = Journal(tmp_path)
    kept.begin([""], "x", None)
    kept.edit(0, 1, ["\ud83d"])
    kept.flush()
    assert kept.file is not None
    found = journal.read(kept.file)
    assert found is not None
    assert found.text == "\ud83d"
    kept.discard()
