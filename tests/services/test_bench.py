"""That the benchmark measures; how fast it finds the program to be is no matter of tests."""

from pathlib import Path

import pytest

from scriptwriter.domain.errors import Failure
from scriptwriter.engine.catalogue import SCRIPTED_ENTRY
from scriptwriter.services import bench, models, samples


def test_spread():
    assert bench.spread(range(1, 101)) == {"median": 50.5, "p95": 95}
    assert bench.spread([7.0]) == {"median": 7.0, "p95": 7.0}


def test_the_contract(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bench, "_ROUNDS", 2)
    monkeypatch.setattr(bench, "startup_ms", lambda: {"window": 1.0, "import": 1.0})
    seen: list[float] = []
    figures = bench.run_bench(models.catalogue().default(), samples.script_text(), seen.append)
    for name in ("cold_first_token_ms", "warm_first_token_ms", "changed_cue_first_token_ms", "cancel_ms"):
        assert 0 < figures[name]["median"] <= figures[name]["p95"]
    assert figures["prompt_tokens"]["cold"] > 100
    assert 0 < figures["prompt_tokens"]["warm_new"] <= 40
    assert 0 < figures["throughput_ratio"] < 2
    assert figures["alternatives"]["n"] == 4
    assert figures["rss_mb"]["engine"] > figures["rss_mb"]["model_file"]
    assert figures["after_1000_words_first_token_ms"] is None  # the bundled model's context is too short
    assert figures["score_100_words_ms"]["median"] > 0
    assert seen == sorted(seen)


def test_only_real_models_are_measured():
    with pytest.raises(Failure):
        bench.run_bench(SCRIPTED_ENTRY, "text")


def test_samples_are_there():
    files = samples.sample_files()
    assert {file.suffix for file in files} == {".fountain", ".txt"}
    assert samples.title_of(files[0]) == "The Lamp on Marrow Head"
    assert all(isinstance(file, Path) for file in files)
