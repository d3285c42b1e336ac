"""Voices: adapters on the bundled model."""

from pathlib import Path
from typing import Any

import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Cue
from scriptwriter.domain.errors import BadModel
from scriptwriter.domain.generation import Request, Sampling, Voice
from scriptwriter.engine.catalogue import Catalogue
from scriptwriter.engine.client import HostEngine
from tests.engine.asking import ask
from tests.engine.variants import make_adapter

SCENE = "INT. ROOM - NIGHT\n\nRain at the windows.\n\nGILBERT\nSit down a moment."
MODELS = Path(__file__).resolve().parents[2] / "models"


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory, model_file: Path) -> list[Voice]:
    folder = tmp_path_factory.mktemp("voices")
    return [Voice(str(make_adapter(model_file, folder / f"{seed}.gguf", seed))) for seed in (1, 2)]


def request(voice: Voice | None, text: str = SCENE) -> Request:
    values: dict[str, Any] = {"cue": Cue("drama", "ANNE"), "max_words": 20}
    return Request(text, voice=voice, sampling=Sampling(temperature=0, seed=1), **values)


def test_each_voice_says_something_else_and_the_model_s_own_stays(engine: HostEngine, voices: list[Voice]):
    own = ask(engine, request(None)).text
    first, second = (ask(engine, request(voice)).text for voice in voices)
    assert len({own, first, second}) == 3
    assert ask(engine, request(None)).text == own
    assert ask(engine, request(voices[0])).text == first


def test_the_scale_counts(engine: HostEngine, voices: list[Voice]):
    off = Voice(voices[0].file, 0.0)
    assert ask(engine, request(off)).text == ask(engine, request(None)).text
    half = ask(engine, request(Voice(voices[0].file, 0.3))).text
    assert half != ask(engine, request(voices[0])).text


def test_a_prefix_of_one_voice_is_not_used_for_another(engine: HostEngine, voices: list[Voice]):
    ask(engine, request(None))
    changed = ask(engine, request(voices[0])).begun
    assert changed is not None
    assert changed.cached_tokens == 0
    again = ask(engine, request(voices[0])).begun
    assert again is not None
    assert again.cached_tokens == again.prompt_tokens - 1
    engine.warm(request(voices[1]), CancelToken())
    warmed = ask(engine, request(voices[1])).begun
    assert warmed is not None
    assert warmed.cached_tokens > 0


def test_a_text_has_the_same_statistics_under_every_voice(engine: HostEngine, voices: list[Voice]):
    plain = engine.score([SCENE], CancelToken())
    ask(engine, request(voices[0]))
    assert engine.score([SCENE], CancelToken()) == plain


def test_what_is_no_voice_is_one_line(engine: HostEngine, voices: list[Voice], model_file: Path, tmp_path: Path):
    before = ask(engine, request(voices[0])).text
    with pytest.raises(BadModel, match="no model file"):
        ask(engine, request(Voice(str(tmp_path / "gone.gguf"))))
    with pytest.raises(BadModel, match="not a voice"):
        ask(engine, request(Voice(str(model_file))))
    text = tmp_path / "text.gguf"
    text.write_text("This is no adapter at all, but long enough to be looked at.")
    with pytest.raises(BadModel, match="not a GGUF"):
        ask(engine, request(Voice(str(text))))
    assert ask(engine, request(voices[0])).text == before


def test_the_catalogue_remembers_voices(tmp_path: Path, voices: list[Voice]):
    catalogue = Catalogue(MODELS, tmp_path)
    entry = catalogue.default()
    catalogue.add_voice(entry, "Anne", Path(voices[0].file))
    catalogue.add_voice(entry, "BOB", Path(voices[1].file), 0.5)
    catalogue.add_voice(entry, "ANNE", Path(voices[1].file))
    assert dict(Catalogue(MODELS, tmp_path).default().voices) == {
        "ANNE": voices[1],
        "BOB": Voice(voices[1].file, 0.5),
    }
    catalogue.remove_voice(entry, "bob")
    assert list(dict(catalogue.default().voices)) == ["ANNE"]
    with pytest.raises(BadModel, match="no voice"):
        catalogue.remove_voice(entry, "BOB")


def test_adding_a_model_keeps_the_voices(tmp_path: Path, voices: list[Voice], model_file: Path):
    catalogue = Catalogue(MODELS, tmp_path)
    catalogue.add_voice(catalogue.default(), "ANNE", Path(voices[0].file))
    copy = tmp_path / "copy.gguf"
    copy.write_bytes(model_file.read_bytes())
    catalogue.add(copy)
    assert dict(catalogue.default().voices) == {"ANNE": voices[0]}
