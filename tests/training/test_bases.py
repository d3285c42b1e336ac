"""Other bases: Hugging Face folders, models without cue tokens, and what is refused before work begins."""

import json
import random
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import pytest

from scriptwriter.domain.cue import Cue
from scriptwriter.domain.generation import ModelFormat, Request
from scriptwriter.engine.compose import compose
from scriptwriter.services.training_job import Job, Method, Stage
from scriptwriter.training import examples, gguf_file
from scriptwriter.training.base import load_base
from scriptwriter.training.cues import IGNORED, Examples
from tests import bundled
from tests.engine.variants import make_variant
from tests.training.running import failed, losses, run, run_here
from tests.training.tiny import fields, make_folder, make_model


@pytest.mark.parametrize("architecture", ["qwen3", "llama"])
def test_a_folder_is_trained(architecture: str, corpus: Path, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "base", architecture)
    code, events = run_here(tmp_path, fields(tmp_path, folder, corpus, epochs=1))
    assert code == 0, events[-1]
    assert losses(events)[-1] < losses(events)[0]
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["base"]["architecture"] == architecture
    assert report["base"]["format"] == "cue"
    assert report["checks"][0]["same_choice"] > 0.9
    assert report["quantizations"][0]["loss"] == pytest.approx(report["trainings"][0]["after"], abs=0.05)
    ours, theirs = (gguf_file.read(path).fields for path in (next((tmp_path / "out").glob("*.gguf")), bundled.FILE))
    for name in ("pre", "tokens", "merges"):
        assert ours[f"tokenizer.ggml.{name}"].contents() == theirs[f"tokenizer.ggml.{name}"].contents()


def _unknown(folder: Path, kind: str) -> Path:
    if kind == "folder":
        path = folder / "base"
        path.mkdir()
        (path / "config.json").write_text('{"model_type": "mamba"}')
        (path / "model.safetensors").write_bytes(b"")
        return path
    path = folder / "other.gguf"
    writer = gguf.GGUFWriter(path, kind)
    writer.add_tensor("x", np.zeros(4, dtype=np.float32))
    gguf_file.finish(writer)
    return path


@pytest.mark.parametrize("kind", ["mamba", "bert", "folder"])
def test_an_unknown_architecture_is_refused_before_work_begins(kind: str, corpus: Path, tmp_path: Path) -> None:
    start = run if kind == "mamba" else run_here
    code, events = start(tmp_path, fields(tmp_path, _unknown(tmp_path, kind), corpus))
    assert code == 2
    assert ("mamba" if kind == "folder" else kind) in failed(events)
    assert not any(isinstance(event, Stage) for event in events)
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "work" / "data").exists()


def test_a_plain_model_learns_notes(tiny: Path, corpus: Path, tmp_path: Path) -> None:
    plain = make_variant(tiny, tmp_path / "plain.gguf", cue_tokens=False)
    base = load_base(plain, tmp_path)
    assert base.format is ModelFormat.PLAIN
    values: dict[str, Any] = {**fields(tmp_path / "a", plain, corpus), "method": Method.FULL}
    table = examples.build(Job(**values), base.vocabulary.tokenize, 1, lambda _done, _total: None)
    found = Examples(base, table, seed=1)
    noted = 0
    for index in range(len(table.rows)):
        row = table.rows[index]
        ids, labels = found.make(index, 0)
        first = int(np.flatnonzero(labels != IGNORED)[0]) + 1
        prompt = b"".join(base.vocabulary.piece(int(token)) for token in ids[:first]).decode("utf-8", "ignore")
        cue = found.cue(row, random.Random(f"1:0:{index}"))
        if cue == Cue():
            assert "[[" not in prompt
            continue
        note = compose(Request("x", cue), ModelFormat.PLAIN).last[0].text.removesuffix("x").strip()
        assert note in prompt
        noted += 1
    assert noted > len(table.rows) / 2
    code, events = run_here(tmp_path, fields(tmp_path, plain, corpus, epochs=1))
    assert code == 0, events[-1]
    assert losses(events)[-1] < losses(events)[0]
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["base"]["format"] == "plain"


def test_what_holds_nothing_out_says_so(corpus: Path, tmp_path: Path) -> None:
    source = tmp_path / "corpus"
    source.mkdir()
    text = (corpus / "documents.jsonl").read_text().replace('"held-out"', '"train"')
    (source / "documents.jsonl").write_text(text)
    base = make_model(tmp_path / "tiny.gguf")
    code, events = run_here(tmp_path, fields(tmp_path, base, source, epochs=0.2))
    assert code == 0, events[-1]
    decided = next(event for event in events if type(event).__name__ == "Decided")
    assert any("No work is held out" in reason for reason in decided.why)  # type: ignore[union-attr]
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert "No work is held out" in report["notes"][0]
    assert "No work is held out" in (tmp_path / "out" / "tiny.md").read_text()
