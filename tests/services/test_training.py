"""From what is wanted to a model in the menu, with a process that plays the training."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadInput, Failure, NotHere
from scriptwriter.domain.generation import ModelFormat
from scriptwriter.services import models, paths, training, training_job, training_process
from scriptwriter.services.copied import copied_spans, indexes_for
from scriptwriter.services.training import Wanted
from scriptwriter.services.training_job import Evaluated, Finished, Job, Output, Stage, Step

LINES = "character,line\n" + "".join(
    f"{who},The {noun} stood by the {place} at {hour} and nobody said a word about it.\n"
    for hour in range(36)
    for who in ("Nell", "Elias", "Tom")
    for noun, place in (("lamp", "door"), ("kettle", "stair"), ("gull", "pier"))
)

#: What plays the run: prints events, waits for a word when it is told to, puts files in place.
PLAYED = """
import json, os, pathlib, sys
job = json.loads(pathlib.Path(sys.argv[1]).read_text())
def tell(**event): print(json.dumps(event), flush=True)
print("a library says something")
tell(event="stage", name="training", detail="")
tell(event="step", step=1, steps=2, epoch=0.5, loss=2.5, seconds_left=1.0)
mode = os.environ.get("PLAYED", "")
if mode == "fail": tell(event="failed", message="There is nothing to learn.", exit_code=2); sys.exit(2)
if mode == "die": os.abort()
cancelled = mode == "wait" and sys.stdin.readline().strip() == "cancel"
tell(event="evaluated", step=2, loss=2.0, best=True)
out = pathlib.Path(job["out"]); out.mkdir(parents=True, exist_ok=True)
weights = pathlib.Path(job["base"]).read_bytes()
names = [f"{name.lower()}.gguf" for name in job["characters"]] or [job["name"] + "-q8_0.gguf"]
for name in names: (out / name).write_bytes(weights)
(out / "card.md").write_text("# " + job["name"])
voices = job["characters"] or [""]
(out / "report.json").write_text(json.dumps({
    "base": {"format": "cue", "context": 512}, "files": names, "checks": [{"file": name} for name in names],
    "trainings": [{"voice": voice, "before": 3.0, "after": 2.0} for voice in voices],
    "seconds": 1.0, "peak_memory_bytes": 1}))
tell(event="finished", files=[str(out / name) for name in [*names, "card.md"]],
     report=str(out / "report.json"), cancelled=cancelled)
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "lines.csv"
    path.write_text(LINES, encoding="utf-8")
    return path


@pytest.fixture
def played(tmp_path: Path, monkeypatch) -> None:
    script = tmp_path / "played.py"
    script.write_text(PLAYED, encoding="utf-8")
    monkeypatch.setattr(
        training_process, "module_command", lambda _module, *arguments: [sys.executable, str(script), *arguments]
    )
    monkeypatch.setattr(training, "missing_libraries", list)


def events_of(job: Job, cancel: CancelToken | None = None) -> list[Any]:
    return list(training.run(job, cancel or CancelToken()))


def test_a_model_of_ones_own_stands_in_the_menu_afterwards(corpus: Path, played):
    job, understood = training.prepare(Wanted("My Voice", (corpus,), title="Mine"))
    assert dict(understood.characters).keys() == {"NELL", "ELIAS", "TOM"}
    events = events_of(job)
    assert [type(event) for event in events] == [Stage, Step, Evaluated, Finished]
    outcome = training.register(job, events[-1])
    entry = models.catalogue().find("my-voice")
    assert outcome.entry == entry
    assert (entry.title, entry.format, entry.context) == ("Mine", ModelFormat.CUE, 512)
    assert entry.card is not None
    assert entry.card.read_text() == "# My Voice"
    models.catalogue().verify(entry)
    said = "The kettle stood by the stair at 7 and nobody said a word about it, and so did the lamp by the door."
    assert next(span.words for span in copied_spans(said, indexes_for(entry))) >= 12
    assert not copied_spans("Nobody ever wrote these very words down before, or so we hope.", indexes_for(entry))
    assert not training.run_folder("My Voice").exists()
    assert training.unfinished() == []


def test_voices_are_entered_for_their_characters(corpus: Path, played):
    job, _ = training.prepare(Wanted("cast", (corpus,), voices=("Nell", "tom")))
    assert job.output is Output.ADAPTER
    outcome = training.register(job, events_of(job)[-1])
    assert outcome.voices == ("NELL", "TOM")
    assert {name for name, _ in models.catalogue().find("").voices} == {"NELL", "TOM"}


def test_cancelling_is_told_to_the_process_which_keeps_the_best(corpus: Path, played, monkeypatch):
    monkeypatch.setenv("PLAYED", "wait")
    job, _ = training.prepare(Wanted("mine", (corpus,)))
    cancel = CancelToken()
    events = []
    for event in training.run(job, cancel):
        events.append(event)
        if isinstance(event, Step):
            cancel.set()
    assert events[-1].cancelled
    assert training.register(job, events[-1]).cancelled


