"""The set-up behind `make run` and `make test`."""

import io
import subprocess
import sys
from pathlib import Path

import llama_wheel
import prepare
import pytest
import system_packages
from build_progress import BuildProgress

ROOT = Path(__file__).parents[2]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def steps(progress: BuildProgress, total: int) -> None:
    progress.take("  -- Configuring done\n")
    for number in range(1, total + 1):
        progress.take(f"  [{number}/{total}] Building CXX object ggml.cpp.o\n")
    progress.close()


def test_progress_is_one_line_on_a_terminal() -> None:
    out = Terminal()
    steps(BuildProgress(out, "llama.cpp"), 140)
    assert out.getvalue().count("\n") == 1
    assert "100 %  (140/140)" in out.getvalue()


def test_progress_is_a_line_every_ten_per_cent_elsewhere() -> None:
    out = io.StringIO()
    steps(BuildProgress(out, "llama.cpp"), 140)
    lines = out.getvalue().splitlines()
    assert len(lines) == 11
    assert lines[0].startswith("    llama.cpp    0 %  (1/140)")
    assert "\r" not in out.getvalue()


def test_progress_says_nothing_where_nothing_is_built() -> None:
    out = Terminal()
    progress = BuildProgress(out, "llama.cpp")
    progress.take("Collecting llama-cpp-python\n")
    progress.take("[0/0]\n")
    progress.close()
    assert out.getvalue() == ""


def test_flags_are_portable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    monkeypatch.setattr(llama_wheel, "processor_features", lambda: {"avx", "avx2", "fma", "f16c", "bmi2", "amx"})
    assert llama_wheel.flags() == (
        "-DGGML_NATIVE=OFF -DGGML_AVX=ON -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON -DGGML_BMI2=ON -DLLAVA_BUILD=OFF"
    )
    monkeypatch.setattr(llama_wheel, "processor_features", lambda: {"avx"})
    assert "-DGGML_AVX2=OFF" in llama_wheel.flags()
    monkeypatch.setattr("platform.machine", lambda: "aarch64")
    assert llama_wheel.flags() == "-DGGML_NATIVE=OFF"


