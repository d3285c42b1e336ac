"""Room: too little memory or disk is said before work begins, and a disk that fills up does not cost the run."""

import errno
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.services.training_job import Job, Method
from scriptwriter.training import checkpoints, finish, plan
from scriptwriter.training.base import Base, load_base
from scriptwriter.training.plan import Settings
from tests.training.running import failed, made, run_here, steps
from tests.training.tiny import fields


@pytest.fixture(scope="module")
def base(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Base:
    return load_base(tiny, tmp_path_factory.mktemp("base"))


def _settings(base: Base, method: Method = Method.FULL, rows: int = 8) -> Settings:
    return Settings(method, 1, 1e-3, base.context * 8, rows, 8 // rows, rank=0, precision="float32", threads=1)


def test_smaller_steps_where_memory_is_short(base: Base) -> None:
    settings, weights = _settings(base), base.parameters
    assert plan.fit_memory(base, settings, weights, 100 << 30) == settings
    held = weights * 4 + plan._OVERHEAD_BYTES
    two = plan.memory_needed(base, replace(settings, micro_rows=2), weights) - held
    smaller = plan.fit_memory(base, settings, weights, two)
    assert (smaller.micro_rows, smaller.accumulation) == (2, 4)
    assert smaller.batch_tokens == settings.batch_tokens


def test_too_little_memory_is_refused(base: Base) -> None:
    one = plan.memory_needed(base, _settings(base, rows=1), base.parameters)
    free = one - base.parameters * 4 - plan._OVERHEAD_BYTES - 1
    with pytest.raises(BadInput, match="LoRA needs less"):
        plan.fit_memory(base, _settings(base), base.parameters, free)
    with pytest.raises(BadInput, match="smaller model"):
        plan.fit_memory(base, _settings(base, Method.LORA), 1000, 0)


def test_too_little_disk_is_refused(tiny: Path, corpus: Path, tmp_path: Path) -> None:
    values: dict[str, Any] = {**fields(tmp_path, tiny, corpus), "method": Method.FULL}
    job = Job(**values)
    need = 10**9 * (2 * 12 + 4) + 10**9 * 6 + 500
    plan.check_disk(job, 500, 10**9, True, need)
    with pytest.raises(Failure, match=r"about 34\.0 GB .* 34\.0 GB are free"):
        plan.check_disk(job, 500, 10**9, True, need - 1)
    plan.check_disk(job, 500, 10**9, False, 10**9 * 7)


def _full(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/some/file")


def _full_in_words(*_: Any, **__: Any) -> Any:
    raise RuntimeError("[enforce fail at inline_container.cc:858] . PytorchStreamWriter failed writing file data/0")


@pytest.mark.parametrize(
    ("place", "error"),
    [
        ("scriptwriter.training.checkpoints.mark_complete", _full),
        ("torch.save", _full_in_words),
        ("scriptwriter.training.gguf_file.finish", _full),
        ("scriptwriter.training.finish._beside", _full),
        ("shutil.copyfile", _full),
    ],
)
def test_a_full_disk_does_not_cost_the_run(
    place: str, error: Any, tiny: Path, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = fields(tmp_path, tiny, corpus, epochs=0.3, minutes_between_checkpoints=0)
    rename = os.replace

    def other_disk(source: Any, target: Any) -> None:
        # As if the finished files went to another disk, and the second did not fit.
        if Path(target).name.endswith(".json.part"):
            raise OSError(errno.EXDEV, "another disk")
        rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(place, error)
        if place == "shutil.copyfile":
            patch.setattr(os, "replace", other_disk)
        code, events = run_here(tmp_path, job)
    assert code == 1
    assert "No space left on device" in failed(events)
    assert not (tmp_path / "out").exists()
    code, events = run_here(tmp_path, {**job, "resume": True})
    assert code == 0, events[-1]
    assert len(made(job)) == 1
    # Where training had ended nothing is learned again.
    assert bool(steps(events)) == place.endswith(("mark_complete", "save"))


def test_safetensors_say_that_the_disk_is_full() -> None:
    from safetensors import SafetensorError

    with pytest.raises(OSError, match="No space left") as caught, checkpoints.writing(Path("/x")):
        raise SafetensorError("Error while serializing: I/O error: No space left on device (os error 28)")
    assert caught.value.errno == errno.ENOSPC
    with pytest.raises(RuntimeError, match="else"), checkpoints.writing(Path("/x")):
        raise RuntimeError("something else")


def test_files_that_were_there_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready, out = tmp_path / "ready", tmp_path / "out"
    for folder, text in ((ready, "new"), (out, "old")):
        folder.mkdir()
        for name in ("a.gguf", "b.gguf"):
            (folder / name).write_text(text)
    original = os.replace

    def replace_once(source: Any, target: Any) -> None:
        if Path(target).name == ".b.gguf.part":
            _full()
        original(source, target)

    monkeypatch.setattr(os, "replace", replace_once)
    with pytest.raises(OSError, match="No space"):
        finish.move(ready, out)
    assert {path.name: path.read_text() for path in out.iterdir()} == {"a.gguf": "old", "b.gguf": "old"}


def test_evaluations_take_a_quarter_of_the_time_at_most(base: Base) -> None:
    settings = replace(_settings(base), epochs=4.0, evaluations=8)
    # Two minutes, 160 held-out passages at a sixth of 0.75 s: one evaluation takes 20 s.
    short = plan.fit_time(settings, 2, 0.75, 1000, 160)
    assert short.evaluations == 1
    assert short.epochs == pytest.approx((120 - 2 * 20) / 750, abs=0.01)
    assert plan.fit_time(settings, 60, 0.75, 5000, 160).evaluations == 8
    assert plan.fit_time(settings, 600, 0.75, 100, 160) == settings
