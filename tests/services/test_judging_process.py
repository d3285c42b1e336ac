"""What the helper process answers is what the same code answers here."""

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from scriptwriter.domain.errors import BadInput, BadModel, Failure
from scriptwriter.domain.score import Verdict
from scriptwriter.engine.children import CHILD_MODULES
from scriptwriter.services import judging_process, realism_own
from scriptwriter.services.copied import copied_spans
from scriptwriter.services.copied_index import build, open_index
from scriptwriter.services.judging_process import JudgingProcess
from scriptwriter.services.realism_model import judging_with, shipped_model
from tests.realism import making

KNOWN = "the lamp on the head was lit by a man whom nobody in the harbour had spoken to"
TEXTS = [f"“Because,” she said, {KNOWN}.", "", "\ud83d for my letter \0 é"]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    build([KNOWN], tmp_path / "own.copied", "one sentence")
    return tmp_path / "own.copied"


@pytest.fixture
def process():
    process = JudgingProcess()
    yield process
    process.close()
    process.close()


def test_it_finds_what_the_service_finds(process: JudgingProcess, index: Path):
    found = process.copied([index], TEXTS)
    assert found == [copied_spans(text, [open_index(index)]) for text in TEXTS]
    assert found[0][0].words == 18
    assert process.copied([], TEXTS) == [[], [], []]
    assert process.copied([index.with_name("gone.copied")], TEXTS[:1]) == [[]]


def test_another_index_under_the_same_name_is_read_anew(process: JudgingProcess, index: Path):
    assert process.copied([index], TEXTS)[0]
    build(["nothing of the kind is known here, and nobody has said that it would be so"], index, "another")
    os.utime(index, ns=(1, 1))
    assert not process.copied([index], TEXTS)[0]


def test_a_damaged_index_is_one_line(process: JudgingProcess, index: Path):
    index.write_bytes(b"no index")
    with pytest.raises(BadInput, match=r"own\.copied cannot be read"):
        process.copied([index], TEXTS)
    assert process.copied([], TEXTS) == [[], [], []]


def test_nothing_is_started_after_closing(process: JudgingProcess, index: Path):
    process.close()
    with pytest.raises(Failure):
        process.copied([index], TEXTS)
    assert process.pid is None


def test_a_killed_process_is_told_and_comes_back(process: JudgingProcess, index: Path):
    process.copied([index], TEXTS)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    with pytest.raises(Failure):
        process.copied([index], TEXTS)
    assert process.copied([index], TEXTS)[0]


def test_a_score_is_the_same_from_there(process: JudgingProcess):
    realism_own.save_own(making.with_curves(shipped_model()), "abc")
    model = realism_own.with_own(shipped_model(), "abc")
    assert model is not None
    texts, stats = [making.prose(60, 1), making.prose(90, 2)], [making.stats(80, 1), making.stats(120, 2, 0.5)]
    assert process.knows("abc")
    found = process.scores("abc", texts, stats)
    assert found == judging_with(model)(texts, stats)
    assert found[0].reasons


def test_a_calibration_counts_at_once(process: JudgingProcess):
    assert not process.knows("abc")
    with pytest.raises(BadModel, match="does not know"):
        process.scores("abc", [], [])
    realism_own.save_own(making.with_curves(shipped_model()), "abc")
    assert process.knows("abc")


def test_exceptions_come_with_the_score(process: JudgingProcess):
    assert process.exceptions() == shipped_model().exceptions


def test_numbers_that_are_none_come_through(process: JudgingProcess):
    realism_own.save_own(making.with_curves(shipped_model()), "abc")
    nothing = making.stats(60)
    nothing = replace(nothing, log_p=(float("nan"), *nothing.log_p[1:]))
    assert process.scores("abc", [making.prose(60)], [nothing])[0].verdict is Verdict.UNSUITABLE


def test_an_installed_program_may_start_it():
    assert judging_process.MODULE in CHILD_MODULES
