"""The evaluation and its report, on passages made here. Skipped without the tools that only rebuilding needs."""

import csv
import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from scriptwriter.realism.lexicon import count_authors
from scriptwriter.realism.usage import count_usage
from scriptwriter.services.realism_probes import Probe, judged, modern, own_samples, passages
from tests.realism.making import examples, model, prose, stats

pytest.importorskip("sklearn")
pytest.importorskip("matplotlib")
from scriptwriter.realism import fit
from scriptwriter.services import realism_evaluation
from scriptwriter.services.realism_eras import era_of
from scriptwriter.services.realism_evaluation import Findings, called, evaluate, exceptions_of
from scriptwriter.services.realism_modern import figures, with_modern
from scriptwriter.services.realism_report import write_report


@pytest.fixture(scope="module")
def findings() -> Findings:
    fitted = fit.fit(examples(), count_authors([(0, "nothing")]), count_usage([]), {}, ["known"])
    return evaluate(fitted, lambda _line: None)


def test_all_figures_are_there_and_can_be_written_down(findings: Findings):
    figures = json.loads(json.dumps(findings.figures))
    assert set(figures["judges"]) == {
        "realism score", "random forest (seed)", "TF-IDF + logistic", "curvature alone", "log-rank alone",
    }  # fmt: skip
    assert figures["test"]["human"] == figures["test"]["generated"] == 30
    assert {"product", "repetition", "markov"} <= set(figures["left out"])
    assert figures["false positives"]["all"]["n"] == 30


def test_every_miss_is_printed(findings: Findings, tmp_path: Path):
    assert any("passages that it was measured on" in line for line in findings.misses)
    write_report(findings, {"human": 60}, tmp_path)
    page = (tmp_path / "realism.md").read_text(encoding="utf-8")
    for line in findings.misses:
        assert line in page
    for name in ("roc", "reliability", "generators", "length"):
        assert f"images/realism-{name}.png" in page
        assert (tmp_path / "images" / f"realism-{name}.png").stat().st_size > 2000


def test_probes_are_counted_by_kind():
    probes = [Probe(prose(60), "new", True), Probe(prose(60, 2), "new", True), Probe("too short", "new", True)]
    read = [stats(90, likely=1.0), stats(90, likely=-1.0), stats(4)]
    assert judged(probes, model(), read, 0.0) == {
        "new": {"called generated": round(1 / 3, 4), "of those scored": 0.5, "turned down": 1, "n": 3}
    }


def modern_lines(folder: Path) -> Path:
    """Two corpora in which people talk as they do now."""
    said = "okay you guys this video is so weird dude wait what are you kidding me right now".split()
    draw = random.Random(2)
    with (folder / "southpark.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["season", "episode", "character", "line"])
        for number in range(600):
            line = " ".join(draw.choice(said) for _ in range(14)).capitalize() + "."
            rows.writerow([number // 60, number // 6, "Ann", line])
    with (folder / "anime_quotes.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["anime", "character", "quote"])
        for number in range(60):
            quote = " ".join(draw.choice(said) for _ in range(60)).capitalize() + "."
            rows.writerow([f"series {number}", "Bea", quote])
    return folder


def test_writing_of_today_is_learnt_from_one_half_and_found_in_the_other(tmp_path: Path):
    fitted = fit.fit(examples(), count_authors([(0, "nothing")]), count_usage([]), {}, ["known"])
    assert with_modern(fitted, tmp_path) is fitted
    learnt = with_modern(fitted, modern_lines(tmp_path))
    rows = figures(learnt, tmp_path, own_samples())
    assert rows["South Park"]["turned down"] == rows["quotes"]["turned down"] == 1.0
    assert rows["South Park"]["n"] > 20
    assert rows["quotes, not learnt from"]["turned down"] == 1.0
    assert rows["own samples"]["n"] > 5
    assert rows["human prose before 1931"]["turned down"] < 0.2
    halves = [{probe.text for probe in modern(tmp_path, 1000, learnt)} for learnt in (True, False)]
    assert halves[0]
    assert not halves[0] & halves[1]


def test_our_samples_have_passages():
    assert len(own_samples()) > 5


@pytest.mark.parametrize(
    ("filed", "said"),
    [
        ("Alger, Horatio, Jr.", "Horatio Alger, Jr."),
        ("Andersen, H. C. (Hans Christian)", "H. C. Andersen"),
        ("Willa Cather", "Willa Cather"),
    ],
)
def test_authors_are_called_as_people_say(filed: str, said: str):
    assert called(filed) == said


def test_eras_are_those_of_the_works():
    assert [era_of(work) for work in ("Kwaidan", "Treasure Island", "The Storm", "Wrong Analogy", "Unheard Of")] == [
        "1900–1930", "1870–1899", "before 1870", "after 1930", "",
    ]  # fmt: skip


def test_who_is_wronged_more_often_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(realism_evaluation, "_ENOUGH", 2)
    fitted = fit.fit(examples(), count_authors([(0, "nothing")]), count_usage([]), {}, ["known"])
    table = fitted.tables["test"]
    unlucky = next(one.author for one in table.examples if one.human and one.words >= 50)
    machine = table.rows[np.array([not one.human for one in table.examples])][0]
    rows = np.array(
        [machine if one.author == unlucky else row for one, row in zip(table.examples, table.rows, strict=True)]
    )
    assert exceptions_of(replace(fitted, tables=fitted.tables | {"test": replace(table, rows=rows)})) == (unlucky,)


def test_scenes_of_today_have_passages():
    scenes = sorted((Path(__file__).parents[1] / "realism" / "modern").glob("*.fountain"))
    assert len(passages(scenes, "modern scenes")) > 15
