import json
from pathlib import Path

import numpy as np
import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadInput
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services import realism_data, realism_places, realism_tables
from scriptwriter.services.realism_recipes import RECIPES
from tests.realism.making import prose, stats


@pytest.fixture
def heldout(tmp_path: Path) -> Path:
    path = tmp_path / "heldout.jsonl"
    rows = [
        {
            "form": "prose", "genre": "drama", "author": f"Author {n}", "work": f"Work {n}",
            "cue": {"genre": "drama", "character": None, "keywords": []}, "words": 60,
            "context": prose(400, n), "passage": " " + prose(60, n + 50),
            "split": ("train", "calibration", "test")[n % 3],
        }
        for n in range(6)
    ]  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_places_do_not_overlap_and_end_with_sentences(heldout: Path):
    rows = realism_places.read_rows(heldout)
    places = realism_places.cut_places(rows, {"train": 50, "test": 50})
    assert {rows[place.row]["split"] for place in places} == {"train", "test"}
    for place in places:
        text = realism_places.text_at(rows, place)
        assert text.rstrip().endswith(".")
        assert 25 <= place.words <= 300
        for other in places:
            assert other is place or other.row != place.row or other.end <= place.start or other.start >= place.end


def test_limits_hold(heldout: Path):
    rows = realism_places.read_rows(heldout)
    assert len(realism_places.cut_places(rows, {"train": 2, "calibration": 1})) == 3


def test_what_is_judged_of_a_script():
    text = "ANNE\n(softly)\nI came for it.\n\nINT. SHED - DAY\n\nShe waits."
    assert realism_places.told(text, "script") == "I came for it. She waits."


def test_other_files_are_turned_down(tmp_path: Path):
    path = tmp_path / "rows.jsonl"
    for text in ("no json", '{"form": "prose"}', "[]"):
        path.write_text(text)
        with pytest.raises(BadInput, match="no file of held-out passages"):
            realism_places.read_rows(path)


def test_jobs_are_written_and_a_stopped_run_goes_on(heldout: Path, tmp_path: Path):
    rows = realism_places.read_rows(heldout)
    places = realism_places.cut_places(rows, {"train": 50})
    jobs = realism_data.plan(rows, places, {"train": 3}, 1)
    path = tmp_path / "generated-x.jsonl"
    engine = ScriptedEngine()
    for part in (jobs[:2], jobs):
        done = realism_data.jobs_done(path)
        made = realism_data.generate(engine, "x", "model", rows, part[done:], CancelToken())
        realism_data.write_generated(path, realism_data.counted(path, made, done), len(part), lambda _f: None, done)
    assert realism_data.jobs_done(path) == 3
    assert len(engine.requests) == 3
    assert {request.n for request in engine.requests} == {8}
    human = {realism_places.text_at(rows, place) for place in places}
    assert not human & {one.text for one in realism_data.read_generated(tmp_path)}


def test_passages_end_with_a_sentence():
    text = prose(40)
    assert realism_data.trimmed(text + " And then it", "prose") == text
    assert realism_data.trimmed("No end here " * 10, "prose") == ""
    assert realism_data.trimmed("Short. " + "and on " * 40, "prose") == ""


def test_chains_are_as_long_as_the_places(heldout: Path):
    rows = realism_places.read_rows(heldout)
    places = realism_places.cut_places(rows, {"train": 50, "test": 50})
    made = realism_data.imitate(rows, places, {"test": 5}, 1)
    assert {one.generator for one in made} == {"markov-3", "markov-5", "characters-7"}
    assert all(rows[one.row]["split"] == "test" for one in made)


def test_statistics_are_kept(tmp_path: Path):
    store = realism_tables.StatsStore(tmp_path)
    given = [stats(5, 1), stats(9, 2)]
    store.add(["one", "two"], given)
    again = realism_tables.StatsStore(tmp_path)
    assert "one" in again
    assert "three" not in again
    found = again.get("two")
    assert found is not None
    assert found.rank == given[1].rank
    assert np.allclose(found.log_p, given[1].log_p, atol=1e-5)


def test_recipes_cover_what_is_asked_for():
    assert len({one.name for one in RECIPES}) == len(RECIPES)
    assert {"temperature", "top-p", "min-p", "typical", "dry", "repetition", "top-k"} <= {one.family for one in RECIPES}
