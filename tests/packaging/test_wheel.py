"""The wheel carries everything: installed into an empty environment, it does the main job."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but the wheel in it; its dependencies are lent by the running one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, symlinks=True)
    purelib = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    # A path file adds that folder, but does not read the path files in it: the checkout stays out of sight.
    (purelib / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python")]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    return folder


def run(installed: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [str(installed / "bin" / "scriptwriter"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder, check=False)


def test_wheel_carries_resources_and_models(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        there = set(archive.namelist())
        assert archive.testzip() is None
    for folder in ("resources", "models"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and not path.name.startswith(".")]
        assert files
        for path in files:
            assert f"scriptwriter/_{path.relative_to(ROOT).as_posix()}" in there
    assert not [name for name in there if name.startswith(("tests/", "packaging/"))]


def test_wheel_carries_every_file_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        there = set(archive.namelist())
    own = [path for path in (ROOT / "scriptwriter").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert not {path.relative_to(ROOT).as_posix() for path in own} - there


def test_licences_travel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licences = [name for name in archive.namelist() if "/licenses/" in name]
    dictionaries = {
        path.name for path in (ROOT / "resources" / "dictionaries").iterdir() if path.suffix in (".txt", ".md")
    }
    assert "LGPL-3.txt" in dictionaries
    assert {Path(name).name for name in licences} == {"LICENSE", "OFL.txt"} | dictionaries


def test_installed_program_continues_a_script(installed: Path, tmp_path: Path) -> None:
    script = tmp_path / "play.fountain"
    (sample,) = (ROOT / "resources" / "samples").glob("*.fountain")
    script.write_text(sample.read_text(encoding="utf-8"), encoding="utf-8")
    done = run(installed, "write", str(script), "--max-words", "20", "--seed", "1", "--json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["alternatives"][0]["text"].strip()
    assert script.read_text(encoding="utf-8") == sample.read_text(encoding="utf-8")


def test_installed_program_uses_its_own_model(installed: Path, tmp_path: Path) -> None:
    code = "from scriptwriter.services import models; print(models.catalogue().default().path)"
    done = subprocess.run(
        [str(installed / "bin" / "python"), "-I", "-c", code],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    model = Path(done.stdout.strip())
    assert model.is_relative_to(installed.resolve())
    assert model.parent.name == "_models"