def test_other_flags_and_versions_are_other_wheels(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {llama_wheel.key("1"), llama_wheel.key("2")}
    monkeypatch.setattr(llama_wheel, "flags", lambda: "-DGGML_NATIVE=ON")
    keys.add(llama_wheel.key("1"))
    assert len(keys) == 3


def test_built_wheel_is_taken_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert llama_wheel.cached("1") is None
    folder = llama_wheel.cache_folder("1")
    folder.mkdir(parents=True)
    wheel = folder / "llama_cpp_python-1-py3-none-any.whl"
    wheel.touch()
    assert llama_wheel.ensure("1", tmp_path / "none", lambda _line: None) == wheel


def test_failed_build_says_where_its_log_is(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "build.log"
    command = [sys.executable, "-c", "print('[1/2] one'); print('boom'); raise SystemExit(3)"]
    with pytest.raises(llama_wheel.BuildFailed, match=r"build\.log"):
        llama_wheel.run_logged(command, {}, log, "a")
    assert "boom" in log.read_text()
    assert "boom" in capfd.readouterr().err


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A Linux without any of the libraries; what was installed is listed."""
    installed: list[list[str]] = []

    def install(packages: list[str]) -> bool:
        installed.append(packages)
        return True

    monkeypatch.setattr(system_packages, "known_libraries", lambda: "libc.so.6 (libc6) => /lib/libc.so.6")
    monkeypatch.setattr(system_packages, "install", install)
    monkeypatch.setattr(system_packages, "can_install", lambda: True)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    return installed


def test_root_gets_what_is_missing(bare: list[list[str]]) -> None:
    said: list[str] = []
    system_packages.ensure("run", said.append)
    (packages,) = bare
    assert {"libegl1", "libxcb-cursor0", "libgomp1"} <= set(packages)
    assert "libegl1" in said[0]


def test_others_get_the_line_to_type(bare: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "can_install", lambda: False)
    monkeypatch.setattr("shutil.which", lambda program, **_path: f"/usr/bin/{program}")
    with pytest.raises(system_packages.Missing, match="Type:  sudo apt-get update && sudo apt-get install") as error:
        system_packages.ensure("dev", print)
    assert "libegl1" in str(error.value)
    assert bare == []


def test_without_a_screen_qt_is_not_needed(bare: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "can_install", lambda: False)
    monkeypatch.setattr(system_packages, "ENGINE_LIBRARIES", {})
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    said: list[str] = []
    system_packages.ensure("run", said.append)
    assert "libegl1" in said[0]
    assert bare == []


def test_nothing_is_said_when_all_is_there(bare: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    everything = " ".join(system_packages.QT_LIBRARIES | system_packages.ENGINE_LIBRARIES)
    monkeypatch.setattr(system_packages, "known_libraries", lambda: everything)
    monkeypatch.setattr(system_packages, "TEST_TOOLS", {})
    said: list[str] = []
    system_packages.ensure("dev", said.append)
    assert said == []
    assert bare == []


def test_changed_pins_or_flags_make_the_environment_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "run.txt").write_text("a==1\n")
    (tmp_path / "dev.txt").write_text("a==1\n")
    monkeypatch.setattr(prepare, "LOCKS", tmp_path)
    monkeypatch.setattr(prepare, "VENV", tmp_path)
    monkeypatch.setattr(prepare, "PYTHON", Path(sys.executable))
    assert not prepare.is_ready("run")
    prepare.stamp("run").write_text(prepare.fingerprint("run"))
    assert prepare.is_ready("run")
    assert not prepare.is_ready("dev")
    (tmp_path / "run.txt").write_text("a==2\n")
    assert not prepare.is_ready("run")
    prepare.stamp("run").write_text(prepare.fingerprint("run"))
    monkeypatch.setattr(llama_wheel, "flags", lambda: "other")
    assert not prepare.is_ready("run")


def test_broken_environment_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "VENV", tmp_path)
    monkeypatch.setattr(prepare, "PYTHON", tmp_path / "bin" / "python")
    prepare.stamp("run").write_text(prepare.fingerprint("run"))
    assert not prepare.is_ready("run")


def test_old_python_is_told_in_one_line(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && { echo "Python 3.9.2"; exit 0; }\nexit 1\n')
    old.chmod(0o755)
    script = tmp_path / "packaging" / "dev" / "prepare.sh"
    script.parent.mkdir(parents=True)
    # Only the made-up Python is on the path, so the fixed name that is tried last must go.
    text = (ROOT / "packaging" / "dev" / "prepare.sh").read_text()
    script.write_text(text.replace("/usr/bin/python3", ""))
    (tmp_path / "dirname").symlink_to("/usr/bin/dirname")
    done = subprocess.run(
        ["/bin/sh", script, "run"], capture_output=True, text=True, env={"PATH": str(tmp_path)}, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert "needs Python 3.11 or newer; here is: Python 3.9.2" in line


def test_run_without_a_screen_continues_in_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "packaging" / "dev").mkdir(parents=True)
    script = tmp_path / "packaging" / "dev" / "run.sh"
    script.write_text((ROOT / "packaging" / "dev" / "run.sh").read_text())
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "python $*"\n')
    python.chmod(0o755)
    (tmp_path / "play.fountain").write_text("ANNE\nYes.\n")
    environment = {"PATH": "/usr/bin:/bin"}
    command = ["/bin/sh", str(script), "play.fountain"]
    there = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert "no screen" in there.stderr
    assert there.stdout == "ANNE\nYes.\n\npython -m scriptwriter write play.fountain --stream\n"
    environment["DISPLAY"] = ":0"
    window = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert window.stdout == "python -m scriptwriter play.fountain\n"


def test_sample_that_make_run_continues_is_there() -> None:
    text = (ROOT / "packaging" / "dev" / "run.sh").read_text()
    name = text.partition("${1:-")[2].partition("}")[0]
    assert (ROOT / name).is_file()
