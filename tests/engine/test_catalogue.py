import shutil
from pathlib import Path

import pytest

from scriptwriter.domain.errors import BadModel, NotHere
from scriptwriter.domain.generation import ModelFormat
from scriptwriter.engine.catalogue import SCRIPTED_ENTRY, Catalogue, checksum

MODELS = Path(__file__).resolve().parents[2] / "models"


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(MODELS, tmp_path / "own")


@pytest.fixture
def own_file(tmp_path: Path, model_file: Path) -> Path:
    return Path(shutil.copy(model_file, tmp_path / "My Model.gguf"))


def test_the_bundled_models_are_what_their_manifest_says(catalogue: Catalogue):
    entries = catalogue.entries()
    assert entries
    assert all(entry.bundled for entry in entries)
    for entry in entries:
        assert entry.path.stat().st_size == entry.size
        assert entry.licence
        assert entry.format is not None
        assert entry.card is not None
        assert entry.card.exists()
        catalogue.verify(entry)
    assert sum(entry.default for entry in entries) == 1
    assert catalogue.find("") == catalogue.default()


def test_a_model_is_found_by_name_and_by_path(catalogue: Catalogue):
    entry = catalogue.default()
    assert catalogue.find(entry.name) == entry
    assert catalogue.find(str(entry.path)) == entry


def test_the_scripted_engine_is_only_found_by_its_name(catalogue: Catalogue):
    assert catalogue.find("scripted") is SCRIPTED_ENTRY
    assert SCRIPTED_ENTRY not in catalogue.entries()


def test_unknown_names_and_addresses_are_one_line(catalogue: Catalogue):
    with pytest.raises(BadModel, match="no model named 'nosuch'; known: scriptwriter"):
        catalogue.find("nosuch")
    with pytest.raises(NotHere, match="server"):
        catalogue.find("http://localhost:8080/v1")


def test_added_models_stay_where_they_are(catalogue: Catalogue, own_file: Path):
    entry = catalogue.add(own_file, ModelFormat.PLAIN, "Mine")
    assert entry.name == "my-model"
    assert entry.path == own_file
    again = next(e for e in catalogue.entries() if e.name == "my-model")
    assert (again.title, again.format, again.bundled) == ("Mine", ModelFormat.PLAIN, False)
    assert again.sha256 == checksum(own_file)
    catalogue.verify(again)
    catalogue.remove("my-model")
    assert own_file.exists()
    assert all(e.name != "my-model" for e in catalogue.entries())


def test_adding_twice_enters_it_once(catalogue: Catalogue, own_file: Path):
    assert catalogue.add(own_file) == catalogue.add(own_file)
    assert sum(e.path == own_file for e in catalogue.entries()) == 1


def test_two_files_of_one_name_get_two_names(catalogue: Catalogue, own_file: Path, tmp_path: Path):
    other = tmp_path / "elsewhere" / own_file.name
    other.parent.mkdir()
    shutil.copy(own_file, other)
    assert {catalogue.add(own_file).name, catalogue.add(other).name} == {"my-model", "my-model-2"}


def test_a_changed_file_is_noticed(catalogue: Catalogue, own_file: Path):
    entry = catalogue.add(own_file)
    with own_file.open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"changed")
    with pytest.raises(BadModel, match="checksum"):
        catalogue.verify(entry)


def test_bundled_models_cannot_be_removed(catalogue: Catalogue):
    with pytest.raises(BadModel, match="comes with the program"):
        catalogue.remove(catalogue.default().name)
    with pytest.raises(BadModel, match="no added model"):
        catalogue.remove("nosuch")


def test_no_models_at_all(tmp_path: Path):
    with pytest.raises(BadModel, match="models add"):
        Catalogue(tmp_path, tmp_path).default()


@pytest.mark.parametrize(
    "text",
    ["not toml", "[[model]]\nname = 'x'\n", "model = 3\n", "[[model]]\nname='x'\nfile='y'\nformat='z'\n"],
)
def test_a_broken_manifest_is_one_line(tmp_path: Path, text: str):
    (tmp_path / "manifest.toml").write_text(text)
    with pytest.raises(BadModel, match="list of models"):
        Catalogue(MODELS, tmp_path).entries()


def test_the_indexes_of_what_a_model_was_trained_on(tmp_path: Path, own_file: Path):
    bundled, own = tmp_path / "bundled", tmp_path / "own"
    for folder, copied in ((bundled, '"base.copied"'), (own, '["own.copied", "/models/base.copied"]')):
        folder.mkdir()
        (folder / "manifest.toml").write_text(
            f'[[model]]\nname = "{folder.name}"\nfile = "x.gguf"\ncopied = {copied}\n'
        )
    catalogue = Catalogue(bundled, own)
    assert catalogue.find("bundled").copied == (bundled / "base.copied",)
    assert catalogue.find("own").copied == (own / "own.copied", Path("/models/base.copied"))
    assert catalogue.add(own_file).copied == ()
    assert catalogue.find("own").copied == (own / "own.copied", Path("/models/base.copied")), "it was written anew"
