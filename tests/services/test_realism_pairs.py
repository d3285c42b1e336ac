"""Pairs of the program's passages and human ones for the same places of unseen authors."""

from pathlib import Path

import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services import models, realism_pairs, realism_places
from scriptwriter.services.realism_pairs import BEST_OF, pair_places, read_pairs, write_pairs
from scriptwriter.services.realism_places import Place
from scriptwriter.services.realism_tables import StatsStore
from tests.realism.making import model, prose, stats

COUNT = 10


@pytest.fixture
def rows() -> list[dict]:
    return [
        {
            "form": "prose", "genre": "drama", "author": f"Author {n}", "work": f"Work {n}",
            "cue": {"genre": "drama", "character": None, "keywords": []},
            "context": prose(900, n), "passage": " " + prose(60, n + 50), "split": ("train", "test")[n % 2],
        }
        for n in range(24)
    ]  # fmt: skip


@pytest.fixture
def places(rows: list[dict]) -> list[Place]:
    return pair_places(rows, realism_places.cut_places(rows, {"train": 40, "test": 40}), COUNT)


@pytest.fixture
def written(rows: list[dict], places: list[Place], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    engine = ScriptedEngine([" " + prose(80, seed) for seed in range(200)])
    monkeypatch.setattr(models, "open_model", lambda *_, **__: (engine, None))
    write_pairs(rows, places, tmp_path, ModelEntry("m", "m", tmp_path / "m.gguf"), CancelToken(), lambda _: None)
    return tmp_path


def test_places_are_of_unseen_authors_and_as_long_as_a_suggestion(rows: list[dict], places: list[Place]):
    assert len(places) == COUNT
    for place in places:
        assert rows[place.row]["split"] == "test"
        assert 50 <= place.words <= 105
        assert realism_places.text_at(rows, place).endswith(".")


def test_each_place_has_its_passages(rows: list[dict], places: list[Place], written: Path):
    pairs = read_pairs(rows, places, written)
    assert len(pairs) == COUNT
    assert all(human.human and human.author.startswith("Author") for human in pairs.humans)
    assert all(len(here) == BEST_OF and not here[0].human for here in pairs.alternatives)
    assert len(pairs.texts()) == COUNT * (1 + BEST_OF)


def test_it_goes_on_where_it_was(rows: list[dict], places: list[Place], written: Path):
    before = (written / realism_pairs.FILE).read_text()
    entry = ModelEntry("m", "m", written / "m.gguf")
    write_pairs(rows, places, written, entry, CancelToken(), lambda _: None)
    assert (written / realism_pairs.FILE).read_text() == before


def test_the_best_by_the_score_is_taken(rows: list[dict], places: list[Place], written: Path):
    pairs, store = read_pairs(rows, places, written), StatsStore(written)
    humans, last = [one.text for one in pairs.humans], [here[-1].text for here in pairs.alternatives]
    # The score that is tried here likes what the model finds unlikely.
    texts = list(dict.fromkeys(pairs.texts()))
    store.add(texts, [stats(90, 1, 0.0 if text in humans or text in last else 2.0) for text in texts])
    read = pairs.with_stats(StatsStore(written))
    tables = dict(read.tables(model()))
    assert [len(table.examples) for table in tables.values()] == [2 * COUNT] * 2
    first, best = ([one.text for one in table.examples if not one.human] for table in tables.values())
    assert first == [here[0].text for here in pairs.alternatives]
    assert best == [next(one.text for one in here if one.text in last) for here in pairs.alternatives]


def test_what_was_not_read_is_left_out(rows: list[dict], places: list[Place], written: Path):
    assert len(read_pairs(rows, places, written).with_stats(StatsStore(written))) == 0


def test_none_were_written(rows: list[dict], places: list[Place], tmp_path: Path):
    assert len(read_pairs(rows, places, tmp_path)) == 0
