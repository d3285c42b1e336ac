import errno
import json
import os
from pathlib import Path

import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.corpus import Kind, Split
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.services.corpus import store
from scriptwriter.services.corpus.choices import Choices
from scriptwriter.services.corpus.report import Understanding
from scriptwriter.services.corpus.understanding import understand
from tests.services.corpus.making import episodes, prose, script, sentence, table

_GERMAN = (
    "Ich weiß nicht, wovon du redest. Er war mit ihr im Haus, und sie sind gegangen, bevor es dunkel war, aber das {n} "
    "hat mir auch nicht geholfen."
)


@pytest.fixture
def show(tmp_path: Path) -> Path:
    return episodes(tmp_path / "show.csv", 30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "prepared" / "show"


# -- what is told ----------------------------------------------------------------------------------


def test_what_was_understood(show: Path, tmp_path: Path):
    (tmp_path / "b.fountain").write_text(script(1, 100))
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 9)
    found = understand([show, tmp_path / "b.fountain", tmp_path / "c.txt"])
    assert found.kinds[Kind.LINES].works == 30
    assert found.kinds[Kind.SCRIPT].documents == 1
    assert found.documents == 31
    assert found.scenes == 1
    assert found.characters == (("ANNA", 350), ("BEN", 350))
    assert found.languages == (("en", found.words),)
    assert [one.source.name for one in found.skipped] == ["c.txt"]
    assert 0.05 <= found.held_out_share <= 0.2
    assert {work.title for work in found.works if work.split is Split.HELD_OUT} == set(found.held_out_works)
    assert not found.warnings
    assert found.tables[0].columns.character == "character"


def test_examples_are_short(show: Path):
    found = understand([show])
    assert all(len(work.examples) <= 3 and max(map(len, work.examples)) <= 200 for work in found.works)
    assert Understanding.from_json(json.loads(json.dumps(found.to_json()))) == found


def test_the_same_again(show: Path):
    assert understand([show]) == understand([show])
    assert understand([show]).held_out_works != understand([show], Choices(seed=2)).held_out_works


def test_too_little(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(prose("a", 1000))
    assert "1,000 words" in understand([path]).warnings[0]
    path.write_text("One line only.")
    with pytest.raises(BadInput, match="only 3 words; at least 200 are needed"):
        understand([path])
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match="There is nothing to train on in"):
        understand([tmp_path / "empty"])
    bad = table(tmp_path / "prices.csv", [("title", "price"), ("Fog", 3)])
    with pytest.raises(BadInput, match=r"prices\.csv: .*the columns are title, price"):
        understand([bad])
    with pytest.raises(BadInput, match="everything is left out"):
        understand([path], Choices(excluded_sources=frozenset({path})))


def test_another_language(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(_GERMAN.format(n=f"Lied{n}") for n in range(200)))
    found = understand([path])
    assert found.languages[0][0] == "de"
    assert found.warnings == ("Most of the text is German; the bundled model knows English only.",)


