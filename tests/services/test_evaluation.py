"""What a model is worth: measured on a scripted engine, whose answers are known."""

import json
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.engine.protocol import LoadOptions
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services import evaluation, evaluation_report, passage_metrics
from scriptwriter.services.divergence import divergence, embed, frontier_area
from scriptwriter.services.evaluation import Place, evaluate, read_places
from tests.realism import making

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"


def row(number: int, form: str = "script") -> dict:
    if form == "script":
        passage = (
            f"ANNE\nThe lantern number {number} stands upon the stair, and nobody has lit it since the storm came."
        )
        character = "ANNE"
    else:
        passage, character = (
            f"He took lantern number {number} from the stair. It was cold, and the storm was near.",
            None,
        )
    cue = {"genre": "drama", "character": character, "keywords": ["lantern", "storm", "stair"]}
    return {
        "form": form,
        "genre": "drama",
        "author": "A",
        "work": "W",
        "cue": cue,
        "context": f"INT. HALL - NIGHT\n\nTOM\nNumber {number}.",
        "passage": passage,
        "words": 18,
    }


@pytest.fixture
def held_out(tmp_path: Path) -> Path:
    path = tmp_path / "heldout.jsonl"
    rows = [row(number, "script" if number % 2 else "prose") for number in range(60)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def engine_with(*passages: str) -> ScriptedEngine:
    engine = ScriptedEngine(passages)
    engine.load(LoadOptions("scripted", Path("scripted")))
    return engine


def figures(places: list[Place], *passages: str) -> dict:
    return evaluate(engine_with(*passages), places, CancelToken(), lambda _share: None, guided=False)


def test_a_model_that_does_as_asked_and_one_that_does_not(held_out: Path):
    places = [place for place in read_places([held_out], 40) if place.form is Form.SCRIPT]
    good = figures(places, "\n\nANNE\nThe storm put out the lantern on the stair.")["cue"]
    bad = figures(places, "\n\nTOM\nno no no no no no no no no no no no no no")["cue"]
    assert (good["keywords"], good["all_keywords"], good["speaker_opens"], good["valid_blocks"]) == (1, 1, 1, 1)
    assert (bad["keywords"], bad["all_keywords"], bad["speaker_opens"]) == (0, 0, 0)
    assert bad["rep_4"] > 0.8 > good["rep_4"]
    assert bad["distinct_2"] < good["distinct_2"]
    assert bad["keywords_interval"] == [0, 0]


def test_people_are_measured_beside_it_and_losses_come_from_reading(held_out: Path):
    places = read_places([held_out], 40)
    assert {place.form for place in places} == set(Form)
    found = figures(places, " The storm came.")
    assert found["human"]["keywords"] == 1
    assert found["human"]["speaker_opens"] == 1
    everything = found["loss"]["all"]
    assert everything["passages"] == 40
    assert 1 <= everything["loss"] <= 2  # the scripted engine's words
    assert everything["loss_interval"][0] <= everything["loss"] <= everything["loss_interval"][1]
    assert everything["perplexity"] == pytest.approx(np.exp(everything["loss"]), rel=1e-2)
    assert found["loss"]["script"]["passages"] + found["loss"]["prose"]["passages"] == 40
    assert len(found["cue"]["samples"]) == 20


def test_places_are_cut_out_of_scripts_and_stories():
    places = read_places([SAMPLES], 50)
    assert {place.form for place in places} == set(Form)
    for place in places:
        assert 25 <= len(place.human.split()) <= 240
        assert place.character is None or passage_metrics.opens_with("", place.human, place.character)
        assert place.human.startswith("\n\n") == bool(place.context)


def test_speakers_are_known_who_spoke_before_or_were_asked():
    before = "NELL\nWho is there?\n\nMRS. ASHBY (O.S.)\nNobody."
    text = "\n\nNELL (CONT'D)\nI heard it.\n\nMRS. ASHB\nYou dreamt.\n\nELIAS\nShe did.\n\nMrs. Ashby goes."
    assert passage_metrics.known_speakers(before, text, "ELIAS") == [True, False, True]
    assert passage_metrics.known_speakers(before, text, None) == [True, False, False]


def test_the_same_seed_gives_the_same_places(held_out: Path):
    assert read_places([held_out], 20, 3) == read_places([held_out], 20, 3)
    assert read_places([held_out], 20, 3) != read_places([held_out], 20, 4)


@pytest.mark.parametrize("text", ["[1]", '{"form": "script"}', "no json", '{"form": "opera", "cue": {}}'])
def test_what_is_no_held_out_file_is_refused(tmp_path: Path, text: str):
    path = tmp_path / "bad.jsonl"
    path.write_text(text)
    with pytest.raises(BadInput, match=r"bad\.jsonl"):
        read_places([path], 5)
    with pytest.raises(BadInput):
        read_places([tmp_path / "gone.jsonl"], 5)


def test_cancelled_it_says_so(held_out: Path):
    token = CancelToken()
    token.set()
    with pytest.raises(Failure, match="cancelled"):
        evaluate(engine_with(), read_places([held_out], 5), token, lambda _share: None)


def test_the_report_is_one_whole_page(held_out: Path):
    found = evaluate(
        engine_with(" A <b>bold</b> & plain answer."), read_places([held_out], 45), CancelToken(), lambda _: None
    )
    page = evaluation_report.as_html("The <Model>", found)
    opened: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag != "meta":
                opened.append(tag)

        def handle_endtag(self, tag):
            assert opened.pop() == tag

    reader = Reader()
    reader.feed(page)
    assert opened == []
    assert "The &lt;Model&gt;" in page
    assert "<b>bold" not in page
    assert page.count("<svg") >= 5
    assert "http" not in page


class TestCloseness:
    def test_the_same_texts_are_close_and_others_are_not(self):
        one, two = [making.prose(60, seed) for seed in range(40)], [making.prose(60, seed) for seed in range(40, 80)]
        noise = [" ".join(["zub", "grax", str(seed), "plimf"] * 15) for seed in range(40)]
        same, far = divergence(one, two), divergence(one, noise)
        assert far < 0.2 < same <= 1

    def test_too_few_texts_are_an_error_not_a_number(self):
        with pytest.raises(ValueError, match="at least"):
            divergence(["a"] * 5, ["b"] * 50)

    @settings(deadline=None)
    @given(st.lists(st.floats(0.01, 1), min_size=2, max_size=12))
    def test_the_area_is_one_for_equal_distributions_and_less_for_others(self, weights: list[float]):
        p = np.array(weights) / sum(weights)
        assert frontier_area(p, p) == pytest.approx(1, abs=0.05)
        assert 0 <= frontier_area(p, p[::-1].copy()) <= 1 + 1e-9

    def test_embeddings_have_length_one_and_do_not_change(self):
        found = embed(["The lantern stood.", ""], ["The lantern stood.", "It rains."])
        assert np.linalg.norm(found[0]) == pytest.approx(1)
        assert np.array_equal(found, embed(["The lantern stood.", ""], ["The lantern stood.", "It rains."]))


def test_intervals_hold_the_mean_and_shrink():
    few, many = evaluation.interval([0, 1] * 10), evaluation.interval([0, 1] * 500)
    assert few[0] <= 0.5 <= few[1]
    assert many[1] - many[0] < few[1] - few[0]
    low, high = evaluation.interval([0, 1] * 50, [1, 9] * 50)
    assert low <= 0.9 <= high


def test_several_models_stand_side_by_side(held_out: Path):
    places = read_places([held_out], 45)
    found = [evaluate(engine_with(text), places, CancelToken(), lambda _: None) for text in (" Yes.", " No, never.")]
    read, wrote = evaluation_report.side_by_side([("one", found[0]), ("other", found[1])]).split("\n\n")
    assert read.splitlines()[0] == "| people's passages | one | other |"
    head = [cell.strip() for cell in wrote.splitlines()[0].split("|")[1:-1]]
    assert head == ["", "people", "one, cue alone", "other, cue alone", "one, guided", "other, guided"]
    words = next(line for line in wrote.splitlines() if line.startswith("| Words a passage"))
    assert [float(cell) for cell in words.split("|")[3:5]] == [1.0, 2.0]
