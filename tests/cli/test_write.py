"""What ``scriptwriter write`` finds out about the passages, with an engine that plays back given ones."""

import json
from pathlib import Path

import pytest

from scriptwriter.cli.app import main
from scriptwriter.domain.generation import ModelFormat, ModelInfo
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services import models as model_service
from scriptwriter.services.copied_index import build
from tests.realism.making import OLD, prose

KNOWN = "The lamp on the head was lit by a man whom nobody in the harbour had ever spoken to before that winter."
COPY = "\n\nANNE\n" + KNOWN
OTHER = "\n\nANNE\nI never saw it, and I do not think that you did."
_INFO = ModelInfo("own", ModelFormat.CUE, 512, 0, 0, "scripted", "none", 1)


class Catalogue:
    """One model."""

    def __init__(self, entry: ModelEntry) -> None:
        self.entry = entry

    def find(self, _wanted: str) -> ModelEntry:
        return self.entry


@pytest.fixture
def entry(tmp_path: Path) -> ModelEntry:
    made = build([KNOWN], tmp_path / "own.copied", "one sentence")
    assert made is not None
    sha256 = model_service.catalogue().default().sha256
    return ModelEntry("own", "Own", tmp_path / "own.gguf", sha256=sha256, copied=(made.path,))


@pytest.fixture
def script(tmp_path: Path) -> str:
    path = tmp_path / "ferry.fountain"
    path.write_text("INT. ROOM - NIGHT\n\nGILBERT\nYou came.\n\n")
    return str(path)


def write(monkeypatch: pytest.MonkeyPatch, entry: ModelEntry, passages: list[str], *arguments: str) -> None:
    engine = ScriptedEngine(passages)
    monkeypatch.setattr(model_service, "catalogue", lambda: Catalogue(entry))
    monkeypatch.setattr(model_service, "open_model", lambda *_a, **_k: (engine, _INFO))
    assert main(["write", *arguments]) == 0
    assert engine.closed


def test_copies_are_told_with_their_place(entry, script, monkeypatch, capsys):
    write(monkeypatch, entry, [OTHER, COPY], script, "--n", "2", "--json")
    printed = capsys.readouterr()
    first, second = json.loads(printed.out)["alternatives"]
    assert first["copied"] == []
    (span,) = second["copied"]
    assert set(span) == {"start", "end", "words"}
    assert second["text"][span["start"] : span["end"]] == KNOWN.rstrip(".")
    assert span["words"] == len(KNOWN.split())
    assert printed.err == ""


def test_streamed_json_tells_them_as_well(entry, script, monkeypatch, capsys):
    write(monkeypatch, entry, [COPY], script, "--stream", "--json")
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert events[0]["event"] == "begun"
    assert [event["event"] for event in events].count("finished") == 1
    assert [span["words"] for span in events[-1]["copied"]] == [len(KNOWN.split())]
    assert events[-1]["realism"]["verdict"] == "too_short"


def test_a_remark_on_the_terminal(entry, script, monkeypatch, capsys):
    write(monkeypatch, entry, [OTHER, COPY], script, "--n", "2")
    printed = capsys.readouterr()
    assert KNOWN in printed.out
    assert printed.err == (
        "scriptwriter: alternative 2: 22 words stand in the training text: The lamp on the head was lit by …\n"
    )
    write(monkeypatch, entry, [OTHER], script)
    assert capsys.readouterr().err == ""


def test_nothing_is_known_of_the_training_text(entry, script, monkeypatch, capsys, tmp_path):
    other = ModelEntry("own", "Own", entry.path, sha256=entry.sha256, copied=(tmp_path / "none.copied",))
    write(monkeypatch, other, [COPY], script, "--json")
    printed = capsys.readouterr()
    assert json.loads(printed.out)["alternatives"][0]["copied"] == []
    assert "no index of what own was trained on" in printed.err
    write(monkeypatch, other, [COPY], script)
    assert capsys.readouterr().err == ""


def test_a_damaged_index_takes_nothing_away(entry, script, monkeypatch, capsys):
    entry.copied[0].write_bytes(b"no index")
    write(monkeypatch, entry, [COPY], script)
    printed = capsys.readouterr()
    assert KNOWN in printed.out
    assert printed.err.count("\n") == 1
    assert "own.copied cannot be read" in printed.err


def test_passages_are_judged(entry, script, monkeypatch, capsys):
    write(monkeypatch, entry, [OLD, " ", OTHER], script, "--form", "prose", "--n", "3", "--json")
    first, second, third = (one["realism"] for one in json.loads(capsys.readouterr().out)["alternatives"])
    assert set(first) == {"words", "score", "low", "high", "reasons", "verdict"}
    assert first["verdict"] == "scored"
    assert 0 <= first["low"] <= first["score"] <= first["high"] <= 100
    assert second is None
    assert (third["verdict"], third["score"]) == ("too_short", None)


def test_a_model_that_the_score_does_not_know(entry, script, monkeypatch, capsys):
    other = ModelEntry("own", "Own", entry.path, sha256="0" * 64, copied=entry.copied)
    write(monkeypatch, other, [prose(80)], script, "--form", "prose", "--json")
    (one,) = json.loads(capsys.readouterr().out)["alternatives"]
    assert one["realism"]["verdict"] == "not_calibrated"