def test_one_line_that_is_very_long(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(sentence("long", 30_000))
    found = understand([path])
    assert found.words == 30_000
    assert found.held_out_words == 0
    assert "Nothing could be held out" in found.warnings[0]


# -- what is written -------------------------------------------------------------------------------


def test_documents_and_report(show: Path, folder: Path):
    fractions: list[float] = []
    found = store.prepare([show], Choices(genre="comedy"), folder, progress=fractions.append)
    assert sorted(path.name for path in folder.iterdir()) == ["documents.jsonl", "report.json"]
    assert [path.name for path in folder.parent.iterdir()] == ["show"]
    assert store.report(folder) == found == understand([show], Choices(genre="comedy"))
    rows = list(store.documents(folder))
    assert len(rows) == found.documents == 30
    assert all(tuple(row) == store.FIELDS for row in rows)
    assert rows[0]["text"].startswith("ANNA\n")
    assert {row["genre"] for row in rows} == {"comedy"}
    held = list(store.documents(folder, Split.HELD_OUT))
    assert {row["work"] for row in held} == set(found.held_out_works)
    assert sum(len(row["text"].split()) for row in held) == found.held_out_words
    assert len(list(store.documents(folder, Split.TRAIN))) + len(held) == 30
    assert fractions[-1] == 1.0


def test_no_line_is_in_both_splits(tmp_path: Path, folder: Path):
    rows = [("anime", "character", "quote")]
    rows += [(f"Series {n % 25}", f"Who {n % 7}", sentence(n % 900)) for n in range(1000)]
    store.prepare([table(tmp_path / "q.csv", rows)], None, folder)
    train = {row["text"].split("\n")[1] for row in store.documents(folder, Split.TRAIN)}
    held = {row["text"].split("\n")[1] for row in store.documents(folder, Split.HELD_OUT)}
    assert held
    assert not held & train


def test_the_end_of_a_single_script_is_held_out(tmp_path: Path, folder: Path):
    path = tmp_path / "The Fog.fountain"
    path.write_text(script(1, 100))
    found = store.prepare([path], None, folder)
    assert found.held_out_works == ("The Fog (end)",)
    assert 0.05 <= found.held_out_share <= 0.2
    train, held = store.documents(folder)
    assert (train["work"], held["work"], held["split"]) == ("The Fog", "The Fog (end)", "held-out")
    assert train["text"] + "\n\n" + held["text"] == script(1, 100).strip()
    assert held["text"].startswith(("ANNA\n", "BEN\n"))
    assert [work.words for work in found.works] == [len(row["text"].split()) for row in (train, held)]


def test_the_end_of_a_single_series_is_whole_quotes(tmp_path: Path, folder: Path):
    rows = [("anime", "character", "quote"), *(("Fog", "Anna", sentence(n)) for n in range(100))]
    found = store.prepare([table(tmp_path / "q.csv", rows)], None, folder)
    assert [(work.title, work.documents) for work in found.works] == [("Fog", 90), ("Fog (end)", 10)]
    assert len(list(store.documents(folder, Split.HELD_OUT))) == 10


def test_preparing_again_replaces_what_was_there(show: Path, folder: Path, tmp_path: Path):
    store.prepare([show], None, folder)
    store.prepare([episodes(tmp_path / "less.csv", 20)], None, folder)
    assert len(list(store.documents(folder))) == 20
    assert [path.name for path in folder.parent.iterdir()] == ["show"]


def test_a_folder_with_something_else_is_left_alone(show: Path, tmp_path: Path):
    with pytest.raises(BadInput, match=r"holds something else, such as show\.csv"):
        store.prepare([show], None, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["show.csv"]


def test_cancelling_leaves_nothing_behind(show: Path, folder: Path):
    store.prepare([show], None, folder)
    before = (folder / "documents.jsonl").read_bytes()
    cancel = CancelToken()
    with pytest.raises(Failure, match="cancelled"):
        store.prepare([show], Choices(seed=2), folder, cancel, lambda fraction: cancel.set())
    assert (folder / "documents.jsonl").read_bytes() == before
    assert [path.name for path in folder.parent.iterdir()] == ["show"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk(show: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, call: str):
    store.prepare([show], None, folder)
    before = (folder / "documents.jsonl").read_bytes()

    def refuse(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(Failure, match="could not be written: the disk is full"):
        store.prepare([show], Choices(seed=2), folder)
    assert (folder / "documents.jsonl").read_bytes() == before
    assert [path.name for path in folder.parent.iterdir()] == ["show"]


def test_folders_that_hold_nothing_prepared(tmp_path: Path):
    for read in (store.report, lambda folder: list(store.documents(folder))):
        with pytest.raises(BadInput, match="holds no prepared scripts"):
            read(tmp_path)
    (tmp_path / "documents.jsonl").write_text("{}\n")
    (tmp_path / "report.json").write_text("[]")
    for read in (store.report, lambda folder: list(store.documents(folder))):
        with pytest.raises(BadInput, match="damaged"):
            read(tmp_path)
