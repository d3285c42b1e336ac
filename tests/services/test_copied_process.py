import os
import signal
from pathlib import Path

import pytest

from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.services.copied import copied_spans
from scriptwriter.services.copied_index import build, open_index
from scriptwriter.services.copied_process import CopiedProcess

KNOWN = "the lamp on the head was lit by a man whom nobody in the harbour had spoken to"
TEXTS = [f"“Because,” she said, {KNOWN}.", "", "\ud83d for my letter \0 é"]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    build([KNOWN], tmp_path / "own.copied", "one sentence")
    return tmp_path / "own.copied"


@pytest.fixture
def process():
    process = CopiedProcess()
    yield process
    process.close()
    process.close()


def test_it_finds_what_the_service_finds(process: CopiedProcess, index: Path):
    found = process.find([index], TEXTS)
    assert found == [copied_spans(text, [open_index(index)]) for text in TEXTS]
    assert found[0][0].words == 18
    assert process.find([], TEXTS) == [[], [], []]
    assert process.find([index.with_name("gone.copied")], TEXTS[:1]) == [[]]


def test_another_index_under_the_same_name_is_read_anew(process: CopiedProcess, index: Path):
    assert process.find([index], TEXTS)[0]
    build(["nothing of the kind is known here, and nobody has said that it would be so"], index, "another")
    os.utime(index, ns=(1, 1))
    assert not process.find([index], TEXTS)[0]


def test_a_damaged_index_is_one_line(process: CopiedProcess, index: Path):
    index.write_bytes(b"no index")
    with pytest.raises(BadInput, match=r"own\.copied cannot be read"):
        process.find([index], TEXTS)
    assert process.find([], TEXTS) == [[], [], []]


def test_nothing_is_started_after_closing(process: CopiedProcess, index: Path):
    process.close()
    with pytest.raises(Failure):
        process.find([index], TEXTS)
    assert process.pid is None


def test_a_killed_process_is_told_and_comes_back(process: CopiedProcess, index: Path):
    process.find([index], TEXTS)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    with pytest.raises(Failure):
        process.find([index], TEXTS)
    assert process.find([index], TEXTS)[0]
