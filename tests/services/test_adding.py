"""From a name on the hub to a model in the list that can be used; and what is recommended."""

import shutil
import tomllib
from pathlib import Path

import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadModel, Failure
from scriptwriter.domain.generation import ModelFormat
from scriptwriter.services import adding, download, hub, models, paths, quantization, recommended, web
from scriptwriter.services.hub import HubName
from scriptwriter.services.part import Progress, Source, Stage
from scriptwriter.services.quantization import Machine
from tests import bundled
from tests.hub_server import REVISION, Hub
from tests.tiny_gguf import TEMPLATE, make_tiny

NAME = "Tiny-F32.gguf"


@pytest.fixture
def tiny(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make_tiny(tmp_path_factory.mktemp("tiny") / "tiny.gguf").read_bytes()


def source(served: Hub, data: bytes, name: str = NAME) -> Source:
    served.files[name] = data
    repository = hub.look_up(HubName(served.repository), CancelToken())
    return adding.source_of(repository, hub.choose(repository, HubName(served.repository, file=name), MACHINE))


MACHINE = Machine(16_000_000_000, 8)


def add(wanted: Source, **wishes):
    told: list[Progress] = []
    entry = adding.add(wanted, CancelToken(), told.append, **wishes)
    return entry, told


def files() -> list[str]:
    return sorted(path.name for path in models.folder().iterdir())


def test_a_model_from_the_hub_can_be_used(hub: Hub, tiny: bytes):
    entry, told = add(source(hub, tiny), title="Small one")
    assert entry == models.catalogue().find("tiny-f32")
    assert (entry.title, entry.format, entry.licence) == ("Small one", ModelFormat.PLAIN, "apache-2.0")
    assert entry.source == f"{hub.url}/{hub.repository}/resolve/{REVISION}/{NAME}"
    assert entry.size == len(tiny)
    models.catalogue().verify(entry)
    assert files() == [NAME, "manifest.toml"]
    assert told[-1].stage is Stage.OPENING
    assert models.inspect(entry).architecture == "llama"


def test_a_chat_model_is_recognised_and_the_writer_may_know_better(hub: Hub, tmp_path: Path):
    data = make_tiny(tmp_path / "chat.gguf", TEMPLATE).read_bytes()
    assert add(source(hub, data))[0].format is ModelFormat.CHAT
    models.remove("tiny-f32", delete=True)
    assert add(source(hub, data), format=ModelFormat.PLAIN)[0].format is ModelFormat.PLAIN


def added() -> list[str]:
    """The names of models that did not come with the program."""
    return [entry.name for entry in models.catalogue().entries() if not entry.bundled]


def test_what_is_there_is_not_downloaded_again(hub: Hub, tiny: bytes):
    wanted = source(hub, tiny)
    first, _ = add(wanted)
    hub.asked.clear()
    assert add(wanted)[0] == first
    assert hub.asked == []
    first.path.unlink()  # gone behind the program's back: then it is downloaded
    assert add(wanted)[0].path == first.path
    assert [entry.name for entry in models.catalogue().entries()].count(first.name) == 1


def test_another_model_with_the_same_file_name(hub: Hub, tiny: bytes, tmp_path: Path):
    add(source(hub, tiny))
    other = make_tiny(tmp_path / "other.gguf", seed=2).read_bytes()
    entry, _ = add(source(hub, other))
    assert (entry.name, entry.path.name) == ("tiny-f32-2", "Tiny-F32-2.gguf")
    assert {found.name for found in models.catalogue().entries()} >= {"tiny-f32", "tiny-f32-2"}


def test_stopped_and_gone_on_with(hub: Hub, tiny: bytes, monkeypatch):
    monkeypatch.setattr(download, "WAITS", ())
    wanted = source(hub, tiny)
    hub.drop_after = [200_000]
    with pytest.raises(Failure, match="goes on"):
        add(wanted)
    assert added() == []
    (begun,) = adding.unfinished()
    assert (begun.done, begun.target.name) == (200_000, NAME)
    assert add(begun.source)[0].path == begun.target.resolve()
    assert hub.file_requests()[-1].headers["range"] == "bytes=200000-"
    assert adding.unfinished() == []


def test_stopped_while_it_is_opened(hub: Hub, tiny: bytes):
    wanted, token = source(hub, tiny), CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage is Stage.OPENING:
            token.set()

    with pytest.raises(web.Stopped):
        adding.add(wanted, token, stop)
    assert files() == [f"{NAME}.part", f"{NAME}.part.json"]
    add(wanted)
    assert len(hub.file_requests()) == 1


@pytest.mark.parametrize("harm", ["cut", "strange"])
def test_a_file_that_is_no_model_is_refused_and_deleted(hub: Hub, tiny: bytes, harm: str):
    data = tiny[: len(tiny) // 2] if harm == "cut" else b"GGUF" + (3).to_bytes(4, "little") + b"\xff" * 5000
    with pytest.raises(BadModel, match="It was deleted") as error:
        add(source(hub, data))
    assert ".part" not in str(error.value)
    assert files() == []
    assert added() == []


def test_gigabytes_are_kept_when_the_memory_is_short_just_now(hub: Hub, tiny: bytes, monkeypatch):
    monkeypatch.setattr(adding, "_is_short_of_memory", lambda _source: True)
    with pytest.raises(BadModel, match="is kept"):
        add(source(hub, tiny[: len(tiny) // 2]))
    assert files() == [f"{NAME}.part", f"{NAME}.part.json"]


def test_too_large_for_the_machine_is_told_before_the_download(hub: Hub, tiny: bytes, monkeypatch):
    monkeypatch.setattr(adding, "this_machine", lambda: Machine(100_000, 2))
    with pytest.raises(BadModel, match="choose a smaller file"):
        add(source(hub, tiny))
    assert hub.file_requests() == []


def test_odd_names_become_plain_ones(hub: Hub, tiny: bytes):
    entry, _ = add(source(hub, tiny, "deep/fol der/Ünïcode (new) *.GGUF"))
    assert entry.path.parent == models.folder().resolve()
    assert entry.path.name == "Ünïcode-new.gguf"


# -- removing ------------------------------------------------------------------------------------------


def test_a_downloaded_file_is_deleted_on_request_only(hub: Hub, tiny: bytes):
    entry, _ = add(source(hub, tiny))
    models.remove(entry.name)
    assert entry.path.exists()
    entry = models.catalogue().enter(entry)
    models.remove(entry.name, delete=True)
    assert not entry.path.exists()


def test_the_writers_own_files_are_never_deleted(tiny: bytes, tmp_path: Path):
    own = tmp_path / "own.gguf"
    own.write_bytes(tiny)
    entry = models.add(own)
    beside = models.folder() / "beside.gguf"
    shutil.copy(own, beside)
    for name in (entry.name, models.add(beside).name):
        with pytest.raises(BadModel, match="a file of your own"):
            models.remove(name, delete=True)
        assert models.catalogue().find(name).path.exists()
    with pytest.raises(BadModel, match="comes with the program"):
        models.remove(bundled.NAME, delete=True)


# -- recommended ---------------------------------------------------------------------------------------


def test_the_recommended_models_are_told_in_full():
    listed = recommended.models()
    assert len(listed) >= 8
    assert {model.kind for model in listed} == set(recommended.Kind)
    assert {model.licence for model in listed} <= {"apache-2.0", "mit"}
    assert [model.size for model in listed] == sorted(model.size for model in listed)
    for model in listed:
        assert hub.parse(f"{model.hub}:{model.file}") == HubName(model.hub, file=model.file)
        assert quantization.quantization_of(model.file)
        assert model.good_for.endswith(".")
        assert model.machine.endswith(".")
    small, large = Machine(2_000_000_000, 2), Machine(64_000_000_000, 16)
    assert [model.fits(small) for model in listed] == sorted((model.fits(small) for model in listed), reverse=True)
    assert listed[0].fits(small)
    assert not listed[-1].fits(small)
    assert all(model.fits(large) for model in listed)


def test_where_to_begin_in_the_list():
    listed = recommended.models()
    sizes = [listed[recommended.suggested(listed, Machine(16_000_000_000, cores))].size for cores in (2, 4, 8, 32)]
    assert sizes == sorted(sizes)
    assert sizes[0] < 700_000_000
    assert 2_000_000_000 < sizes[2] < 3_000_000_000
    assert recommended.suggested(listed, Machine(500_000_000, 32)) == 0


def test_the_list_is_shipped_with_the_models():
    file = paths.models_dir() / recommended.FILE
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    shipped = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert shipped[file.parent.name] == "scriptwriter/_models"
    assert file.is_file()


def test_a_list_that_cannot_be_read(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(paths, "models_dir", lambda: tmp_path)
    for text in ("", "[[model]]\ntitle = 'x'", "[[model]]\nkind = 'odd'", "nonsense"):
        (tmp_path / recommended.FILE).write_text(text)
        with pytest.raises(Failure, match="cannot be read"):
            recommended.models()