def test_leaving_early_ends_the_process_and_the_run_can_be_gone_on_with(corpus: Path, played, monkeypatch):
    monkeypatch.setenv("PLAYED", "wait")
    job, understood = training.prepare(Wanted("mine", (corpus,)))
    run = training.run(job, CancelToken())
    next(run)
    run.close()
    assert training.unfinished() == ["mine"]
    with pytest.raises(BadInput, match="go on with it"):
        training.prepare(Wanted("mine", (corpus,)))
    monkeypatch.setenv("PLAYED", "")
    again, known = training.resume("mine")
    assert again.resume
    assert known == understood
    training.register(again, events_of(again)[-1])
    assert models.catalogue().find("mine").title == "mine"


def test_ended_at_once_it_is_quiet_and_can_be_gone_on_with(corpus: Path, played, monkeypatch):
    monkeypatch.setenv("PLAYED", "wait")
    job, _ = training.prepare(Wanted("mine", (corpus,)))
    end, events = CancelToken(), []
    for event in training.run(job, CancelToken(), end):
        events.append(event)
        if isinstance(event, Step):
            end.set()
    assert [type(event) for event in events] == [Stage, Step]
    assert training.unfinished() == ["mine"]


def test_a_run_that_fails_says_why_in_its_own_words(corpus: Path, played, monkeypatch):
    monkeypatch.setenv("PLAYED", "fail")
    job, _ = training.prepare(Wanted("mine", (corpus,)))
    with pytest.raises(BadInput, match="There is nothing to learn"):
        events_of(job)
    monkeypatch.setenv("PLAYED", "die")
    with pytest.raises(Failure, match="can be gone on with"):
        events_of(job)


def test_without_the_libraries_it_says_what_to_install_and_how_large_it_is(corpus: Path, monkeypatch):
    monkeypatch.setattr(training, "missing_libraries", lambda: ["torch", "peft"])
    job, _ = training.prepare(Wanted("mine", (corpus,)))
    with pytest.raises(NotHere, match=r"torch, peft.*scriptwriter\[train\].*GB"):
        events_of(job)


def test_what_cannot_be_is_refused_before_anything_begins(corpus: Path, tmp_path: Path):
    with pytest.raises(BadInput, match="letters and digits"):
        training.prepare(Wanted("!!", (corpus,)))
    with pytest.raises(BadInput, match="already"):
        training.prepare(Wanted(models.catalogue().default().name, (corpus,)))
    with pytest.raises(BadInput, match=r"GHOST has 0 speeches.*30"):
        training.prepare(Wanted("mine", (corpus,), voices=("Ghost",)))
    with pytest.raises(BadInput, match="scripted"):
        training.prepare(Wanted("mine", (corpus,), base="scripted"))
    with pytest.raises(BadInput, match="nothing at"):
        training.prepare(Wanted("mine", (tmp_path / "gone.csv",)))
    stray = tmp_path / "stray.gguf"
    stray.write_bytes(models.catalogue().default().path.read_bytes())
    with pytest.raises(BadInput, match="not in the list of models"):
        training.prepare(Wanted("mine", (corpus,), base=str(stray), voices=("Nell",)))
    assert not list((paths.data_dir() / "training").glob("*"))
    with pytest.raises(BadInput, match="no training named"):
        training.resume("mine")


class TestJobs:
    def test_events_go_through_the_pipe_unharmed(self):
        for event in (Stage("training", "é"), Step(1, 2, 0.5, 2.0, 9.0), Finished(("a", "b"), "r", True)):
            assert training_job.from_line(training_job.to_line(event)) == event
        for noise in ("", "hello", "[]", '{"event": "nothing"}', '{"event": "stage"}', "3"):
            assert training_job.from_line(noise) is None

    def test_a_job_is_read_as_it_was_written(self, tmp_path: Path):
        job = Job("a", "corpus", "base", "out", "work", characters=("NELL",), output=Output.ADAPTER, form="script")
        training_job.write(job, tmp_path / "job.json")
        assert training_job.read(tmp_path / "job.json") == job

    @pytest.mark.parametrize(
        "text", ["", "[]", "{}", '{"name": "a", "surprise": 1}', '{"name": "a", "method": "magic"}', "\udcff"]
    )
    def test_a_damaged_job_is_refused(self, tmp_path: Path, text: str):
        path = tmp_path / "job.json"
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        with pytest.raises(BadInput):
            training_job.read(path)
        with pytest.raises(BadInput):
            training_job.read(tmp_path / "gone.json")


def test_json_is_what_the_report_says(corpus: Path, played):
    job, _ = training.prepare(Wanted("mine", (corpus,)))
    outcome = training.register(job, events_of(job)[-1])
    assert outcome.report == json.loads((training.model_folder("mine") / "report.json").read_text())
