"""Files that are no models, or damaged ones: one clear line each, and the engine lives on."""

import random
import shutil
from pathlib import Path

import pytest

from scriptwriter.domain.errors import BadModel, ScriptwriterError
from scriptwriter.domain.generation import Request, Sampling
from scriptwriter.engine.catalogue import check_file
from scriptwriter.engine.client import HostEngine
from scriptwriter.engine.protocol import LoadOptions
from tests.engine.asking import ask

MUTATIONS = 50
#: Where the header with its numbers, names and sizes lies; a flip in the tensors only makes bad prose.
HEADER_BYTES = 4096


def one_line(error: ScriptwriterError) -> bool:
    text = str(error)
    return bool(text) and "\n" not in text and "Traceback" not in text and len(text) < 400


def test_no_file(tmp_path: Path):
    with pytest.raises(BadModel, match="no model file"):
        check_file(tmp_path / "missing.gguf")


def test_a_folder(tmp_path: Path):
    with pytest.raises(BadModel, match="folder"):
        check_file(tmp_path)


@pytest.mark.parametrize("content", [b"", b"It was a dark night.", b"\x00" * 100, b"GGU"])
def test_not_a_model(tmp_path: Path, content: bytes):
    file = tmp_path / "text.gguf"
    file.write_bytes(content)
    with pytest.raises(BadModel, match="not a GGUF"):
        check_file(file)


def test_another_version(tmp_path: Path):
    file = tmp_path / "old.gguf"
    file.write_bytes(b"GGUF" + (1).to_bytes(4, "little") + bytes(100))
    with pytest.raises(BadModel, match="version 1"):
        check_file(file)


def test_larger_than_memory(tmp_path: Path):
    file = tmp_path / "huge.gguf"
    file.write_bytes(b"GGUF" + (3).to_bytes(4, "little") + bytes(100))
    with file.open("r+b") as handle:
        handle.truncate(1 << 30)  # sparse: takes no room on the disk
    with pytest.raises(BadModel, match="memory"):
        check_file(file, memory_bytes=1 << 29)


@pytest.mark.parametrize("share", [0.001, 0.01, 0.5, 0.99])
def test_cut_off(engine: HostEngine, model_file: Path, tmp_path: Path, share: float):
    file = tmp_path / "cut.gguf"
    data = model_file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(BadModel) as caught:
        engine.load(LoadOptions("cut", file))
    assert one_line(caught.value)


def flipped(data: bytes, seed: int) -> bytes:
    """A few bits turned over: mostly in the header, where they do the most harm."""
    dice = random.Random(seed)
    damaged = bytearray(data)
    for _ in range(dice.choice((1, 2, 8))):
        place = dice.randrange(4, HEADER_BYTES if dice.random() < 0.8 else len(data))
        damaged[place] ^= 1 << dice.randrange(8)
    return bytes(damaged)


def test_flipped_bits(engine: HostEngine, model_file: Path, tmp_path: Path):
    """Each file loads or is refused in one line; whatever loads can be asked or fails in one line."""
    data, file = model_file.read_bytes(), tmp_path / "flipped.gguf"
    refused, unclear = 0, {}
    for seed in range(MUTATIONS):
        file.write_bytes(flipped(data, seed))
        try:
            engine.load(LoadOptions("flipped", file))
            ask(engine, Request("The door opened.", max_words=5, sampling=Sampling(seed=1)))
        except ScriptwriterError as error:
            refused += 1
            if not one_line(error):
                unclear[seed] = str(error)
    assert not unclear
    assert refused > MUTATIONS // 10
    engine.load(LoadOptions("starter", model_file))
    assert ask(engine, Request("The door opened.", max_words=5)).text


def test_after_a_bad_file_the_good_one_opens(engine: HostEngine, model_file: Path, tmp_path: Path):
    file = tmp_path / "bad.gguf"
    file.write_bytes(b"GGUF" + bytes(200))
    with pytest.raises(BadModel):
        engine.load(LoadOptions("bad", file))
    copy = shutil.copy(model_file, tmp_path / "good.gguf")
    assert engine.load(LoadOptions("good", Path(copy))).parameters > 1e6
